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

const RULE = "no-blind-overwrite";
const FIXTURES = join(import.meta.dirname, "fixtures", RULE);

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    `import { Router } from "express";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const routes = Router();
// Valid: the version that the editor has seen is compared.
routes.put("/products/:id", async (request, response) => {
  const { name, price, version } = request.body;
  const { id } = request.params;
  const { count } = await prisma.product.updateMany({ where: { id, version }, data: { name, price, version: { increment: 1 } } });
  response.sendStatus(count === 0 ? 409 : 204);
});
`,
  ],
  invalid: [
    {
      code: `import { Router } from "express";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const routes = Router();
// Invalid: two editors of one product, and the later wins unseen.
routes.put("/products/:id", async (request, response) => {
  const { name, price } = request.body;
  const { id } = request.params;
  await prisma.product.update({ where: { id }, data: { name, price } });
  response.sendStatus(204);
});
`,
      errors: [
        {
          messageId: "finding",
          data: {
            text: "`prisma.product.update` writes `name` and `price` from the request over whatever is stored: of two people who edit the same row, the later erases the earlier one's change without having seen it. Let the client send back the version it has seen (`If-Match`, or a field), put it into the condition, and answer 409 or 412 when no row matches.",
          },
          line: 9,
          column: 9,
        },
      ],
    },
  ],
});

describe("blind overwrites in fixture files", () => {
  for (const path of fixturesIn(FIXTURES))
    it(path.slice(FIXTURES.length + 1), () => {
      check(RULE, path);
    });

  it("are reported once, where the fields are named or where they are handed over", () => {
    const folder = join(FIXTURES, "service");
    assert.deepEqual(certaintiesIn(RULE, join(folder, "product-service.ts")), [
      "12 possible",
    ]);
    assert.deepEqual(certaintiesIn(RULE, join(folder, "route.ts")), [
      "6 possible",
    ]);
  });
});
