import type { Model, ModelStatic, Sequelize } from "sequelize";

export function statics(users: ModelStatic<Model>): unknown[] {
  return [
    users.findOne({ where: { id: 1 }, lock: true }),
    users.findByPk(1),
    users.findAll({ where: { id: 1 } }),
    users.findAndCountAll({ where: { id: 1 } }),
    users.count({ where: { id: 1 } }),
    users.sum("visits"),
    users.max("visits"),
    users.min("visits"),
    users.create({ id: 1 }, { ignoreDuplicates: true }),
    users.bulkCreate([{ id: 1 }], { updateOnDuplicate: ["id"] }),
    users.findOrCreate({ where: { id: 1 }, defaults: {} }),
    users.findCreateFind({ where: { id: 1 }, defaults: {} }),
    users.upsert({ id: 1 }),
    users.update({ visits: 1 }, { where: { id: 1 } }),
    users.destroy({ where: { id: 1 } }),
    users.restore({ where: { id: 1 } }),
    users.increment({ visits: 1 }, { where: { id: 1 } }),
    users.decrement({ visits: 1 }, { where: { id: 1 } }),
    users.findOrBuild({ where: { id: 1 }, defaults: {} }),
    users.build({ id: 1 }),
    users.scope("a"),
    users.unscoped(),
    users.schema("a"),
  ];
}

export function instances(user: Model): unknown[] {
  return [
    user.save(),
    user.update({ visits: 1 }),
    user.restore(),
    user.increment({ visits: 1 }),
    user.decrement({ visits: 1 }),
    user.destroy(),
    user.set({ visits: 1 }),
    user.get("visits"),
    user.toJSON(),
    user.setDataValue("visits", 1),
    user.changed(),
    user.reload(),
    user.validate(),
  ];
}

export function connection(db: Sequelize): unknown[] {
  return [
    db.define("User", {}),
    db.model("User"),
    db.transaction((tx) => Promise.resolve(tx)),
    db.transaction({}, (tx) => Promise.resolve(tx)),
    db.query("SELECT 1", { replacements: [] }),
    db.authenticate(),
    db.sync(),
    db.close(),
  ];
}
