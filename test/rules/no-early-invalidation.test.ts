import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkMarks, findingsIn } from "./support/marked.ts";
import type { Files } from "./support/marked.ts";

const RULE = "no-early-invalidation";

const clients = `import { Redis } from "ioredis";
import { PrismaClient } from "@prisma/client";
const redis = new Redis();
const prisma = new PrismaClient();
`;

const above = `${clients}
export async function fill(id: string) {
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user), "EX", 60);
}
export async function rename(id: string, name: string) {
  await redis.del(\`user:\${id}\`); // certain
  await prisma.user.update({ where: { id }, data: { name } });
}`;

/** Repositories and the cache stand behind classes of other files. */
const layers: Files = {
  "invalidator.ts": `import { Redis } from "ioredis";
export class Invalidator {
  constructor(private readonly redis: Redis) {}
  async byKey({ key }: { key: string }) { await this.redis.del(key); }
}
export const userKey = ({ id }: { id: string }) => \`user:\${id}\`;`,
};
const layered = (body: string) => `
import { UserRepository } from "@shop/dal";
import { Invalidator, userKey } from "./invalidator.ts";
export class Rename {
  constructor(
    private readonly invalidator: Invalidator,
    private readonly userRepository: UserRepository,
  ) {}
  async execute(id: string, name: string) {
    ${body}
  }
}`;

const reported: Readonly<Record<string, string>> = {
  "a delete above the write": above,
  "a delete whose key only has the entity's name": `${clients}
export async function rename(id: string, name: string) {
  await redis.del(\`users:\${id}\`); // possible
  await prisma.user.update({ where: { id }, data: { name } });
}`,
  "a delete and a write with one id": `${clients}
export async function mark(reader: string) {
  await redis.del(\`feed:\${reader}\`); // possible
  await prisma.message.updateMany({ where: { reader }, data: { seen: true } });
}`,
  "both promises of one Promise.all, in any order": `${clients}
export async function rename(id: string, name: string) {
  await Promise.all([
    prisma.user.update({ where: { id }, data: { name } }),
    redis.del(\`user:\${id}\`), // possible
  ]);
}`,
  "a delete inside the transaction, after the write": `${clients}
export async function rename(id: string, name: string) {
  await prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { name } });
    await redis.del(\`user:\${id}\`); // possible
  });
}`,
  "a delete before the commit of a transaction by hand": `
import { Redis } from "ioredis";
import { Pool } from "pg";
const redis = new Redis();
export async function rename(pool: Pool, id: string, name: string) {
  const client = await pool.connect();
  await client.query("BEGIN");
  await client.query("UPDATE users SET name = $2 WHERE id = $1", [id, name]);
  await redis.del(\`user:\${id}\`); // possible
  await client.query("COMMIT");
}`,
  "a private helper inside the transaction": `
import { Redis } from "ioredis";
import { DataSource, Entity } from "typeorm";
@Entity() export class Wallet { id!: string; balance!: number }
export class Wallets {
  constructor(private readonly data: DataSource, private readonly redis: Redis) {}
  private async forget(id: string) { await this.redis.del(\`wallet:\${id}\`); }
  async empty(id: string) {
    await this.data.transaction(async (manager) => {
      await this.forget(id); // possible
      await manager.update(Wallet, { id }, { balance: 0 });
    });
  }
}`,
};

const silent: Readonly<Record<string, string>> = {
  "a delete after the write": above
    .replace(/ {2}await redis\.del.*\n/u, "")
    .replace(/\}$/u, "  await redis.del(`user:${id}`);\n}"),
  "a delete after the awaited transaction": `${clients}
export async function rename(id: string, name: string) {
  await prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { name } });
  });
  await redis.del(\`user:\${id}\`);
}`,
  "the then of the transaction": `${clients}
export async function remove(id: string) {
  return prisma.$transaction([prisma.user.delete({ where: { id } })])
    .then(async () => { await redis.del(\`user:\${id}\`); });
}`,
  "a hook that runs after the commit": `${clients}
import { runOnTransactionCommit } from "./hooks";
export async function rename(id: string, name: string) {
  await prisma.$transaction(async (tx) => {
    await tx.user.update({ where: { id }, data: { name } });
    runOnTransactionCommit(async () => { await redis.del(\`user:\${id}\`); });
  });
}`,
  "one after the other inside each promise of Promise.all": `${clients}
export async function hide(ids: string[]) {
  await Promise.all(ids.map(async (id) => {
    await prisma.user.update({ where: { id }, data: { hidden: true } });
    await redis.del(\`user:\${id}\`);
  }));
}`,
  "a delete before the write and another behind it": `${clients}
export async function rename(id: string, name: string) {
  await redis.del(\`user:\${id}\`);
  await prisma.user.update({ where: { id }, data: { name } });
  await redis.del(\`user:\${id}\`);
}`,
  "a code that is read, used up and deleted": `${clients}
export async function verify(id: string, code: string) {
  if ((await redis.get(\`user:\${id}:code\`)) !== code) throw new Error("no");
  await redis.del(\`user:\${id}:code\`);
  await prisma.user.update({ where: { id }, data: { verified: true } });
}`,
  "a session": `${clients}
export async function logOut(id: string) {
  await redis.del(\`session:user:\${id}\`);
  await prisma.user.update({ where: { id }, data: { online: false } });
}`,
  "a write of rows that have nothing to do with the key": `${clients}
export async function change(id: string, other: string) {
  await redis.del(\`user:\${id}\`);
  await prisma.price.update({ where: { id: other }, data: { cents: 1 } });
}`,
  "a later write of what happened": `${clients}
export async function change(id: string, cents: number) {
  await redis.del(\`price:\${id}\`);
  await prisma.auditLog.create({ data: { subject: id } });
}`,
  "a delete that belongs to an earlier write": `${clients}
export async function rename(id: string, name: string) {
  await prisma.user.update({ where: { id }, data: { name } });
  await redis.del(\`user:\${id}\`);
  await prisma.post.updateMany({ where: { authorId: id }, data: { name } });
}`,
  "a write in the catch clause": `${clients}
export async function run(id: string) {
  try {
    await prisma.user.update({ where: { id }, data: { state: "on" } });
    await redis.del(\`user:\${id}\`);
  } catch {
    await prisma.user.update({ where: { id }, data: { state: "failed" } });
  }
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

  it("reports through classes and repositories of other files", () => {
    const early =
      layered(`await this.invalidator.byKey({ key: userKey({ id }) }); // possible
    await this.userRepository.update({ id }, { name });`);
    checkMarks(RULE, early, layers);
    const late = layered(`await this.userRepository.update({ id }, { name });
    await this.invalidator.byKey({ key: userKey({ id }) });`);
    checkMarks(RULE, late, layers);
  });

  it("tells the order that breaks the code", () => {
    const [finding] = findingsIn(RULE, above);
    assert.ok(finding);
    assert.deepEqual(
      finding.steps.map(({ actor, location }) => [actor, location?.start.line]),
      [
        ["writer", 11],
        ["reader", undefined],
        ["reader", undefined],
        ["reader", undefined],
        ["writer", 12],
      ],
    );
    assert.equal(
      finding.message,
      "`redis.del` deletes the key before `prisma.user.update` writes the row: a reader in between finds nothing, reads the old row and stores it again, and then nobody deletes `user:${id}`. Delete the key after the write.",
    );
    assert.equal(finding.model.protocol, "cache-aside-early-delete");
  });
});
