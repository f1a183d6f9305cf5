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
      "settings.consistency.colour is not a known name. Known names: stores.",
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
});
