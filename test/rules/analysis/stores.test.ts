import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { StoreSetting } from "../../../rules/src/settings.ts";
import { effectsOf, flowsOf } from "./support.ts";

const calls = {
  fetchCopy: { effect: "cache-read", key: { arg: 0 } },
  keepCopy: { effect: "cache-write", key: { arg: 0 }, value: { arg: 1 } },
} as const;

function settings(from: StoreSetting["from"]) {
  return { stores: [{ from, role: "cache", calls } as const] };
}

describe("users' stores", () => {
  const call = `export async function show(id: string) { return store.fetchCopy("user:" + id); }`;

  it("are recognised by their package", () => {
    const text = `import { store } from "@acme/cache"; ${call}`;
    const given = { settings: settings({ package: "@acme/cache" }) };
    assert.deepEqual(effectsOf("show", text, given), ["cache-read user:{id}"]);
    const [flow] = flowsOf(text, given);
    assert.deepEqual(flow?.effects[0]?.evidence, {
      by: "setting",
      name: "@acme/cache",
    });
  });

  it("are only the export that the setting names", () => {
    const given = {
      settings: settings({ package: "@acme/cache", name: "other" }),
    };
    const text = `import { store } from "@acme/cache"; ${call}`;
    assert.deepEqual(
      effectsOf("show", text, given).filter((line) =>
        line.startsWith("cache-read"),
      ),
      [],
    );
  });

  it("are recognised by their file, which is then not followed", () => {
    const files = {
      "src/copies.ts": `export const store = { fetchCopy(k: string) { return fetch(k); } };`,
    };
    const text = `import { store } from "./src/copies.ts"; ${call}`;
    const given = { files, settings: settings({ file: "src/copies.ts" }) };
    assert.deepEqual(effectsOf("show", text, given), ["cache-read user:{id}"]);
    assert.deepEqual(effectsOf("show", text, { files }), ["remote"]);
  });

  it("are recognised where a class of the file is injected", () => {
    const files = {
      "src/copies.ts": `export class Copies { keepCopy(k: string, v: string) {} }`,
    };
    const text = `import { Copies } from "./src/copies.ts";
      export class Show {
        constructor(private readonly copies: Copies) {}
        async keep(id: string) { await this.copies.keepCopy(id, "x"); }
      }`;
    const given = {
      files,
      settings: settings({ file: "src/copies.ts", name: "Copies" }),
    };
    assert.deepEqual(effectsOf("Show.keep", text, given), ["cache-write {id}"]);
  });

  it("may be functions", () => {
    const files = {
      "src/copies.ts": `export async function fetchCopy(k: string) {}`,
    };
    const text = `import { fetchCopy } from "./src/copies.ts";
      export async function show(id: string) { return fetchCopy(id); }`;
    const given = { files, settings: settings({ file: "src/copies.ts" }) };
    assert.deepEqual(effectsOf("show", text, given), ["cache-read {id}"]);
  });
});
