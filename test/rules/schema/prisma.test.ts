import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readPrisma } from "../../../rules/src/schema/prisma.ts";
import { uniquenessOf } from "../../../rules/src/schema/table.ts";

const schema = `
// A comment with @unique in it.
generator client {
  provider = "prisma-client-js"
}

model User {
  id       String  @id @default(uuid())
  email    String  @unique // the address
  nick     String  @db.VarChar(20) @unique(map: "nick_key")
  settings Json    @default("{}")
  /// @unique
  name     String
  @@map("users")
}

model Membership {
  teamId String
  team   Team   @relation(fields: [teamId], references: [id])
  userId String
  role   String
  @@unique([
    teamId,
    userId(sort: Desc)
  ], name: "once")
}

model Line {
  orderId String
  number  Int
  @@id(fields: [orderId, number])
}
`;

const tables = new Map(readPrisma(schema).map((one) => [one.names[0], one]));
const ask = (model: string, ...columns: string[]) =>
  uniquenessOf(tables.get(model), columns);

describe("a Prisma schema", () => {
  it("says which columns are unique", () => {
    assert.equal(ask("User", "id"), "unique");
    assert.equal(ask("User", "email"), "unique");
    assert.equal(ask("User", "nick"), "unique");
    assert.equal(ask("User", "name"), "not unique");
    assert.equal(ask("User", "settings"), "not unique");
  });

  it("knows keys of several columns, in full only", () => {
    assert.equal(ask("Membership", "teamId", "userId"), "unique");
    assert.equal(ask("Membership", "teamId", "userId", "role"), "unique");
    assert.equal(ask("Membership", "teamId"), "not unique");
    assert.equal(ask("Line", "orderId", "number"), "unique");
  });

  it("takes a relation for its column", () => {
    assert.equal(ask("Membership", "team", "userId"), "unique");
  });

  it("says nothing about what it does not have", () => {
    assert.equal(ask("User", "phone"), "unknown");
    assert.equal(ask("Invoice", "id"), "unknown");
  });

  it("knows the table's own name", () => {
    assert.deepEqual(tables.get("User")?.names, ["User", "users"]);
  });

  it("reads on after a broken part", () => {
    const broken = `model A {\n  id String @id(\n  b [[[\n}\n}\n${schema}`;
    assert.doesNotThrow(() => readPrisma(broken));
    assert.doesNotThrow(() => readPrisma("model X {"));
  });
});
