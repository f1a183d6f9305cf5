import { join } from "node:path";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { after, describe, it } from "mocha";
import { rules } from "../../rules/src/rules/index.ts";
import { check, fixturesIn } from "./support/check.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const RULE = "require-version-in-response";
const FIXTURES = join(import.meta.dirname, "fixtures", RULE);

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    `import { Router } from "express";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const routes = Router();
// Valid: the version goes out with the name.
routes.get("/products/:id", async (request, response) => {
  const product = await prisma.product.findUniqueOrThrow({ where: { id: request.params.id } });
  response.json({ name: product.name, version: product.version });
});
routes.put("/products/:id", async (request, response) => {
  const { name, version } = request.body;
  const { count } = await prisma.product.updateMany({ where: { id: request.params.id, version }, data: { name } });
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
// Invalid: editors are asked for a version that they were not shown.
routes.get("/products/:id", async (request, response) => {
  const product = await prisma.product.findUniqueOrThrow({ where: { id: request.params.id } });
  response.json({ name: product.name });
});
routes.put("/products/:id", async (request, response) => {
  const { name, version } = request.body;
  const { count } = await prisma.product.updateMany({ where: { id: request.params.id, version }, data: { name } });
  response.sendStatus(count === 0 ? 409 : 204);
});
`,
      options: [{ report: "possible" }],
      errors: [
        {
          messageId: "finding",
          data: {
            text: "`response.json` shows the row without its `version`, and `prisma.product.updateMany` asks writers for it: a client that has only this answer cannot say which version it has seen, so it sends none or another one. Put `version` into the answer, or send it as `ETag`.",
          },
          line: 8,
          column: 3,
        },
      ],
    },
  ],
});

describe("hidden versions in fixture files", () => {
  for (const path of fixturesIn(FIXTURES))
    it(path.slice(FIXTURES.length + 1), () => {
      check(RULE, path);
    });
});
