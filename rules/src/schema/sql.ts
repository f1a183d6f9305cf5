/**
 * Tables as SQL files make them: CREATE TABLE, CREATE UNIQUE INDEX, ALTER
 * TABLE and DROP, in the order of the files. A statement that the parser does
 * not read leaves its table incomplete.
 */
import { parse } from "pgsql-ast-parser";
import type {
  AlterTableStatement,
  CreateColumnDef,
  CreateIndexStatement,
  CreateTableStatement,
  Statement,
  TableConstraint,
} from "pgsql-ast-parser";
import type { Table } from "./table.ts";

interface Draft {
  readonly columns: Set<string>;
  /** By the name of the constraint or index, where it has one. */
  readonly keys: Map<string, readonly string[]>;
  isComplete: boolean;
}

/** The tables that these statements leave behind. Never throws. */
export function readSqlTables(texts: readonly string[]): readonly Table[] {
  const drafts = new Map<string, Draft>();
  for (const text of texts)
    for (const statement of statementsOf(forward(text)))
      readStatement(statement, drafts);
  return [...drafts].map(([name, draft]) => ({
    names: [name],
    columns: draft.columns,
    aliases: new Map(),
    keys: [...draft.keys.values()],
    isComplete: draft.isComplete,
  }));
}

/** Tools that write both directions into one file mark where the way back begins. */
function forward(text: string): string {
  const back =
    /^--\s*(?:migrate:down|\+goose\s+Down|\+migrate\s+Down|down\b)/imu.exec(
      text,
    );
  return back ? text.slice(0, back.index) : text;
}

const token =
  /'(?:[^'\\]|''|\\[^])*'|"[^"]*"|`[^`]*`|(\$\w*\$)[^]*?\1|--[^\n]*|\/\*[^]*?\*\/|;/gu;

/** Statements apart, comments out, MySQL's quotes as Postgres has them. */
function statementsOf(text: string): readonly string[] {
  const marked = text.replace(token, (part) => {
    if (part === ";") return separator;
    if (part.startsWith("--") || part.startsWith("/*")) return " ";
    return part.startsWith("`") ? `"${part.slice(1, -1)}"` : part;
  });
  return marked.split(separator);
}

const separator = "\u0001";
const maxLength = 20_000;
const about =
  /^\s*(?:create\s+(?:unlogged\s+|temp\s+|temporary\s+)?table|create\s+unique\s+index|alter\s+table|drop\s+(?:index|table))\b/iu;

function readStatement(text: string, drafts: Map<string, Draft>): void {
  if (!about.test(text)) return;
  const parsed = parsedOf(text);
  if (!parsed) leaveIncomplete(text, drafts);
  for (const statement of parsed ?? []) apply(statement, drafts);
}

function parsedOf(text: string): readonly Statement[] | undefined {
  if (text.length > maxLength) return undefined;
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

const tableName =
  /\b(?:table|on)\s+(?:if\s+(?:not\s+)?exists\s+|only\s+)*(?:"?\w+"?\.)?"?(\w+)"?/iu;

function leaveIncomplete(text: string, drafts: Map<string, Draft>): void {
  const name = tableName.exec(
    text.trim().replace(/^create\s+unique\s+index\b[^]*?\bon\b/iu, "on"),
  )?.[1];
  if (name !== undefined) draftOf(name, drafts).isComplete = false;
}

function draftOf(name: string, drafts: Map<string, Draft>): Draft {
  const known = drafts.get(name);
  if (known) return known;
  // A table that is only changed here was made elsewhere.
  const made: Draft = {
    columns: new Set(),
    keys: new Map(),
    isComplete: false,
  };
  drafts.set(name, made);
  return made;
}

function apply(statement: Statement, drafts: Map<string, Draft>): void {
  switch (statement.type) {
    case "create table":
      createTable(statement, drafts);
      return;
    case "create index":
      createIndex(statement, drafts);
      return;
    case "alter table":
      alterTable(statement, drafts);
      return;
    case "drop index":
      for (const { keys } of drafts.values())
        for (const { name } of statement.names) keys.delete(name);
      return;
    case "drop table":
      for (const { name } of statement.names) drafts.delete(name);
      return;
    default:
  }
}

function createTable(
  statement: CreateTableStatement,
  drafts: Map<string, Draft>,
): void {
  const draft: Draft = {
    columns: new Set(),
    keys: new Map(),
    isComplete: true,
  };
  for (const column of statement.columns)
    if (column.kind === "column") addColumn(column, draft);
    else draft.isComplete = false;
  for (const constraint of statement.constraints ?? [])
    addConstraint(constraint, draft);
  const known = drafts.get(statement.name.name);
  if (!known?.isComplete || !statement.ifNotExists)
    drafts.set(statement.name.name, draft);
}

function addColumn(column: CreateColumnDef, draft: Draft): void {
  const { name } = column.name;
  draft.columns.add(name);
  const isKey = column.constraints?.some(
    ({ type }) => type === "unique" || type === "primary key",
  );
  if (isKey === true) draft.keys.set(`column ${name}`, [name]);
}

function addConstraint(constraint: TableConstraint, draft: Draft): void {
  if (constraint.type !== "unique" && constraint.type !== "primary key") return;
  const columns = constraint.columns.map(({ name }) => name);
  draft.keys.set(
    constraint.constraintName?.name ?? `key ${columns.join(" ")}`,
    columns,
  );
}

/** A partial index holds for some rows only, and what an expression refuses is not read. */
function createIndex(
  statement: CreateIndexStatement,
  drafts: Map<string, Draft>,
): void {
  if (statement.unique !== true) return;
  const draft = draftOf(statement.table.name, drafts);
  const columns = statement.expressions.map(({ expression }) =>
    expression.type === "ref" ? expression.name : undefined,
  );
  const named = columns.filter((name) => name !== undefined);
  if (statement.where || named.length < columns.length)
    draft.isComplete = false;
  else
    draft.keys.set(
      statement.indexName?.name ?? `index ${named.join(" ")}`,
      named,
    );
}

function alterTable(
  statement: AlterTableStatement,
  drafts: Map<string, Draft>,
): void {
  const draft = draftOf(statement.table.name, drafts);
  for (const change of statement.changes) {
    if (change.type === "add constraint")
      addConstraint(change.constraint, draft);
    if (change.type === "add column") addColumn(change.column, draft);
    if (change.type === "drop constraint")
      draft.keys.delete(change.constraint.name);
    if (change.type === "rename") draft.isComplete = false;
  }
}
