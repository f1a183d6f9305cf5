/** Effects that store a new record, with what goes into it. */
import type { Effect } from "../analysis/effect.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { member } from "../analysis/values.ts";
import {
  holderSuffix,
  insertName,
  nounOf,
} from "../catalog/idempotency-names.ts";
import { receiverName } from "./call-names.ts";
import { entityName, plainName } from "../analysis/entity-name.ts";
import { isNewRow, rowsIn } from "./inserted-rows.ts";
import { isThirdParty } from "./loads.ts";
import type { RowNode } from "./same-row.ts";

export interface Insert {
  readonly effect: Effect & { readonly kind: "row" | "opaque" };
  /** What is stored, in one plain word; empty when it cannot be told. */
  readonly noun: string;
  /** The columns that are seen to be given. */
  readonly columns: readonly string[];
  /** The value that goes into a column; undefined when the insert has no such column. */
  valueOf(column: string): Value | undefined;
}

export function insertOf(effect: Effect): Insert | undefined {
  if (effect.kind === "row") return rowInsert(effect);
  return effect.kind === "opaque" ? namedInsert(effect) : undefined;
}

function rowInsert(effect: RowNode): Insert | undefined {
  const isInsert =
    effect.operation === "insert" ||
    (effect.operation === "save" && isNewRow(effect));
  if (!isInsert || effect.conflict !== "none" || oneAtATime.has(effect.library))
    return undefined;
  return made(effect, nounOfRow(effect), effect.data);
}

/** One process, one connection, no wait between two statements. */
const oneAtATime = new Set(["better-sqlite3"]);

/** The entity in one plain word; of a new document, that of its model. */
export function nounOfRow({ entity, client }: RowNode): string {
  return plainName(entityName(entity) ?? entityName(client) ?? "");
}

/** `createUser(data)`, `this.users.create(data)`: told by its name alone. */
function namedInsert(
  effect: Effect & { readonly kind: "opaque" },
): Insert | undefined {
  const name = calleeName(effect.callee);
  if (!effect.awaited || !insertName.test(name)) return undefined;
  if (isThirdParty(effect.callee)) return undefined;
  const noun = nounOfCall(effect);
  const [first] = effect.args;
  return noun === "" || !first ? undefined : made(effect, noun, first);
}

/** What a call by name is about: the noun in its name, else what it is called on. */
export function nounOfCall({
  callee,
}: Effect & { readonly kind: "opaque" }): string {
  const noun = nounOf(calleeName(callee));
  return plainName(noun !== "" ? noun : holderNoun(receiverName(callee)));
}

function holderNoun(receiver: string): string {
  return receiver.replace(holderSuffix, "");
}

function made(
  effect: Insert["effect"],
  noun: string,
  data: Value | undefined,
): Insert {
  const entries = new Map(
    (data ? rowsIn(data) : []).map(([name, value]) => [plainName(name), value]),
  );
  return {
    effect,
    noun,
    columns: data ? rowsIn(data).map(([name]) => name) : [],
    valueOf: (column) =>
      entries.get(plainName(column)) ?? (data && openPart(data, column)),
  };
}

/** `create(input)` and `create({ ...input })` store whatever the input has. */
function openPart(data: Value, column: string): Value | undefined {
  switch (data.kind) {
    case "parameter":
    case "result":
    case "member":
      return member(data, column);
    case "object":
      return [...data.spreads, ...(data.base ? [data.base] : [])]
        .map((part) => openPart(part, column))
        .find((part) => part !== undefined);
    case "call":
    case "instance":
      return (data.args ?? [])
        .map((part) => openPart(part, column))
        .find((part) => part !== undefined);
    default:
      return undefined;
  }
}
