import { join } from "node:path";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { after, describe, it } from "mocha";
import { rules } from "../../rules/src/rules/index.ts";
import { check, fixturesIn } from "./support/check.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const RULE = "no-hardcoded-staleness-window";
const FIXTURES = join(import.meta.dirname, "fixtures", RULE);

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    `import { Redis } from "ioredis";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const redis = new Redis();
const LAG_BOUND_SECONDS = 60;
// Valid: it has a name, and a place where it can be changed.
export async function warm(id: string) {
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user), "EX", LAG_BOUND_SECONDS);
}
`,
    `import { Redis } from "ioredis";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const redis = new Redis();
// Valid: a claim that is kept for an hour, not a copy.
export async function claim(id: string) {
  const invoice = await prisma.invoice.findUnique({ where: { id } });
  return redis.set(\`invoice:\${id}\`, JSON.stringify(invoice), "EX", 3600, "NX");
}
`,
  ],
  invalid: [
    {
      code: `import { Redis } from "ioredis";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
const redis = new Redis();
// Invalid: why sixty?
export async function warm(id: string) {
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user), "EX", 60);
}
`,
      errors: [
        {
          messageId: "finding",
          data: {
            text: "The bare 60 given to `redis.set` decides how long readers may be shown an old row, and nothing says where it comes from: nobody can hold it against the lag that is measured. Give it a name and derive it from that lag.",
          },
          line: 8,
          column: 9,
        },
      ],
    },
  ],
});

describe("unnamed windows in fixture files", () => {
  for (const path of fixturesIn(FIXTURES))
    it(path.slice(FIXTURES.length + 1), () => {
      check(RULE, path);
    });
});
