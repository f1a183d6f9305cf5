/** What a schema says about one table: its columns, and which of them are unique. */

/** Columns that together are unique, named as the schema's own language names them. */
export type Key = readonly string[];

export interface Table {
  /** What code calls it: the model's name, and the table's own where that differs. */
  readonly names: readonly string[];
  readonly columns: ReadonlySet<string>;
  /** Names by which code writes to a column other than its own: Prisma's `author` for `authorId`. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  readonly keys: readonly Key[];
  /** Whether no key can be missing from `keys`. */
  readonly isComplete: boolean;
  /** What notices a write in between when a loaded row is saved, where the schema's library can. */
  readonly versioning?: Versioning;
}

/** `every`: any save compares the version. `arrays`: only saves of whole arrays do. */
export type Versioning = "every" | "arrays" | "none";

export type Uniqueness = "unique" | "not unique" | "unknown";

/**
 * Whether a second row with the same values in these columns is refused.
 * `unknown`: the schema was not found, or a part of it could not be read.
 */
export function uniquenessOf(
  table: Table | undefined,
  columns: Iterable<string>,
): Uniqueness {
  if (!table) return "unknown";
  const asked = new Set([...columns].map(foldedName));
  if (keysWithin(table, asked).length > 0) return "unique";
  const declared = new Set(
    [...table.columns].flatMap((column) => namesOf(column, table)),
  );
  return table.isComplete && [...asked].every((name) => declared.has(name))
    ? "not unique"
    : "unknown";
}

/** The keys all of whose columns are among the asked ones (plain names). */
function keysWithin(table: Table, asked: ReadonlySet<string>): readonly Key[] {
  return table.keys.filter(
    (key) =>
      key.length > 0 &&
      key.every((column) =>
        namesOf(column, table).some((name) => asked.has(name)),
      ),
  );
}

function namesOf(column: string, { aliases }: Table): readonly string[] {
  return [column, ...(aliases.get(column) ?? [])].map(foldedName);
}

/** `email_address` and `emailAddress` are one column, written for the database and for the code. */
export function foldedName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** One table out of several declarations of one name; undefined where they contradict each other. */
export function agreed(tables: readonly Table[]): Table | undefined {
  const [first, ...others] = tables;
  if (!first) return undefined;
  return others.every((other) => keysText(other) === keysText(first))
    ? first
    : undefined;
}

function keysText({ keys }: Table): string {
  return keys
    .map((key) => key.map(foldedName).sort().join("+"))
    .sort()
    .join(",");
}
