import assert from "node:assert/strict";
import { after, describe, it } from "mocha";
import { RuleTester } from "@typescript-eslint/rule-tester";
import { createEngine } from "../../rules/src/engine.ts";
import type { Finding } from "../../rules/src/finding.ts";
import { rules } from "../../rules/src/rules/index.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

RuleTester.afterAll = after;
RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it;

const RULE = "no-check-then-insert";

const prisma = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
`;
const typeorm = `import { Column, Entity, PrimaryColumn, Repository } from "typeorm";
@Entity() class User { @PrimaryColumn() id: string; @Column() email: string; @Column() name: string; }
`;

const thrown = `${prisma}// Invalid: the check throws.
export async function signUp(email: string) {
  const known = await prisma.user.findUnique({ where: { email } });
  if (known) throw new Error("taken");
  return prisma.user.create({ data: { email } });
}
`;

const counted = `${prisma}// Invalid: the rows are counted by a helper.
async function exists(slug: string) { return (await prisma.team.count({ where: { slug } })) > 0; }
export async function make(name: string, slug: string) {
  if (await exists(slug)) throw new Error("taken");
  await prisma.team.create({ data: { name, slug } });
}
`;

const orElse = `${prisma}// Invalid: updated when there, inserted when not.
export async function put(userId: string, productId: string) {
  const item = (await prisma.item.findFirst({ where: { userId, productId } })) ?? null;
  if (item) await prisma.item.update({ where: { id: item.id }, data: { count: item.count + 1 } });
  else await prisma.item.create({ data: { userId, productId, count: 1 } });
}
`;

const whole = `${prisma}// Invalid: the whole input is inserted.
export async function signUp(input: { email: string; name: string }) {
  const known = await prisma.user.findFirst({ where: { email: input.email } });
  if (!known) await prisma.user.create({ data: { ...input } });
}
`;

const alternatives = `${prisma}// Invalid: one of two attributes is looked for.
export async function signUp(email: string, nick: string) {
  const known = await prisma.user.findFirst({ where: { OR: [{ email }, { nick }] } });
  if (!known) await prisma.user.create({ data: { email, nick } });
}
`;

const saved = `${typeorm}// Invalid: what the repository makes is saved.
export class Users {
  constructor(private users: Repository<User>) {}
  async signUp(email: string, name: string) {
    if (await this.users.findOne({ where: { email } })) throw new Error("taken");
    const user = this.users.create({ email, name });
    return this.users.save(user);
  }
}
`;

const named = `// Invalid, possible: only names tell.
import { createUser, getUserByEmail } from "./users";
export async function signUp(email: string) {
  if (await getUserByEmail(email)) throw new Error("taken");
  return createUser({ email });
}
`;

const related = `${prisma}// Invalid: the looked-up id is that of the row which goes into the new one.
export async function open(userId: string) {
  const known = await prisma.balance.findFirst({ where: { userId } });
  if (known) return known;
  const user = await prisma.user.findUniqueOrThrow({ where: { id: userId } });
  return prisma.balance.create({ data: { user, cents: 0 } });
}
`;

const possible = [{ report: "possible" as const }] as const;

const invalid = (code: string, line: number) => ({
  code,
  options: possible,
  errors: [{ messageId: "finding" as const, line }],
});

new RuleTester().run(RULE, rules[RULE], {
  valid: [
    {
      code: `// Valid under "certain": without a schema two rows are not proved.\n${thrown}`,
    },
    {
      code: `${prisma}// Valid: the violation is answered.
export async function signUp(email: string) {
  if (await prisma.user.findUnique({ where: { email } })) return "taken";
  try { await prisma.user.create({ data: { email } }); }
  catch (error) { if (error.code === "P2002") return "taken"; throw error; }
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: so it is on the promise.
export async function signUp(email: string) {
  if (await prisma.user.findUnique({ where: { email } })) return;
  await prisma.user.create({ data: { email } }).catch((error) => {
    if (!isUniqueViolation(error)) throw error;
  });
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: after a failure the other's row is read.
export async function find(email: string) {
  const known = await prisma.user.findUnique({ where: { email } });
  if (known) return known;
  try { return await prisma.user.create({ data: { email } }); }
  catch { return prisma.user.findUniqueOrThrow({ where: { email } }); }
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: a child of another table.
export async function add(userId: string) {
  const user = await prisma.user.findUnique({ where: { id: userId } });
  if (!user) throw new Error("nobody");
  await prisma.order.create({ data: { userId } });
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: a note about the same table's missing row.
export async function note(email: string, other: string) {
  const known = await prisma.user.findFirst({ where: { email } });
  if (!known) await prisma.user.create({ data: { email: other } });
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: serializable transactions notice each other.
export async function signUp(email: string) {
  await prisma.$transaction(async (tx) => {
    if (await tx.user.findUnique({ where: { email } })) return;
    await tx.user.create({ data: { email } });
  }, { isolationLevel: "Serializable" });
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: a lock that all processes share.
import Redlock from "redlock";
const redlock = new Redlock([]);
export async function signUp(email: string) {
  await redlock.using([email], 1000, async () => {
    if (await prisma.user.findUnique({ where: { email } })) return;
    await prisma.user.create({ data: { email } });
  });
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: the parent row is locked first.
export async function add(userId: string, name: string) {
  await prisma.$transaction(async (tx) => {
    await tx.$queryRaw\`SELECT id FROM users WHERE id = \${userId} FOR UPDATE\`;
    if (await tx.list.findFirst({ where: { userId, name } })) return;
    await tx.list.create({ data: { userId, name } });
  });
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: the caller gives the primary key.
export async function keep(id: string) {
  if (!(await prisma.task.findUnique({ where: { id } }))) await prisma.task.create({ data: { id } });
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: duplicates are skipped.
export async function join(userId: string, teamId: string) {
  if (await prisma.member.findFirst({ where: { userId, teamId } })) return;
  await prisma.member.createMany({ data: [{ userId, teamId }], skipDuplicates: true });
}
`,
      options: possible,
    },
    {
      code: `${prisma}// Valid: nobody runs beside what prepares the data.
export async function seedUsers(email: string) {
  if (await prisma.user.findUnique({ where: { email } })) return;
  await prisma.user.create({ data: { email } });
}
`,
      options: possible,
    },
    {
      code: `// Valid: an index of a search engine is no row.
import { Client } from "@elastic/elasticsearch";
const client = new Client({});
export async function prepare(index: string) {
  if (await client.indices.exists({ index })) return;
  await client.indices.create({ index });
}
`,
      options: possible,
    },
  ],
  invalid: [
    invalid(thrown, 7),
    invalid(counted, 7),
    invalid(orElse, 7),
    invalid(whole, 6),
    invalid(alternatives, 6),
    invalid(named, 5),
    invalid(related, 8),
  ],
});

new RuleTester().run(`${RULE} with a schema`, rules[RULE], {
  valid: [],
  invalid: [
    {
      code: saved,
      errors: [
        {
          messageId: "finding",
          line: 9,
          data: {
            text: "`this.users.save` inserts what `this.users.findOne` did not find: two requests at the same time both find nothing and both insert, for no unique key of the schema covers `email`. Add one, then insert without asking first and answer its violation, or use an upsert.",
          },
        },
      ],
    },
  ],
});

/** What is found in a service beside a Prisma schema with this attribute of the e-mail address. */
function foundBeside(attribute: string): readonly Finding[] {
  const folder = temporaryFolder({
    "package.json": "{}",
    "schema.prisma": `model User {\n  id String @id\n  email String ${attribute}\n}\n`,
  });
  try {
    const path = folder.at("service.ts");
    return createEngine().analyze({ path, text: thrown }).findings;
  } finally {
    folder.remove();
  }
}

describe("an insert after a check", () => {
  it("ends at the unique key of the schema", () => {
    const [finding] = foundBeside("@unique");
    assert.equal(finding?.certainty, "possible");
    assert.match(
      finding.message,
      /the second insert fails at the unique key on `email`/u,
    );
    assert.equal(
      finding.steps.at(-1)?.after,
      "the unique key refuses it, and the request fails",
    );
  });

  it("leaves two rows without one", () => {
    const [finding] = foundBeside("");
    assert.equal(finding?.certainty, "certain");
    assert.match(
      finding.message,
      /no unique key of the schema covers `email`/u,
    );
    assert.equal(finding.steps.at(-1)?.after, "two rows");
  });

  it("rests on the schema", () => {
    const folder = temporaryFolder({
      "package.json": "{}",
      "schema.prisma": "model User {\n  email String\n}\n",
    });
    try {
      const path = folder.at("service.ts");
      const report = createEngine().analyze({ path, text: thrown });
      assert.deepEqual(report.dependencies, [folder.at("schema.prisma")]);
    } finally {
      folder.remove();
    }
  });
});
