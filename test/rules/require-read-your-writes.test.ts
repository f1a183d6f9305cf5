import assert from "node:assert/strict";
import { join } from "node:path";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { after, describe, it } from "mocha";
import { rules } from "../../rules/src/rules/index.ts";
import { certaintiesIn } from "./support/certainties.ts";
import { check, fixturesIn } from "./support/check.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const RULE = "require-read-your-writes";
const FIXTURES = join(import.meta.dirname, "fixtures", RULE);

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    `import { PrismaClient } from "@prisma/client";
import { readReplicas } from "@prisma/extension-read-replicas";
const prisma = new PrismaClient().$extends(readReplicas({ url: "postgres://replica" }));
// Valid: the primary has it.
export async function rename(id: string, name: string) {
  await prisma.user.update({ where: { id }, data: { name } });
  return prisma.$primary().user.findUnique({ where: { id } });
}
`,
  ],
  invalid: [
    {
      code: `import { PrismaClient } from "@prisma/client";
import { readReplicas } from "@prisma/extension-read-replicas";
const prisma = new PrismaClient().$extends(readReplicas({ url: "postgres://replica" }));
// Invalid: the replica may not have the new name yet.
export async function rename(id: string, name: string) {
  await prisma.user.update({ where: { id }, data: { name } });
  return prisma.user.findUnique({ where: { id } });
}
`,
      errors: [
        {
          messageId: "finding",
          data: {
            text: "`prisma.user.findUnique` reads what `prisma.user.update` has just written from a replica that may not have it yet: it can answer the old row, or none. Read it from the primary, use what the write returned, or wait for a replica that has reached the write's position.",
          },
          line: 7,
          column: 10,
        },
      ],
    },
  ],
});

describe("reads that miss the own write in fixture files", () => {
  for (const path of fixturesIn(FIXTURES))
    it(path.slice(FIXTURES.length + 1), () => {
      check(RULE, path);
    });

  it("are certain where imports and settings say that a replica answers", () => {
    const found = certaintiesIn(RULE, join(FIXTURES, "replicas.ts"));
    assert.deepEqual(
      found.map((one) => one.split(" ")[1]),
      [...(Array(5).fill("certain") as string[]), "possible"],
    );
    assert.deepEqual(certaintiesIn(RULE, join(FIXTURES, "names.ts")), [
      "12 possible",
      "18 possible",
    ]);
  });
});
