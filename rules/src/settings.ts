/**
 * What users may tell the engine about their own code: `settings.consistency`
 * in an ESLint configuration, and the file `consistency.json` at the project's
 * root. One record form serves the built-in catalogue and users' stores alike.
 */
import * as v from "valibot";
import type { Contribution, Library } from "./catalog/entry.ts";
import { suggestionFor } from "./nearest-name.ts";
import { settingsSchema } from "./settings/schema.ts";
import type { wrapperSchema } from "./settings/wrapper-schema.ts";

/** Where a store's client comes from. */
export type StoreOrigin =
  /** An installed package, e.g. `{ package: "@acme/cache", name: "AcmeCache" }`. */
  | { readonly package: string; readonly name?: string }
  /** A file of the project, relative to its root, e.g. `{ file: "src/cache.ts" }`. */
  | { readonly file: string; readonly name?: string };

/** A store of the user's own, in the words of the catalogue. */
export interface StoreSetting {
  readonly from: StoreOrigin;
  readonly role: Library["role"];
  /** What each call does; the key is its dotted path, e.g. `get` or `emails.send`. */
  readonly calls: Readonly<Record<string, Contribution>>;
}

/** One line about a function, decorator, guard or receiver of the user's own. */
export type WrapperSetting = Readonly<v.InferOutput<typeof wrapperSchema>>;

/** What is known of a table that no code says. */
export interface TableSetting {
  readonly name: string;
  readonly is: "append-only" | "not-shared";
}

/** `settings.consistency`, and the content of `consistency.json`. */
export interface Settings {
  readonly $schema?: string;
  readonly wrappers?: readonly WrapperSetting[];
  readonly stores?: readonly StoreSetting[];
  readonly tables?: readonly TableSetting[];
  /** For the command and the editor: a comment that disables a rule must say why. */
  readonly requireReason?: boolean;
  /** For the command and the editor: a comment that disables nothing is reported. */
  readonly reportUnusedDisableDirectives?: boolean;
}

/** Settings that can be used, or one sentence that says what is wrong with them. */
export type SettingsAnswer =
  { readonly settings: Settings } | { readonly problem: string };

/**
 * Checks settings of unknown origin. Nothing (undefined) is no settings. An
 * unknown name or a wrong type is a problem; the sentence names the place,
 * which begins with `place` (`settings.consistency`, `consistency.json:`), and
 * the nearest known name.
 */
export function readSettings(
  raw: unknown,
  place = "settings.consistency",
): SettingsAnswer {
  if (raw === undefined) return { settings: {} };
  if (Array.isArray(raw))
    return { problem: `${place} expected an object, not a list.` };
  const result = v.safeParse(settingsSchema, raw);
  if (result.success) return { settings: result.output };
  return { problem: describe(mostTelling(result.issues), place) };
}

/** A misspelt key is reported as missing too: the misspelling is what helps. */
function mostTelling(
  issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
): v.BaseIssue<unknown> {
  return issues.find(({ expected }) => expected === "never") ?? issues[0];
}

function describe(issue: v.BaseIssue<unknown>, place: string): string {
  return `${placeOf(issue, place)} ${textOf(issue)}`;
}

/** `settings.consistency.stores[0].calls.get`. */
function placeOf(issue: v.BaseIssue<unknown>, start: string): string {
  return (issue.path ?? []).reduce<string>(
    (place, { key }) =>
      typeof key === "number"
        ? `${place}[${String(key)}]`
        : `${place}${place.endsWith(":") ? " " : "."}${String(key)}`,
    start,
  );
}

function textOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === "strict_object") return issue.message;
  const expected = issue.expected ?? issue.message;
  return `expected ${expected}, but it is ${issue.received}.${namesNear(issue)}`;
}

/** For a wrong word: the nearest of the words that may stand there. */
function namesNear({ input, expected }: v.BaseIssue<unknown>): string {
  if (typeof input !== "string") return "";
  const words = [...(expected ?? "").matchAll(/"([^"]+)"/gu)];
  const known = words.flatMap(([, word]) => (word === undefined ? [] : [word]));
  return known.length === 0 ? "" : suggestionFor(input, known);
}
