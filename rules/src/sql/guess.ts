/** What the first words of a statement tell, when the parser does not read it. */
import type { SqlStatement } from "./read-sql.ts";
import { sourceOfIdentifier } from "./text.ts";
import type { ParsableSql } from "./text.ts";

const table = String.raw`((?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))*)`;

const beginnings: readonly (readonly [RegExp, SqlStatement["operation"]])[] = [
  [new RegExp(String.raw`^\s*select\b[^]*?\bfrom\s+${table}`, "iu"), "read"],
  [/^\s*select\b/iu, "read"],
  [new RegExp(String.raw`^\s*insert\s+into\s+${table}`, "iu"), "insert"],
  [
    new RegExp(String.raw`^\s*update\s+(?:only\s+)?${table}[^]*\bset\b`, "iu"),
    "update",
  ],
  [new RegExp(String.raw`^\s*delete\s+from\s+${table}`, "iu"), "delete"],
  [new RegExp(String.raw`^\s*merge\s+into\s+${table}`, "iu"), "upsert"],
  [
    /^\s*(?:with|call|set|lock|truncate|create|alter|drop|begin|start|commit|rollback)\b/iu,
    "other",
  ],
];

/** Conditions and values stay unknown; `undefined` when the text is no SQL. */
export function guessStatement(sql: ParsableSql): SqlStatement | undefined {
  for (const [pattern, operation] of beginnings) {
    const match = pattern.exec(sql.text);
    if (match) return statement(operation, tableOf(match[1], sql), sql);
  }
  return undefined;
}

function statement(
  operation: SqlStatement["operation"],
  from: SqlStatement["table"],
  sql: ParsableSql,
): SqlStatement {
  const conflict = conflictOf(sql);
  return {
    operation:
      operation === "insert" && conflict === "update" ? "upsert" : operation,
    ...(from !== undefined && { table: from }),
    where: [],
    whereIsComplete: false,
    set: [],
    update: [],
    updateIsConditional: false,
    lock: lockOf(sql.text),
    conflict,
    returning: /\breturning\b/iu.test(sql.text),
    partial: true,
  };
}

function lockOf(text: string): SqlStatement["lock"] {
  if (/\bfor\s+(?:no\s+key\s+)?update\b/iu.test(text)) return "update";
  return /\bfor\s+(?:key\s+)?share\b/iu.test(text) ? "share" : "none";
}

function conflictOf({ text, conflict }: ParsableSql): SqlStatement["conflict"] {
  if (/\bdo\s+nothing\b/iu.test(text)) return "ignore";
  return /\bdo\s+update\b/iu.test(text) ? "update" : conflict;
}

function tableOf(
  name: string | undefined,
  sql: ParsableSql,
): SqlStatement["table"] {
  const last = name?.split(".").at(-1)?.replaceAll('"', "");
  if (last === undefined) return undefined;
  const source = sourceOfIdentifier(last);
  return source === undefined ? last : sql.sources[source];
}
