/**
 * What users may tell the engine about their own code: `settings.consistency`
 * in an ESLint configuration. One record form serves the built-in catalogue
 * and users' stores alike.
 */
import * as v from "valibot";
import type { Contribution, Library } from "./catalog/entry.ts";
import { suggestionFor } from "./nearest-name.ts";
import { contributionSchema } from "./settings/contribution-schema.ts";
import { exactly } from "./settings/exactly.ts";

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

/** `settings.consistency`. */
export interface Settings {
  readonly stores?: readonly StoreSetting[];
}

/** Settings that can be used, or one sentence that says what is wrong with them. */
export type SettingsAnswer =
  { readonly settings: Settings } | { readonly problem: string };

const name = v.exactOptional(v.string());
const fromFile = exactly({ file: v.string(), name });
const fromPackage = exactly({ package: v.string(), name });

const store = exactly({
  from: v.lazy((input) => (hasKey(input, "file") ? fromFile : fromPackage)),
  role: v.picklist([
    "cache",
    "database",
    "broker",
    "mail",
    "remote",
    "lock",
    "framework",
  ]),
  calls: v.record(v.string(), contributionSchema),
});

const schema = exactly({
  stores: v.exactOptional(v.array(store)),
}) satisfies v.GenericSchema<unknown, Settings>;

/**
 * Checks settings of unknown origin. Nothing (undefined) is no settings. An
 * unknown name or a wrong type is a problem; the sentence names the place and
 * the nearest known name.
 */
export function readSettings(raw: unknown): SettingsAnswer {
  if (raw === undefined) return { settings: {} };
  if (Array.isArray(raw))
    return { problem: "settings.consistency expected an object, not a list." };
  const result = v.safeParse(schema, raw);
  if (result.success) return { settings: result.output };
  return { problem: describe(mostTelling(result.issues)) };
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && key in value;
}

/** A misspelt key is reported as missing too: the misspelling is what helps. */
function mostTelling(
  issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
): v.BaseIssue<unknown> {
  return issues.find(({ expected }) => expected === "never") ?? issues[0];
}

function describe(issue: v.BaseIssue<unknown>): string {
  return `${placeOf(issue)} ${textOf(issue)}`;
}

/** `settings.consistency.stores[0].calls.get`. */
function placeOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce<string>(
    (place, { key }) =>
      typeof key === "number"
        ? `${place}[${String(key)}]`
        : `${place}.${String(key)}`,
    "settings.consistency",
  );
}

function textOf(issue: v.BaseIssue<unknown>): string {
  if (issue.type === "strict_object") return issue.message;
  const expected = issue.expected ?? "something else";
  return `expected ${expected}, but it is ${issue.received}.${namesNear(issue)}`;
}

/** For a wrong word: the nearest of the words that may stand there. */
function namesNear({ input, expected }: v.BaseIssue<unknown>): string {
  if (typeof input !== "string") return "";
  const words = [...(expected ?? "").matchAll(/"([^"]+)"/gu)];
  const known = words.flatMap(([, word]) => (word === undefined ? [] : [word]));
  return known.length === 0 ? "" : suggestionFor(input, known);
}
