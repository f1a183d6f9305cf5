import { at, nothing, on, option, row } from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";

const table = { entity: at(0, "TableName") };

/** Reads may miss a write that has just been answered. */
const eventual = {
  replica: true,
  primaryMarks: [option(0, "ConsistentRead")],
} as const;

/** A command is the effect; `client.send(command)` only carries it. */
function command(names: readonly string[], entry: CallEntry): CallEntry {
  return on(names, { ...entry, path: "new" });
}

/**
 * DynamoDB through the AWS SDK v3, checked on 3 (by hand).
 *
 * Facts: `ConditionExpression` makes a write conditional and throws when it
 * does not hold; `ADD` and `SET n = n + :x` are atomic.
 *
 * Negative facts: `PutCommand` without a condition overwrites. `UpdateCommand`
 * creates a missing item. Reads are eventually consistent unless
 * `ConsistentRead`. `BatchWriteCommand` takes no conditions.
 */
export const dynamodb: Library = {
  name: "dynamodb",
  packages: ["@aws-sdk/lib-dynamodb", "@aws-sdk/client-dynamodb"],
  checked: "3",
  role: "database",
  typeNames: ["DynamoDBDocumentClient", "DynamoDBClient"],
  calls: [
    command(
      ["GetCommand", "GetItemCommand"],
      row("read", "new", { ...table, where: at(0, "Key"), ...eventual }),
    ),
    command(
      ["QueryCommand"],
      row("read", "new", {
        ...table,
        where: at(0, "KeyConditionExpression"),
        many: true,
        ...eventual,
      }),
    ),
    command(
      ["ScanCommand"],
      row("read", "new", { ...table, many: true, ...eventual }),
    ),
    command(
      ["PutCommand", "PutItemCommand"],
      row("upsert", "new", {
        ...table,
        data: at(0, "Item"),
        conflictMarks: [option(0, "ConditionExpression")],
      }),
    ),
    command(
      ["UpdateCommand", "UpdateItemCommand"],
      row("update", "new", {
        ...table,
        where: at(0),
        data: at(0, "UpdateExpression"),
        unmatched: "throws",
      }),
    ),
    command(
      ["DeleteCommand", "DeleteItemCommand"],
      row("delete", "new", {
        ...table,
        where: at(0, "Key"),
        unmatched: "throws",
      }),
    ),
    command(
      ["TransactWriteCommand", "TransactWriteItemsCommand"],
      row("save", "new", { data: at(0, "TransactItems"), many: true }),
    ),
    command(
      ["BatchWriteCommand", "BatchWriteItemCommand"],
      row("upsert", "new", { data: at(0, "RequestItems"), many: true }),
    ),
    nothing("send"),
  ],
};
