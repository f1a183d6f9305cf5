import { join } from "node:path";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { after, describe, it } from "mocha";
import { rules } from "../../rules/src/rules/index.ts";
import { check, fixturesIn } from "./support/check.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const RULE = "no-shared-stale-response";
const FIXTURES = join(import.meta.dirname, "fixtures", RULE);

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    `import { getServerSession } from "next-auth";
import { NextResponse } from "next/server";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
// Valid: it stays with its reader.
export async function GET() {
  const session = await getServerSession();
  const orders = await prisma.order.findMany({ where: { userId: session.user.id } });
  return NextResponse.json(orders, { headers: { "Cache-Control": "private, max-age=60" } });
}
`,
  ],
  invalid: [
    {
      code: `import { getServerSession } from "next-auth";
import { NextResponse } from "next/server";
import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
// Invalid: the next reader gets this one's orders.
export async function GET() {
  const session = await getServerSession();
  const orders = await prisma.order.findMany({ where: { userId: session.user.id } });
  return NextResponse.json(orders, { headers: { "Cache-Control": "public, s-maxage=60" } });
}
`,
      errors: [
        {
          messageId: "finding",
          data: {
            text: "`NextResponse.json` lets shared caches keep this answer (`public, s-maxage=60`), and `getServerSession` has made it for one reader: the next reader can get it, and the same reader gets it after a change. Send `private` or `no-store`, or add `Vary` for what tells readers apart.",
          },
          line: 9,
          column: 10,
        },
      ],
    },
  ],
});

describe("shared answers in fixture files", () => {
  for (const path of fixturesIn(FIXTURES))
    it(path.slice(FIXTURES.length + 1), () => {
      check(RULE, path);
    });
});
