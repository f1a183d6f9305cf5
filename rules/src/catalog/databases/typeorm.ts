import {
  at,
  call,
  nothing,
  on,
  onRow,
  rest,
  row,
  rowPart,
  sql,
  option,
  word,
} from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";

const lockModes = {
  pessimistic_write: "update",
  pessimistic_partial_write: "update",
  pessimistic_write_or_fail: "update",
  for_no_key_update: "update",
  pessimistic_read: "share",
  for_key_share: "share",
  // Both compare in memory after the SELECT, never at the write.
  optimistic: "none",
  dirty_read: "none",
} as const;

/** Repository, active record (`User.find`), and a manager's forms one argument later. */
function findForms(first: number): readonly CallEntry[] {
  const where = { where: at(first, "where") };
  const lockMode = { at: at(first, "lock.mode"), modes: lockModes };
  const whole = { where: at(first) };
  return [
    row("read", ["findOne", "findOneOrFail"], { ...where, lockMode }),
    row("read", ["find", "findAndCount"], { ...where, lockMode, many: true }),
    row("read", ["count", "exists", "sum", "average", "minimum", "maximum"], {
      ...where,
      many: true,
    }),
    row("read", ["findOneBy", "findOneByOrFail"], whole),
    row("read", ["findBy", "findAndCountBy", "countBy", "existsBy"], {
      ...whole,
      many: true,
    }),
  ];
}

function writeForms(first: number): readonly CallEntry[] {
  const where = { where: at(first) };
  return [
    row("insert", "insert", { data: at(first) }),
    row("update", ["update", "updateAll"], {
      ...where,
      data: at(first + 1),
      unmatched: "object",
    }),
    row("upsert", "upsert", { data: at(first) }),
    row("delete", ["delete", "softDelete", "deleteAll"], {
      ...where,
      unmatched: "object",
    }),
    row("update", "restore", where),
    row("change", ["increment", "decrement"], {
      ...where,
      data: rest(first + 1),
    }),
    row("delete", "clear", { many: true }),
  ];
}

/** The methods that take entities; a manager may be given the class first. */
function entityForms(first: number): readonly CallEntry[] {
  return [
    row("save", "save", { data: at(first) }),
    row("delete", ["remove", "softRemove"], { data: at(first) }),
    row("update", "recover", { data: at(first) }),
    call(["create", "merge", "preload"], { effect: "none" }),
  ];
}

const managers = ["EntityManager", "MongoEntityManager"];

/** `manager.findOne(User, ...)`, on a manager or through a member called so. */
function managerForms(): readonly CallEntry[] {
  const named = [...findForms(1), ...writeForms(1)].map(withEntity);
  const saved = [
    ...entityForms(0).map((entry) => ({ ...entry, args: 1 })),
    ...entityForms(1).map(withEntity),
  ];
  return [...named, ...saved].flatMap((entry) => [
    on(managers, entry),
    { ...entry, path: pathsOf(entry).map((path) => `manager.${path}`) },
  ]);
}

function withEntity(entry: CallEntry): CallEntry {
  const { gives } = entry;
  return gives.effect === "row"
    ? { ...entry, gives: { ...gives, entity: at(0) } }
    : entry;
}

function pathsOf(entry: CallEntry): readonly string[] {
  return typeof entry.path === "string" ? [entry.path] : entry.path;
}

const builders = [
  "SelectQueryBuilder",
  "UpdateQueryBuilder",
  "InsertQueryBuilder",
  "DeleteQueryBuilder",
  "SoftDeleteQueryBuilder",
];
const builder = "SelectQueryBuilder";

const builderForms: readonly CallEntry[] = [
  row("read", ["getOne", "getOneOrFail", "getRawOne"]),
  row(
    "read",
    [
      "getMany",
      "getManyAndCount",
      "getRawMany",
      "getRawAndEntities",
      "getCount",
    ],
    {
      many: true,
    },
  ),
  row("read", ["getExists", "stream"], { many: true }),
  {
    ...row("update", "update", {
      entity: at(0),
      data: at(1),
      unmatched: "object",
    }),
    args: 2,
  },
  row("update", "update", { entity: at(0), unmatched: "object" }),
  row("insert", "insert"),
  row("delete", ["delete", "softDelete"], { unmatched: "object" }),
  row("update", "restore"),
  rowPart(["from", "into"], { entity: at(0) }),
  rowPart(["set", "values"], { data: at(0) }),
  rowPart(["where", "andWhere", "orWhere"], { where: rest(0) }),
  rowPart(["whereInIds", "andWhereInIds"], { where: at(0), whereIsKey: true }),
  rowPart("setLock", { lockMode: { at: at(0), modes: lockModes } }),
  rowPart("orIgnore", { conflict: "ignore" }),
  rowPart("orUpdate", { conflict: "update" }),
  nothing(
    "execute",
    "select",
    "addSelect",
    "orderBy",
    "addOrderBy",
    "groupBy",
    "having",
  ),
  nothing(
    "leftJoin",
    "innerJoin",
    "leftJoinAndSelect",
    "innerJoinAndSelect",
    "skip",
    "take",
  ),
  nothing(
    "limit",
    "offset",
    "returning",
    "setParameter",
    "setParameters",
    "setOnLocked",
  ),
  nothing("useTransaction", "cache"),
].map((entry) => on(builders, { ...entry, as: builder }));

/**
 * TypeORM, checked on 1.1.1.
 *
 * Facts: `update(criteria, data)` answers `.affected`; `increment` is atomic.
 *
 * With `replication` in the options, reads outside a transaction go to a slave.
 *
 * Negative facts: `save` of a loaded entity never looks at the version it was
 * loaded with, not even with `@VersionColumn`: the first of two updates is
 * lost silently. `lock: { mode: "optimistic" }` compares in memory after the
 * SELECT. A transaction alone (READ COMMITTED) guards no read-modify-write.
 */
export const typeorm: Library = {
  name: "typeorm",
  packages: ["typeorm"],
  checked: "0.3 - 1.1",
  role: "database",
  replicaClient: [option(0, "replication")],
  typeNames: [
    "EntityManager",
    "DataSource",
    "QueryRunner",
    "SelectQueryBuilder",
  ],
  calls: [
    ...managerForms(),
    ...builderForms,
    ...findForms(0),
    ...writeForms(0),
    ...entityForms(0),
    onRow(row("save", "save")),
    onRow(row("delete", ["remove", "softRemove"])),
    onRow(row("update", "recover")),
    nothing("reload", "hasId"),
    {
      ...call(["createQueryBuilder"], { effect: "view", entity: at(0) }),
      on: [...managers, "DataSource"],
      as: builder,
    },
    {
      ...call("manager.createQueryBuilder", { effect: "view", entity: at(0) }),
      as: builder,
    },
    { ...call("createQueryBuilder", { effect: "view" }), as: builder },
    {
      ...call(["getRepository", "getTreeRepository", "getMongoRepository"], {
        effect: "view",
        entity: at(0),
      }),
      as: "Repository",
    },
    call(["withRepository", "getCustomRepository", "extend"], {
      effect: "view",
    }),
    {
      ...call("createQueryRunner", {
        effect: "view",
        readsFrom: "replica",
        marks: [word("slave", 0)],
      }),
      as: "QueryRunner",
    },
    {
      ...call("transaction", {
        effect: "transaction",
        callback: at(-1),
        isolation: at(0),
      }),
      args: 2,
      as: "EntityManager",
    },
    {
      ...call(["transaction", "runInTransaction"], {
        effect: "transaction",
        callback: at(0),
      }),
      as: "EntityManager",
    },
    sql("query"),
    nothing(
      "startTransaction",
      "commitTransaction",
      "rollbackTransaction",
      "release",
      "connect",
    ),
    nothing("initialize", "destroy"),
  ],
};
