import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { outlineOf } from "../../../rules/src/reach/outline.ts";
import type { Mention } from "../../../rules/src/reach/outline.ts";

/** Each call as `root: owner.name`, with dots before a deep one. */
function callsIn(text: string): readonly string[] {
  return outlineOf(text).units.flatMap(({ mentions }) => mentions.map(spelled));
}

function spelled({ name, isMember, isDeep, owner, root }: Mention): string {
  if (!isMember) return name;
  return `${root}:${isDeep ? ".." : "."}${owner}.${name}`;
}

describe("an outline", () => {
  it("keeps calls with what they are called on, and what their chain begins with", () => {
    assert.deepEqual(
      callsIn(`await prisma.user.update({ where: byId(id) });`),
      ["prisma:..user.update", "byId"],
    );
  });

  it("knows private members and `this` as the begin of a chain", () => {
    const text = `class A { run() { this.#mails.send(1); return this.#go(); } }`;
    assert.deepEqual(callsIn(text), ["this:..mails.send", "this:...go"]);
  });

  it("does not know what a call's result is", () => {
    assert.deepEqual(callsIn(`getRedis().set(key);`), ["getRedis", ":...set"]);
  });

  it("leaves out variables and plain properties, but keeps what may be handed on as a function", () => {
    const text = `import { handle } from "./handle";
const size = 1;
queue.process(handle, size, job.data);`;
    assert.deepEqual(callsIn(text), [
      "handle",
      "queue:.queue.process",
      "handle",
      "size",
    ]);
  });

  it("tells which names may lead out of the file", () => {
    const { units } = outlineOf(`import { db } from "./db";
export async function load(id: string): Promise<User> {
  return await db.user.find(id);
}`);
    const load = units.find(({ names }) => names.includes("load"));
    assert.deepEqual([...(load?.uses ?? [])].sort(), ["Promise", "db"]);
    assert.deepEqual([...(load?.types ?? [])], ["User"]);
    assert.equal(load?.waits, true);
  });
});
