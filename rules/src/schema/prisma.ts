/**
 * Models of a Prisma schema: a small line reader. The language ends each block
 * with a brace on a line of its own and each field with its line, so that a
 * broken or newer part costs no more than itself.
 */
import type { Key, Table } from "./table.ts";

/** Every model in the text of one `.prisma` file. Never throws. */
export function readPrisma(text: string): readonly Table[] {
  const tables: Table[] = [];
  let block: string[] | undefined;
  let name = "";
  for (const line of logicalLines(text)) {
    const start = /^model\s+(\w+)\s*\{/u.exec(line);
    if (start) {
      name = start[1] ?? "";
      block = [];
    } else if (line === "}") {
      if (block) tables.push(tableOf(name, block));
      block = undefined;
    } else block?.push(line);
  }
  return tables;
}

/** Lines without comments; one that leaves a bracket open goes on in the next. */
function logicalLines(text: string): readonly string[] {
  const lines: string[] = [];
  let open = "";
  for (const raw of withoutComments(text).split(/\r?\n/u)) {
    const line = `${open} ${raw}`.trim();
    const isOpen = depthOf(line) > 0 && line.length < maxLine;
    open = isOpen ? line : "";
    if (!isOpen && line !== "") lines.push(line);
  }
  return lines;
}

const maxLine = 4000;
const comments = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//gu;

function withoutComments(text: string): string {
  return text.replace(comments, (part) => (part.startsWith('"') ? part : ""));
}

/** Round and square brackets that are still open. */
function depthOf(line: string): number {
  let depth = 0;
  for (const sign of line.replace(/"(?:[^"\\]|\\.)*"/gu, ""))
    if (sign === "(" || sign === "[") depth++;
    else if (sign === ")" || sign === "]") depth--;
  return depth;
}

function tableOf(name: string, lines: readonly string[]): Table {
  const columns = new Set<string>();
  const aliases = new Map<string, string[]>();
  const names = [name];
  const keys: Key[] = [];
  for (const line of lines) {
    if (line.startsWith("@@")) {
      keys.push(...blockKeys(line));
      const mapped = /^@@map\(\s*(?:name:\s*)?"([^"]+)"/u.exec(line)?.[1];
      if (mapped !== undefined) names.push(mapped);
    } else readField(line, columns, aliases, keys);
  }
  return { names, columns, aliases, keys, isComplete: true };
}

/** `@@unique([a, b(sort: Desc)], name: "x")`, `@@id(fields: [a, b])`. */
function blockKeys(line: string): readonly Key[] {
  if (!/^@@(?:unique|id)\b/u.test(line)) return [];
  const list = /\[([^\]]*)\]/u.exec(line)?.[1] ?? "";
  const fields = list
    .replace(/\([^)]*\)/gu, "")
    .split(",")
    .map((field) => field.trim())
    .filter((field) => field !== "");
  return [fields];
}

function readField(
  line: string,
  columns: Set<string>,
  aliases: Map<string, string[]>,
  keys: Key[],
): void {
  const field = /^(\w+)\s+\w+/u.exec(line)?.[1];
  if (field === undefined) return;
  columns.add(field);
  if (/\s@(?:id|unique)\b/u.test(line)) keys.push([field]);
  const mapped = /\s@map\(\s*(?:name:\s*)?"([^"]+)"/u.exec(line)?.[1];
  if (mapped !== undefined) addAlias(aliases, field, mapped);
  const relation = /@relation\([^)]*fields:\s*\[\s*(\w+)\s*\]/u.exec(line)?.[1];
  if (relation !== undefined) addAlias(aliases, relation, field);
}

function addAlias(
  aliases: Map<string, string[]>,
  column: string,
  name: string,
): void {
  aliases.set(column, [...(aliases.get(column) ?? []), name]);
}
