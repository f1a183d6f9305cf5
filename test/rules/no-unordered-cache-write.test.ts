import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkMarks, findingsIn } from "./support/marked.ts";

const RULE = "no-unordered-cache-write";

const clients = `import { Redis } from "ioredis";
import { PrismaClient } from "@prisma/client";
import Redlock from "redlock";
const redis = new Redis();
const prisma = new PrismaClient();
const redlock = new Redlock([redis]);
`;
const update = `const price = await prisma.price.update({ where: { id }, data: { cents, version: { increment: 1 } } });`;

const through = `${clients}export async function f(id: string, cents: number) {
  ${update}
  await redis.set(\`price:\${id}\`, JSON.stringify(price), "EX", 60); // certain
}`;
const pointer = `${clients}export async function f(id: string, cents: number) {
  ${update}
  await redis.set(\`price:\${id}:\${price.version}\`, JSON.stringify(price), "EX", 60);
  await redis.set(\`price:\${id}:current\`, price.version); // possible
}`;

const reported: Readonly<Record<string, string>> = {
  "what the update answered": through,
  "a field of it": `${clients}export async function f(id: string, cents: number) {
  ${update}
  await redis.set(\`price:\${id}\`, JSON.stringify({ cents: price.cents }), "EX", 60); // possible
}`,
  "the row, read again": `${clients}export async function f(id: string, cents: number) {
  await prisma.price.update({ where: { id }, data: { cents } });
  const price = await prisma.price.findUnique({ where: { id } });
  await redis.set(\`price:\${id}\`, JSON.stringify(price), "EX", 60); // certain
}`,
  "a list, read again after an insert": `${clients}export async function f(cents: number) {
  await prisma.price.create({ data: { cents } });
  const prices = await prisma.price.findMany();
  await redis.set("prices", JSON.stringify(prices), "EX", 60); // possible
}`,
  "a pointer to the current version": pointer,
};

const silent: Readonly<Record<string, string>> = {
  "a script that keeps the newer value": `${clients}export async function f(id: string, cents: number) {
  ${update}
  await redis.eval("return 1", 1, \`price:\${id}\`, price.version, JSON.stringify(price));
}`,
  "a set that only fills": through.replace("60); // certain", '60, "NX");'),
  "both under one lock": `${clients}export async function f(id: string, cents: number) {
  await redlock.using([\`lock:\${id}\`], 1000, async () => {
    ${update}
    await redis.set(\`price:\${id}\`, JSON.stringify(price), "EX", 60);
  });
}`,
  "a row that was just created": `${clients}export async function f(cents: number) {
  const price = await prisma.price.create({ data: { cents } });
  await redis.set(\`price:\${price.id}\`, JSON.stringify(price), "EX", 60);
}`,
  "a fill after a miss": `${clients}export async function f(id: string, cents: number) {
  const hit = await redis.get(\`price:\${id}\`);
  if (hit) return JSON.parse(hit);
  ${update}
  await redis.set(\`price:\${id}\`, JSON.stringify(price), "EX", 60);
}`,
  "values that are in the cache alone": `${clients}export async function f(id: string, cents: number) {
  ${update}
  await redis.set(\`session:\${id}\`, JSON.stringify(price), "EX", 60);
  await redis.set(\`seen:\${id}\`, "1", "EX", 60);
}`,
  "the id of what was written": `${clients}export async function f(id: string, cents: number, code: string) {
  ${update}
  await redis.set(\`code:\${code}\`, price.id, "EX", 60);
}`,
  "an index beside the entry": `${clients}export async function f(id: string, code: string, text: string) {
  await redis.set(\`price:\${id}\`, text, "EX", 60);
  await redis.set(\`code:\${code}:current\`, id, "EX", 60);
}`,
};

describe(RULE, () => {
  for (const [title, text] of Object.entries(reported))
    it(`reports ${title}`, () => {
      checkMarks(RULE, text);
    });

  for (const [title, text] of Object.entries(silent))
    it(`leaves alone ${title}`, () => {
      checkMarks(RULE, text);
    });

  it("lets the first writer store last", () => {
    const [finding] = findingsIn(RULE, through);
    assert.deepEqual(
      finding?.steps.map(({ actor, location }) => [
        actor,
        location?.start.line,
      ]),
      [
        ["first writer", 8],
        ["second writer", 8],
        ["second writer", 9],
        ["first writer", 9],
      ],
    );
    assert.equal(finding.model.protocol, "write-through");
  });

  it("names the pointer that can go back", () => {
    const [finding] = findingsIn(RULE, pointer);
    assert.equal(
      finding?.message,
      "`redis.set` names the current version with a plain set: of two writers the one with the older version may set it last, and then every reader is led to the older value. Move `price:${id}:current` only forward, in one script.",
    );
  });
});
