import { parse } from "pgsql-ast-parser";
import type { Statement } from "pgsql-ast-parser";
import { guessStatement } from "./guess.ts";
import { readStatement } from "./statement.ts";
import { parsableSql } from "./text.ts";

/** Where a value in a statement comes from. */
export type SqlSource =
  /** The n-th hole of the template, from 0. */
  | { readonly kind: "hole"; readonly index: number }
  /** The n-th parameter, from 0: `?` in order, `$1` is 0. */
  | { readonly kind: "placeholder"; readonly index: number }
  | { readonly kind: "named"; readonly name: string }
  | {
      readonly kind: "constant";
      readonly value: string | number | boolean | null;
    }
  /** Anything else: an expression, another column, a subquery. */
  | { readonly kind: "computed" };

export interface SqlComparison {
  /** Unquoted names are folded to lower case, as Postgres does. */
  readonly column: string;
  readonly operator: "=" | "in" | "is null" | "is not null" | "other";
  readonly source: SqlSource;
}

export interface SqlAssignment {
  /** `"*"` stands for all the columns of an object (`SET ?`, `` SET ${sql(row)} ``). */
  readonly column: string;
  readonly source: SqlSource;
  /** Computed by the database from the row's own columns (`n = n + 1`). */
  readonly own: boolean;
}

export interface SqlStatement {
  readonly operation:
    "read" | "insert" | "update" | "upsert" | "delete" | "other";
  /** The name without its schema, or the hole that names it. */
  readonly table?: string | SqlSource;
  /** Comparisons that all have to hold (joined by AND at the top). */
  readonly where: readonly SqlComparison[];
  /** Whether `where` is the whole condition: no OR, no part that was not understood. */
  readonly whereIsComplete: boolean;
  /** What an update sets, or an insert writes. */
  readonly set: readonly SqlAssignment[];
  /** What an upsert sets when the row exists. */
  readonly update: readonly SqlAssignment[];
  /** Whether that update has a condition of its own (`WHERE t.version < EXCLUDED.version`). */
  readonly updateIsConditional: boolean;
  readonly lock: "none" | "update" | "share";
  readonly conflict: "none" | "ignore" | "update";
  readonly advisoryLock?: AdvisoryLock;
  readonly returning: boolean;
  /** True when the statement did not parse: only its first words were read. */
  readonly partial: boolean;
}

export interface AdvisoryLock {
  /** At the end of the transaction by itself, or when released. */
  readonly until: "commit" | "release";
  /** The caller has to look whether it got the lock (`pg_try_advisory_lock`, `GET_LOCK`). */
  readonly mayFail: boolean;
  readonly key: SqlSource;
}

/** Longer texts are dumps and migrations, and the parser's time grows with them. */
const maxLength = 8_000;
const maxHoles = 200;

/**
 * What one SQL statement does. `parts` are the pieces of text between the holes
 * of a template; a plain text is one part. Placeholders may be `?`, `$1`,
 * `:name` or `@name`; Postgres, MySQL and SQLite spellings are read. Of several
 * statements the first that touches a table counts.
 *
 * `undefined` means unknown: not SQL, or too long. Never throws.
 */
export function readSql(parts: readonly string[]): SqlStatement | undefined {
  if (parts.length > maxHoles || totalLength(parts) > maxLength)
    return undefined;
  const sql = parsableSql(parts);
  const parsed = statementsOf(sql.text).map((statement) =>
    readStatement(statement, sql),
  );
  return (
    parsed.find(({ operation }) => operation !== "other") ??
    parsed[0] ??
    guessStatement(sql)
  );
}

function totalLength(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

/** Empty when the text is not understood. */
function statementsOf(text: string): readonly Statement[] {
  try {
    return parse(text);
  } catch {
    return [];
  }
}
