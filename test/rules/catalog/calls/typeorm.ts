import type {
  BaseEntity,
  DataSource,
  EntityManager,
  MongoRepository,
  Repository,
  SelectQueryBuilder,
} from "typeorm";

interface User {
  id: number;
  visits: number;
}
declare const User: new () => User;

export function repository(users: Repository<User>, user: User): unknown[] {
  return [
    users.findOne({ where: { id: 1 }, lock: { mode: "pessimistic_write" } }),
    users.findOneOrFail({ where: { id: 1 } }),
    users.find({ where: { id: 1 } }),
    users.findAndCount({ where: { id: 1 } }),
    users.count({ where: { id: 1 } }),
    users.exists({ where: { id: 1 } }),
    users.sum("visits", { id: 1 }),
    users.average("visits"),
    users.minimum("visits"),
    users.maximum("visits"),
    users.findOneBy({ id: 1 }),
    users.findOneByOrFail({ id: 1 }),
    users.findBy({ id: 1 }),
    users.findAndCountBy({ id: 1 }),
    users.countBy({ id: 1 }),
    users.existsBy({ id: 1 }),
    users.insert({ visits: 1 }),
    users.update({ id: 1 }, { visits: 2 }),
    users.updateAll({ visits: 2 }),
    users.upsert({ id: 1 }, ["id"]),
    users.delete({ id: 1 }),
    users.softDelete({ id: 1 }),
    users.deleteAll(),
    users.restore({ id: 1 }),
    users.increment({ id: 1 }, "visits", 1),
    users.decrement({ id: 1 }, "visits", 1),
    users.clear(),
    users.save(user),
    users.remove(user),
    users.softRemove(user),
    users.recover(user),
    users.create({ id: 1 }),
    users.merge(user, { visits: 1 }),
    users.preload({ id: 1 }),
    users.createQueryBuilder("user"),
    users.extend({}),
    users.hasId(user),
    users.query("SELECT 1"),
  ];
}

export function manager(
  manager: EntityManager,
  users: Repository<User>,
  user: User,
): unknown[] {
  return [
    manager.findOne(User, { where: { id: 1 } }),
    manager.findOneOrFail(User, { where: { id: 1 } }),
    manager.find(User, { where: { id: 1 } }),
    manager.findAndCount(User),
    manager.count(User),
    manager.exists(User),
    manager.sum(User, "visits", { id: 1 }),
    manager.average(User, "visits"),
    manager.minimum(User, "visits"),
    manager.maximum(User, "visits"),
    manager.findOneBy(User, { id: 1 }),
    manager.findOneByOrFail(User, { id: 1 }),
    manager.findBy(User, { id: 1 }),
    manager.findAndCountBy(User, { id: 1 }),
    manager.countBy(User, { id: 1 }),
    manager.existsBy(User, { id: 1 }),
    manager.insert(User, { visits: 1 }),
    manager.update(User, { id: 1 }, { visits: 2 }),
    manager.updateAll(User, { visits: 2 }),
    manager.upsert(User, { id: 1 }, ["id"]),
    manager.delete(User, { id: 1 }),
    manager.softDelete(User, { id: 1 }),
    manager.deleteAll(User),
    manager.restore(User, { id: 1 }),
    manager.increment(User, { id: 1 }, "visits", 1),
    manager.decrement(User, { id: 1 }, "visits", 1),
    manager.clear(User),
    manager.save(user),
    manager.save(User, { visits: 1 }),
    manager.remove(user),
    manager.remove(User, user),
    manager.softRemove(user),
    manager.recover(user),
    manager.create(User),
    manager.merge(User, user),
    manager.preload(User, { id: 1 }),
    manager.createQueryBuilder(User, "user"),
    manager.getRepository(User),
    manager.getTreeRepository(User),
    manager.withRepository(users),
    manager.query("SELECT 1"),
  ];
}

export function builder(users: SelectQueryBuilder<User>): unknown[] {
  return [
    users
      .select("user.id")
      .addSelect("user.visits")
      .leftJoin("user.a", "a")
      .innerJoin("user.b", "b")
      .leftJoinAndSelect("user.c", "c")
      .innerJoinAndSelect("user.d", "d")
      .from(User, "user")
      .where("user.id = :id", { id: 1 })
      .andWhere("user.visits = :visits", { visits: 1 })
      .orWhere("user.visits = 2")
      .whereInIds([1])
      .andWhereInIds([1])
      .setParameter("id", 1)
      .setParameters({ id: 1 })
      .groupBy("user.id")
      .having("user.id > 1")
      .orderBy("user.id")
      .addOrderBy("user.visits")
      .skip(1)
      .take(1)
      .limit(1)
      .offset(1)
      .useTransaction(true)
      .cache(true)
      .setLock("pessimistic_write")
      .setOnLocked("nowait")
      .getOne(),
    users.getOneOrFail(),
    users.getRawOne(),
    users.getMany(),
    users.getManyAndCount(),
    users.getRawMany(),
    users.getRawAndEntities(),
    users.getCount(),
    users.getExists(),
    users.stream(),
    users.update(User, { visits: 1 }).where("id = 1").execute(),
    users.update(User).set({ visits: 1 }).returning("*").execute(),
    users
      .insert()
      .into(User)
      .values({ visits: 1 })
      .orIgnore()
      .orUpdate(["visits"])
      .execute(),
    users.delete().execute(),
    users.softDelete().execute(),
    users.restore().execute(),
  ];
}

export function dataSource(source: DataSource): unknown[] {
  const runner = source.createQueryRunner();
  return [
    source.transaction((tx) => tx.find(User)),
    source.transaction("SERIALIZABLE", (tx) => tx.find(User)),
    source.getRepository(User),
    source.getMongoRepository(User),
    source.createQueryBuilder(User, "user"),
    source.manager.createQueryBuilder(User, "user"),
    source.manager.findOne(User, { where: { id: 1 } }),
    source.query("SELECT 1"),
    source.initialize(),
    source.destroy(),
    runner.connect(),
    runner.startTransaction(),
    runner.commitTransaction(),
    runner.rollbackTransaction(),
    runner.release(),
  ];
}

export function activeRecord(
  user: BaseEntity,
  mongo: MongoRepository<User>,
): unknown[] {
  return [
    user.save(),
    user.remove(),
    user.softRemove(),
    user.recover(),
    user.reload(),
    mongo,
  ];
}
