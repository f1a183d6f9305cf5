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

const RULE = "require-conflict-handling";
const FIXTURES = join(import.meta.dirname, "fixtures", RULE);

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
// Valid: the count is looked at.
export async function rename(id: string, version: number, name: string) {
  const { count } = await prisma.product.updateMany({ where: { id, version }, data: { name, version: { increment: 1 } } });
  if (count === 0) throw new Error("The product changed meanwhile.");
}
`,
  ],
  invalid: [
    {
      code: `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
// Invalid: the editor is told that the name was stored.
export async function rename(id: string, version: number, name: string) {
  await prisma.product.updateMany({ where: { id, version }, data: { name, version: { increment: 1 } } });
}
`,
      errors: [
        {
          messageId: "finding",
          data: {
            text: "`prisma.product.updateMany` changes no row when `version` has changed meanwhile, and nothing looks at what it answers: the caller is told that it succeeded. Stop when its count of rows is 0 (or its list of rows empty): another request was first. The answer itself is truthy either way.",
          },
          line: 5,
          column: 9,
        },
      ],
    },
  ],
});

describe("unchecked guards in fixture files", () => {
  for (const path of fixturesIn(FIXTURES))
    it(path.slice(FIXTURES.length + 1), () => {
      check(RULE, path);
    });

  it("are certain for a version only: a state may be passed over on purpose", () => {
    const found = certaintiesIn(RULE, join(FIXTURES, "guards.ts"));
    assert.deepEqual(
      found.map((one) => one.split(" ")[1]),
      ["possible", "possible", "possible", "certain"],
    );
  });
});
