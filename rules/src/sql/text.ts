/**
 * Turns a statement as it stands in code into text that the Postgres parser
 * reads: placeholders and holes become numbered parameters, and the clauses
 * that only MySQL and SQLite have are put in Postgres's words.
 */
import type { SqlSource } from "./read-sql.ts";

export interface ParsableSql {
  readonly text: string;
  /** What parameter `$1`, `$2`... of the text stands for, from 0. */
  readonly sources: readonly SqlSource[];
  /** What a clause that had to be reworded said about duplicates. */
  readonly conflict: "none" | "ignore" | "update";
  /** `INSERT INTO t SET a = 1` is parsed as an update. */
  readonly isInsertWithSet: boolean;
  /** Holes that stood for a piece of SQL and were left out. */
  readonly droppedHoles: number;
}

/** An identifier that stands for a numbered source: `__hole_1` for source 0. */
const identifierPrefix = "__hole_";

/** A column that stands for all the columns of an object. */
export const wholeRow = "__row";

/** The number of the source that an identifier stands for, if it does. */
export function sourceOfIdentifier(name: string): number | undefined {
  const digits = /^__hole_(\d+)$/u.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits) - 1;
}

export function parsableSql(parts: readonly string[]): ParsableSql {
  const numbered = new Numbering().read(joined(parts));
  return reworded(numbered);
}

/** Holes are marked by characters that no statement has. */
function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.replace(/[\u0001\u0002]/gu, " "))
    .reduce(
      (text, part, index) =>
        index === 0 ? part : `${text}\u0001${index - 1}\u0002${part}`,
      "",
    );
}

interface Numbered {
  readonly text: string;
  readonly sources: readonly SqlSource[];
  readonly droppedHoles: number;
}

const token =
  /'(?:[^'\\]|''|\\[^])*'|"[^"]*"|`[^`]*`|--[^\n]*|\/\*[^]*?\*\/|::|\u0001\d+\u0002|[:@][A-Za-z_]\w*|\$\d+|\?\??/gu;

/** Words and signs after which a hole is a value rather than a piece of SQL. */
const beforeValue =
  /(?:[=<>(,+\-*/|%~]|\b(?:in|like|ilike|and|or|not|between|limit|offset|values|set|any|select|where|then|else|by|returning|on|interval))\s*$/iu;
const beforeTable = /\b(?:from|into|update|join|table|only)\s*$/iu;

/** One pass over the tokens that matter; everything else is copied. */
class Numbering {
  readonly #sources: SqlSource[] = [];
  #positional = 0;
  #dropped = 0;
  #output = "";

  read(text: string): Numbered {
    let end = 0;
    for (const match of text.matchAll(token)) {
      this.#output += text.slice(end, match.index);
      end = match.index + match[0].length;
      this.#output += this.#replacement(match[0], text[end] ?? "");
    }
    this.#output += text.slice(end);
    return {
      text: this.#output,
      sources: this.#sources,
      droppedHoles: this.#dropped,
    };
  }

  #replacement(found: string, next: string): string {
    const hole = /\u0001(\d+)\u0002/u.exec(found)?.[1];
    if (found.startsWith("--") || found.startsWith("/*")) return " ";
    if (hole !== undefined) return this.#hole(found, Number(hole), next);
    if (found.startsWith("`")) return `"${found.slice(1, -1)}"`;
    if (found === "??")
      return this.#identifier({
        kind: "placeholder",
        index: this.#positional++,
      });
    if (found === "?")
      return this.#parameter({
        kind: "placeholder",
        index: this.#positional++,
      });
    if (found.startsWith("$"))
      return this.#parameter({
        kind: "placeholder",
        index: Number(found.slice(1)) - 1,
      });
    if (/^[:@]\w/u.test(found))
      return this.#parameter({ kind: "named", name: found.slice(1) });
    return found;
  }

  #hole(found: string, index: number, next: string): string {
    const source: SqlSource = { kind: "hole", index };
    if (found.startsWith("'")) return this.#parameter(source);
    if (/^["`]/u.test(found)) return this.#identifier(source);
    const isGlued = /[\w.]$/u.test(this.#output) || /[\w.]/u.test(next);
    if (isGlued || beforeTable.test(this.#output))
      return this.#identifier(source);
    if (beforeValue.test(this.#output) || isInsertRow(this.#output))
      return this.#parameter(source);
    this.#dropped++;
    return " ";
  }

  #parameter(source: SqlSource): string {
    return `$${this.#sources.push(source)}`;
  }

  #identifier(source: SqlSource): string {
    return `${identifierPrefix}${this.#sources.push(source)}`;
  }
}

/** postgres.js: `` INSERT INTO t ${sql(row)} `` */
function isInsertRow(before: string): boolean {
  return /\binsert\s+into\s+[\w."]+\s+$/iu.test(before);
}

function reworded(numbered: Numbered): ParsableSql {
  let { text } = numbered;
  let conflict: ParsableSql["conflict"] = "none";
  const replace = (pattern: RegExp, by: string): boolean => {
    const before = text;
    text = text.replace(pattern, by);
    return text !== before;
  };
  if (replace(/^\s*insert\s+(?:or\s+)?ignore\s+(?:into\s+)?/iu, "insert into "))
    conflict = "ignore";
  if (
    replace(/^\s*(?:replace|insert\s+or\s+replace)\s+into\b/iu, "insert into")
  )
    conflict = "update";
  const isInsertWithSet = replace(
    /^\s*insert\s+into\s+(\S+)\s+set\b/iu,
    "update $1 set",
  );
  if (
    isInsertWithSet &&
    replace(/\bon\s+duplicate\s+key\s+update\b[^]*$/iu, "")
  )
    conflict = "update";
  for (const [pattern, by] of rewordings) replace(pattern, by);
  text = withBareColumns(withColumnHoles(withExcluded(text)));
  return {
    text,
    sources: numbered.sources,
    conflict,
    isInsertWithSet,
    droppedHoles: numbered.droppedHoles,
  };
}

const rewordings: readonly (readonly [RegExp, string])[] = [
  // Table names that are reserved words in Postgres only.
  [
    /\b(from|into|update|join)\s+(user|order|group|check|column|constraint)\b(?!\s*\()/giu,
    '$1 "$2"',
  ],
  [/\bset\s+(\$\d+)(?!\d|\s*=)/giu, "set __row = $1"],
  [/\bvalues\s+(\$\d+)/giu, "values ($1)"],
  [/^(\s*insert\s+into\s+[\w."]+)\s+(\$\d+)/iu, "$1 (__row) values ($2)"],
  [
    /^(\s*insert\s+into\s+[\w."]+)\s+default\s+values\b/iu,
    "$1 (__row) values (default)",
  ],
  [/\bon\s+duplicate\s+key\s+update\b/iu, "on conflict (__row) do update set"],
  [/\block\s+in\s+share\s+mode\b/iu, "for share"],
  [
    /\b(for\s+(?:no\s+key\s+update|update|key\s+share|share))\s+of\s+[\w."]+(?:\s*,\s*[\w."]+)*/giu,
    "$1",
  ],
  [/\blimit\s+([^\s,;()]+)\s*,\s*([^\s,;()]+)/giu, "limit $2 offset $1"],
  // MySQL bounds updates and deletes; the bound says nothing about the rows.
  [
    /^(\s*(?:update|delete)\b[^]*?)(?:\s+order\s+by\s+[^()]*)?\s+limit\s+[^\s;()]+\s*;?\s*$/iu,
    "$1",
  ],
];

/** MySQL's `VALUES(b)` in the update of an upsert is Postgres's `EXCLUDED.b`. */
function withExcluded(text: string): string {
  const start = text.search(/\bdo update set\b/iu);
  if (start < 0) return text;
  return (
    text.slice(0, start) +
    text.slice(start).replace(/\bvalues\s*\(\s*([\w"]+)\s*\)/giu, "excluded.$1")
  );
}

/** Holes in an insert's list of columns are names. */
function withColumnHoles(text: string): string {
  return text.replace(
    /^(\s*insert\s+into\s+[\w."]+\s*\()([^)]*)(?=\))/iu,
    (_, start: string, columns: string) =>
      start + columns.replace(/\$(\d+)/gu, `${identifierPrefix}$1`),
  );
}

/** MySQL's `UPDATE t AS a SET a.n = a.n + 1`: Postgres takes the column alone on the left. */
function withBareColumns(text: string): string {
  return text.replace(
    /^(\s*update\b[^]*?\bset\b)([^]*?)(?=\bwhere\b|$)/iu,
    (_, start: string, sets: string) =>
      start + sets.replace(/(^|,)(\s*)\w+\.("?\w+"?\s*=)/gu, "$1$2$3"),
  );
}
