import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { libraries } from "../../rules/src/catalog/index.ts";
import { readSettings, type Settings } from "../../rules/src/settings.ts";

const store = {
  from: { package: "@acme/cache", name: "AcmeCache" },
  role: "cache",
  calls: {
    get: { effect: "cache-read", key: { arg: 0 } },
    put: { effect: "cache-write", key: { arg: 0 }, value: { arg: 1 } },
  },
} as const satisfies NonNullable<Settings["stores"]>[number];

function problemOf(raw: unknown): string {
  const answer = readSettings(raw);
  assert.ok("problem" in answer, "expected a problem");
  return answer.problem;
}

describe("settings", () => {
  it("are empty when nothing is set", () => {
    assert.deepEqual(readSettings(undefined), { settings: {} });
  });

  it("take a store in the words of the catalogue", () => {
    const settings = { stores: [store] };
    assert.deepEqual(readSettings(settings), { settings });
  });

  it("take a store that is a file of the project", () => {
    const settings = {
      stores: [{ ...store, from: { file: "src/cache.ts" } }],
    };
    assert.deepEqual(readSettings(settings), { settings });
  });

  it("take every call of the built-in catalogue", () => {
    for (const { name, role, calls } of libraries)
      for (const { path, gives } of calls) {
        const from = { package: name };
        const settings = { stores: [{ from, role, calls: { call: gives } }] };
        const place = `${name} ${String(path)}`;
        assert.deepEqual(readSettings(settings), { settings }, place);
      }
  });

  it("name the nearest known setting", () => {
    assert.equal(
      problemOf({ store: [] }),
      'settings.consistency.store is not a known name. Did you mean "stores"?',
    );
  });

  it("list the known names when none is near", () => {
    assert.equal(
      problemOf({ colour: true }),
      "settings.consistency.colour is not a known name. Known names: $schema, wrappers, stores, tables, requireReason, reportUnusedDisableDirectives.",
    );
  });

  it("name the nearest known key of a store, with its place", () => {
    assert.equal(
      problemOf({ stores: [store, { ...store, call: {} }] }),
      'settings.consistency.stores[1].call is not a known name. Did you mean "calls"?',
    );
  });

  it("name the nearest known effect", () => {
    const calls = { get: { effect: "cache-reed", key: { arg: 0 } } };
    assert.match(
      problemOf({ stores: [{ ...store, calls }] }),
      /^settings\.consistency\.stores\[0\]\.calls\.get\.effect expected .* Did you mean "cache-read"\?$/u,
    );
  });

  it("name the nearest known key of a call", () => {
    const calls = {
      get: { effect: "cache-read", key: { arg: 0 }, manny: true },
    };
    assert.equal(
      problemOf({ stores: [{ ...store, calls }] }),
      'settings.consistency.stores[0].calls.get.manny is not a known name. Did you mean "many"?',
    );
  });

  it("say what is missing", () => {
    const { role: _, ...rest } = store;
    assert.equal(
      problemOf({ stores: [rest] }),
      "settings.consistency.stores[0].role is missing.",
    );
  });

  it("say where a type is wrong", () => {
    assert.equal(
      problemOf({ stores: "redis" }),
      'settings.consistency.stores expected Array, but it is "redis".',
    );
    assert.equal(
      problemOf([]),
      "settings.consistency expected an object, not a list.",
    );
    assert.equal(
      problemOf(null),
      "settings.consistency expected an object, but it is null.",
    );
  });

  it("say what a store's origin lacks", () => {
    assert.equal(
      problemOf({ stores: [{ ...store, from: { packages: "x" } }] }),
      'settings.consistency.stores[0].from.packages is not a known name. Did you mean "package"?',
    );
    assert.equal(
      problemOf({ stores: [{ ...store, from: { name: "Cache" } }] }),
      "settings.consistency.stores[0].from.package is missing.",
    );
  });

  it("take one line about a wrapper", () => {
    const from = { file: "src/lib/cache.ts", name: "remember" };
    const wrappers = [
      { from, is: "read-through", key: 0, loader: 2 },
      { from: { name: "withLock" }, is: "lock", scope: "shared" },
      { from: { package: "@acme/db" }, is: "transaction" },
      {
        from,
        is: "publish",
        dedup: { arg: 1, property: "opts.jobId" },
      },
    ];
    const tables = [{ name: "AuditLog", is: "append-only" }];
    const settings = { wrappers, tables, requireReason: true };
    assert.deepEqual(readSettings(settings), { settings });
  });

  for (const [wrong, problem] of wrongWrappers())
    it(`say of a wrapper: ${problem}`, () => {
      assert.equal(
        problemOf({ wrappers: [wrong] }),
        `settings.consistency.wrappers[0]${problem}`,
      );
    });

  it("say which word about a table was meant", () => {
    assert.match(
      problemOf({ tables: [{ name: "x", is: "appendonly" }] }),
      /^settings\.consistency\.tables\[0\]\.is expected .* Did you mean "append-only"\?$/u,
    );
  });

  it("say that a switch is no text", () => {
    assert.equal(
      problemOf({ requireReason: "yes" }),
      'settings.consistency.requireReason expected boolean, but it is "yes".',
    );
  });
});

function wrongWrappers(): readonly (readonly [unknown, string])[] {
  const from = { name: "x" };
  return [
    [
      { from: { packages: "x" }, is: "lock" },
      '.from.packages is not a known name. Did you mean "package"?',
    ],
    [
      { from: { file: "a.ts", nam: "x" }, is: "lock" },
      '.from.nam is not a known name. Did you mean "name"?',
    ],
    [
      { from, is: "lock", scop: "shared" },
      '.scop is not a known name. Did you mean "scope"?',
    ],
    [{ from, is: "lock", key: "0" }, '.key expected number, but it is "0".'],
    [
      { from, is: "lock", key: 0.5 },
      ".key expected a whole number, but it is 0.5.",
    ],
    [{ is: "lock" }, ".from is missing."],
    ["withLock", ' expected Object, but it is "withLock".'],
    [
      { from, is: "read-trough" },
      '.is expected ("read-through" | "cache-read" | "cache-write" | "cache-delete" | "lock" | "transaction" | "publish" | "mail" | "remote" | "dedup" | "not-a-cache" | "nothing"), but it is "read-trough". Did you mean "read-through"?',
    ],
  ];
}
