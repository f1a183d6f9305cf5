import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readSql } from "../../../rules/src/sql/read-sql.ts";
import type { SqlStatement } from "../../../rules/src/sql/read-sql.ts";

/** Reads a statement and answers the named facts of it. */
function facts<Name extends keyof SqlStatement>(
  text: string | readonly string[],
  ...names: readonly Name[]
): Pick<SqlStatement, Name> {
  const statement = readSql(typeof text === "string" ? [text] : text);
  assert.ok(statement, "the statement was read");
  return Object.fromEntries(
    names.map((name) => [name, statement[name]]),
  ) as Pick<SqlStatement, Name>;
}

/** A tagged template's pieces of text. */
function sql(
  parts: TemplateStringsArray,
  ...holes: readonly unknown[]
): readonly string[] {
  assert.equal(holes.length, parts.length - 1);
  return parts;
}

const id = 1;

describe("readSql", () => {
  it("reads a row lock, its table and its key", () => {
    assert.deepEqual(
      facts(
        sql`SELECT balance FROM "Account" WHERE id = ${id}::uuid FOR UPDATE`,
        "operation",
        "table",
        "lock",
        "where",
      ),
      {
        operation: "read",
        table: "Account",
        lock: "update",
        where: [
          { column: "id", operator: "=", source: { kind: "hole", index: 0 } },
        ],
      },
    );
  });

  it("knows which row locks keep writers out", () => {
    const lockOf = (clause: string) =>
      facts(`SELECT * FROM t WHERE id = $1 ${clause}`, "lock", "partial");
    for (const clause of [
      "FOR UPDATE",
      "FOR NO KEY UPDATE SKIP LOCKED",
      "FOR UPDATE OF t NOWAIT",
    ])
      assert.deepEqual(
        lockOf(clause),
        { lock: "update", partial: false },
        clause,
      );
    for (const clause of ["FOR SHARE", "FOR KEY SHARE", "LOCK IN SHARE MODE"])
      assert.deepEqual(
        lockOf(clause),
        { lock: "share", partial: false },
        clause,
      );
    assert.equal(lockOf("").lock, "none");
  });

  it("finds a lock in a subquery of an update", () => {
    const claim = `UPDATE jobs SET state = 'active' WHERE id =
      (SELECT id FROM jobs WHERE state = 'new' LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *`;
    assert.deepEqual(facts(claim, "operation", "table", "lock", "returning"), {
      operation: "update",
      table: "jobs",
      lock: "update",
      returning: true,
    });
  });

  it("tells a column computed from itself from one that is given", () => {
    assert.deepEqual(
      facts("UPDATE a SET n = n - $1, m = $2, t = now() WHERE id = $3", "set")
        .set,
      [
        { column: "n", source: { kind: "computed" }, own: true },
        { column: "m", source: { kind: "placeholder", index: 1 }, own: false },
        { column: "t", source: { kind: "computed" }, own: false },
      ],
    );
  });

  it("reads a version guard beside the key", () => {
    assert.deepEqual(
      facts(
        "UPDATE a SET n = ? WHERE id = ? AND version = ?",
        "where",
        "whereIsComplete",
      ),
      {
        where: [
          {
            column: "id",
            operator: "=",
            source: { kind: "placeholder", index: 1 },
          },
          {
            column: "version",
            operator: "=",
            source: { kind: "placeholder", index: 2 },
          },
        ],
        whereIsComplete: true,
      },
    );
  });

  it("says when a condition was not wholly understood", () => {
    assert.deepEqual(
      facts(
        "SELECT * FROM a WHERE id = 1 AND (b = 2 OR c = 3)",
        "where",
        "whereIsComplete",
      ),
      {
        where: [
          {
            column: "id",
            operator: "=",
            source: { kind: "constant", value: 1 },
          },
        ],
        whereIsComplete: false,
      },
    );
    assert.equal(
      facts(sql`SELECT * FROM a ${id} LIMIT 1`, "whereIsComplete")
        .whereIsComplete,
      false,
    );
  });

  it("reads lists, nulls and named parameters in conditions", () => {
    const text =
      "SELECT * FROM a WHERE id = ANY($1) AND b IN (:b) AND c IS NULL AND d >= @d";
    assert.deepEqual(facts(text, "where").where, [
      {
        column: "id",
        operator: "in",
        source: { kind: "placeholder", index: 0 },
      },
      { column: "b", operator: "in", source: { kind: "named", name: "b" } },
      {
        column: "c",
        operator: "is null",
        source: { kind: "constant", value: null },
      },
      { column: "d", operator: "other", source: { kind: "named", name: "d" } },
    ]);
  });

  it("reads every dialect's way to skip a duplicate", () => {
    for (const text of [
      "INSERT INTO e (id) VALUES ($1) ON CONFLICT DO NOTHING",
      "INSERT INTO e (id) VALUES ($1) ON CONFLICT (id) DO NOTHING RETURNING id",
      "INSERT IGNORE INTO e (id) VALUES (?)",
      "INSERT OR IGNORE INTO e (id) VALUES (?)",
    ])
      assert.deepEqual(
        facts(text, "operation", "table", "conflict", "partial"),
        { operation: "insert", table: "e", conflict: "ignore", partial: false },
        text,
      );
  });

  it("reads every dialect's way to replace a duplicate", () => {
    for (const text of [
      "INSERT INTO e (id, n) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET n = EXCLUDED.n",
      "INSERT INTO `e` (`id`, `n`) VALUES (?, ?) ON DUPLICATE KEY UPDATE n = VALUES(n)",
      "REPLACE INTO e (id, n) VALUES (?, ?)",
      "INSERT OR REPLACE INTO e (id, n) VALUES (?, ?)",
      "INSERT INTO e SET id = ?, n = ? ON DUPLICATE KEY UPDATE n = 2",
    ])
      assert.deepEqual(
        facts(text, "operation", "table", "conflict", "partial"),
        { operation: "upsert", table: "e", conflict: "update", partial: false },
        text,
      );
  });

  it("tells an upsert that counts from one that overwrites", () => {
    const counting =
      "INSERT INTO e (id, n) VALUES ($1, 1) ON CONFLICT (id) DO UPDATE SET n = e.n + 1";
    const newest = `INSERT INTO e (id, v) VALUES ($1, $2)
      ON CONFLICT (id) DO UPDATE SET v = EXCLUDED.v WHERE e.v < EXCLUDED.v`;
    assert.deepEqual(facts(counting, "update", "updateIsConditional"), {
      update: [{ column: "n", source: { kind: "computed" }, own: true }],
      updateIsConditional: false,
    });
    assert.deepEqual(facts(newest, "update", "updateIsConditional"), {
      update: [{ column: "v", source: { kind: "computed" }, own: false }],
      updateIsConditional: true,
    });
  });

  it("tells an upsert that adds to the given value from one that adds to the row's", () => {
    const text =
      "INSERT INTO e (n) VALUES (1) ON CONFLICT (n) DO UPDATE SET n = EXCLUDED.n + 1, m = e.m + 1";
    assert.deepEqual(
      facts(text, "update").update.map(({ column, own }) => [column, own]),
      [
        ["n", false],
        ["m", true],
      ],
    );
  });

  it("reads MySQL's table names and qualified columns", () => {
    assert.deepEqual(
      facts("SELECT 1 FROM User WHERE id = ?", "table", "partial"),
      {
        table: "User",
        partial: false,
      },
    );
    assert.deepEqual(
      facts("UPDATE Project p SET p.n = p.n + ?, p.m = ? WHERE p.id = ?", "set")
        .set,
      [
        { column: "n", source: { kind: "computed" }, own: true },
        { column: "m", source: { kind: "placeholder", index: 1 }, own: false },
      ],
    );
  });

  it("reads an object given for a whole row", () => {
    const row = [
      { column: "*", source: { kind: "placeholder", index: 0 }, own: false },
    ];
    assert.deepEqual(facts("INSERT INTO users SET ?", "operation", "set"), {
      operation: "insert",
      set: row,
    });
    assert.deepEqual(facts("UPDATE users SET ? WHERE id = ?", "set", "where"), {
      set: row,
      where: [
        {
          column: "id",
          operator: "=",
          source: { kind: "placeholder", index: 1 },
        },
      ],
    });
    assert.deepEqual(
      facts(sql`INSERT INTO users ${id} RETURNING id`, "operation", "set"),
      {
        operation: "insert",
        set: [{ column: "*", source: { kind: "hole", index: 0 }, own: false }],
      },
    );
  });

  it("reads advisory locks and what they are held for", () => {
    assert.deepEqual(
      facts(sql`SELECT pg_advisory_xact_lock(hashtext(${id}))`, "advisoryLock")
        .advisoryLock,
      {
        until: "commit",
        mayFail: false,
        key: { kind: "hole", index: 0 },
      },
    );
    assert.deepEqual(
      facts("SELECT GET_LOCK(?, 10)", "advisoryLock").advisoryLock,
      {
        until: "release",
        mayFail: true,
        key: { kind: "placeholder", index: 0 },
      },
    );
    assert.equal(facts("SELECT now()", "advisoryLock").advisoryLock, undefined);
  });

  it("reads a hole as a table, a value or a piece of a text", () => {
    assert.deepEqual(
      facts(
        sql`UPDATE ${id} SET a = '${id}' WHERE b = ${id}`,
        "table",
        "set",
        "where",
      ),
      {
        table: { kind: "hole", index: 0 },
        set: [{ column: "a", source: { kind: "hole", index: 1 }, own: false }],
        where: [
          { column: "b", operator: "=", source: { kind: "hole", index: 2 } },
        ],
      },
    );
    assert.deepEqual(facts(sql`DELETE FROM shop.${id}`, "table").table, {
      kind: "hole",
      index: 0,
    });
  });

  it("takes the statement of a WITH that changes rows", () => {
    const moved =
      "WITH gone AS (DELETE FROM q WHERE id = $1 RETURNING *) SELECT * FROM gone";
    assert.deepEqual(facts(moved, "operation", "table"), {
      operation: "delete",
      table: "q",
    });
  });

  it("ignores comments, and placeholders inside texts", () => {
    const text =
      "-- ? and $9\nSELECT * FROM a /* ? */ WHERE b = 'is it?' AND c = ?";
    assert.deepEqual(facts(text, "where").where, [
      {
        column: "b",
        operator: "=",
        source: { kind: "constant", value: "is it?" },
      },
      { column: "c", operator: "=", source: { kind: "placeholder", index: 0 } },
    ]);
  });

  it("tells the verb, table and lock of what it cannot parse", () => {
    const text =
      "SELECT * FROM a TABLESAMPLE WEIRD (1) WHERE id = $1 FOR UPDATE";
    assert.deepEqual(
      facts(
        text,
        "operation",
        "table",
        "lock",
        "where",
        "whereIsComplete",
        "partial",
      ),
      {
        operation: "read",
        table: "a",
        lock: "update",
        where: [],
        whereIsComplete: false,
        partial: true,
      },
    );
  });

  it("answers unknown for what is no statement, and for what is too long", () => {
    for (const text of [
      "",
      "hello",
      "https://example.com/?q=1",
      "user:1",
      "\u0001 0\u0002",
      "{}",
    ])
      assert.equal(readSql([text]), undefined, text);
    assert.equal(readSql([`SELECT ${"1,".repeat(10_000)}1`]), undefined);
    assert.equal(
      readSql(Array.from({ length: 1_000 }, () => "SELECT ")),
      undefined,
    );
  });

  it("never throws on broken text", () => {
    const broken = [
      "SELECT '",
      "SELECT (((",
      "UPDATE `",
      "INSERT INTO",
      "SELECT $0",
      "SELECT $$",
      "SET ?",
      ")",
    ];
    for (const text of broken)
      assert.doesNotThrow(() => readSql([text, text]), text);
  });
});
