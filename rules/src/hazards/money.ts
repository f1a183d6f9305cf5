/** Effects that stand for money or goods, and whether a key recognises their repetition. */
import type { Effect, Flow } from "../analysis/effect.ts";
import { sourcesOf, valuesIn } from "../analysis/order.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import {
  chargeAddress,
  moneyEntity,
  notMoneyEntity,
  requestKeyColumn,
} from "../catalog/idempotency-names.ts";
import { charge } from "../catalog/names.ts";
import { uniquenessOf } from "../schema/table.ts";
import { lastNameOf } from "./call-names.ts";
import { rowsIn } from "./inserted-rows.ts";
import { insertOf, nounOfRow } from "./inserts.ts";
import { isThirdParty } from "./loads.ts";
import { remoteRepeat } from "./remote-repeats.ts";
import type { RowNode } from "./same-row.ts";
import { hasStableKey, isStable } from "./stable-keys.ts";

export interface Money {
  readonly effect: Effect;
  /** As a verb phrase: "inserts an order". */
  readonly what: string;
  readonly kind: "row" | "charge";
  /** Whether the library, not only a name, says so. */
  readonly proved: boolean;
  /** A key is given, and made anew in each run. */
  readonly hasFreshKey: boolean;
}

export function moneyOf(effect: Effect, flow: Flow): Money | undefined {
  if (effect.path.some(({ outcome }) => outcome === "caught")) return undefined;
  if (effect.kind === "row") return rowMoney(effect, flow);
  if (effect.kind !== "remote" && effect.kind !== "opaque") return undefined;
  const proved = isCharge(effect);
  if (proved === undefined || hasStableKey(effect, flow)) return undefined;
  const hasFreshKey =
    effect.kind === "remote" && effect.idempotency !== undefined;
  return {
    effect,
    what: "charges or pays",
    kind: "charge",
    proved,
    hasFreshKey,
  };
}

function rowMoney(effect: RowNode, flow: Flow): Money | undefined {
  if (!insertOf(effect) || insertsMany(effect)) return undefined;
  const noun = nounOfRow(effect);
  if (!moneyEntity.test(noun) || notMoneyEntity.test(noun)) return undefined;
  if (isKeyed(effect, flow) || isChild(effect, flow)) return undefined;
  return {
    effect,
    what: `inserts \`${noun}\``,
    kind: "row",
    proved: false,
    hasFreshKey: false,
  };
}

/** A list of rows is an import, not one request's order. */
function insertsMany({ many, data }: RowNode): boolean {
  return many || data?.kind === "array" || isMapped(data);
}

function isMapped(data: Value | undefined): boolean {
  return data?.kind === "call" && calleeName(data.callee) === "map";
}

/** A column with the request's own id comes from outside, and the schema does not say that it may repeat. */
export function isKeyed(effect: RowNode, flow: Flow): boolean {
  const { data } = effect;
  if (!data) return false;
  const table = flow.module.table(effect);
  return rowsIn(data).some(
    ([column, value]) =>
      requestKeyColumn.test(column) &&
      comesFromOutside(value) &&
      isStable(value, effect, flow) &&
      uniquenessOf(table, [column]) !== "not unique",
  );
}

function comesFromOutside(value: Value): boolean {
  return [...valuesIn(value)].some(
    ({ kind }) => kind === "parameter" || kind === "result",
  );
}

/** It belongs to a row that this run has inserted. */
function isChild(effect: RowNode, flow: Flow): boolean {
  if (!effect.data) return false;
  return [...sourcesOf(effect.data)].some(
    (source) =>
      source !== effect &&
      source.kind === "row" &&
      (source.operation === "insert" || source.operation === "save") &&
      flow.effects.includes(source),
  );
}

/** Whether it moves money: proved, by a name or an address, or undefined for no. */
function isCharge(
  effect: Effect & { readonly kind: "remote" | "opaque" },
): boolean | undefined {
  if (effect.kind === "opaque") {
    const isNamed =
      effect.awaited &&
      charge.test(calleeName(effect.callee)) &&
      isThirdParty(effect.callee);
    return isNamed ? false : undefined;
  }
  const repeat = remoteRepeat(effect);
  if (repeat?.kind === "money")
    return repeat.what === "moves money" ? repeat.proved : undefined;
  if (!effect.write || !/^post/iu.test(lastNameOf(effect.site.text)))
    return undefined;
  const { node } = effect.site;
  const [address] = node.type === "CallExpression" ? node.arguments : [];
  return address?.type === "Literal" &&
    chargeAddress.test(String(address.value))
    ? false
    : undefined;
}
