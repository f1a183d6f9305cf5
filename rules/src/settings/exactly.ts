import * as v from "valibot";
import { suggestionFor } from "../nearest-name.ts";

export type Entries = v.ObjectEntries;

/**
 * An object with these entries and no others. The message for an unknown key
 * names the nearest of the `known` ones.
 */
export function exactly<Parts extends Entries>(
  entries: Parts,
  known: readonly string[] = Object.keys(entries),
) {
  return v.strictObject(entries, (issue) => messageOf(issue, known));
}

function messageOf(
  issue: v.StrictObjectIssue,
  known: readonly string[],
): string {
  const key = issue.path?.at(-1)?.key;
  if (typeof key !== "string")
    return `expected an object, but it is ${issue.received}.`;
  if (issue.expected !== "never") return "is missing.";
  return `is not a known name.${suggestionFor(key, known)}`;
}
