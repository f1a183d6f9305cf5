/** What may keep a proved second delivery from doing harm. */
import { factsAt } from "../analysis/conditions.ts";
import type { DeliveryContext, Effect, Flow } from "../analysis/effect.ts";
import { sourcesOf, valuesIn } from "../analysis/order.ts";
import type { Value } from "../analysis/value.ts";
import { optionsOf } from "../analysis/values.ts";
import type { Assumption } from "../finding.ts";
import { doubtUnless } from "./judgement.ts";
import { isLastAct } from "./last-act.ts";
import type { Repeat } from "./repeat.ts";

export function doubtsAbout(
  effect: Effect,
  repeat: Repeat,
  context: DeliveryContext,
  flow: Flow,
): readonly Assumption[] {
  const text = `\`${effect.site.text}\``;
  return [
    ...doubtUnless(
      context.delivery !== "cron",
      `\`${context.text}\` runs twice for one due time: in two instances, or once more by hand.`,
    ),
    ...doubtUnless(
      repeat.kind !== "list",
      `It matters that ${text} puts the same entry into the list a second time.`,
    ),
    ...doubtUnless(
      repeat.kind !== "publish",
      `Who receives what ${text} sends acts on a second copy too; that code was not followed.`,
    ),
    ...doubtUnless(
      (repeat.kind !== "mail" && repeat.kind !== "publish") ||
        !isLastAct(effect, flow),
      `The run stops between ${text} and its acknowledgement, or the acknowledgement is lost; nothing else that can fail comes after it.`,
    ),
    ...doubtUnless(
      repeat.kind !== "money" || !askedBefore(effect).some(isQuestion),
      `What is asked of the provider before ${text} does not tell that the first delivery was there.`,
    ),
    ...hiddenClaims(effect),
    ...doubtUnless(
      !looksFirst(effect),
      `What stored rows say of an earlier delivery does not decide whether ${text} ${repeat.what}.`,
    ),
  ];
}

/** `...(existing ? {} : { count: { increment: 1 } })`: what is written depends on what is there. */
function looksFirst(effect: Effect): boolean {
  if (effect.kind !== "row") return false;
  const data = effect.update ?? effect.data;
  if (!data) return false;
  return [...valuesIn(data)].some(
    (value) =>
      value.kind === "choice" &&
      value.tests.some((test) =>
        [...sourcesOf(test, { tests: true })].some(isLook),
      ),
  );
}

function isLook(source: Effect): boolean {
  return source.kind === "row" && source.operation === "read";
}

/** An update whose answer decides, with a condition that may be the claim. */
function hiddenClaims(effect: Effect): readonly Assumption[] {
  return askedBefore(effect)
    .filter(hidesCondition)
    .map(({ site }) => ({
      text: `The condition of \`${site.text}\` lets a second delivery through; not all of it was followed.`,
    }));
}

function hidesCondition(source: Effect): boolean {
  if (source.kind !== "row" || source.operation !== "update") return false;
  return source.where !== undefined && isHidden(source.where);
}

/** What stands for columns that are not seen: `{ id, ...due(now) }`. */
function isHidden(where: Value): boolean {
  const unseen = new Set<Value["kind"]>([
    "call",
    "member",
    "parameter",
    "result",
    "unknown",
  ]);
  return [...valuesIn(where)].some(
    (value) =>
      value.kind === "object" &&
      value.spreads.some((spread) =>
        optionsOf(spread).some(({ kind }) => unseen.has(kind)),
      ),
  );
}

/** What the conditions on the way to it look at: a balance, how many rows matched. */
function askedBefore(effect: Effect): readonly Effect[] {
  const sides = factsAt(effect).flatMap(({ left, right }) =>
    right ? [left, right] : [left],
  );
  return [
    ...new Set(sides.flatMap((side) => [...sourcesOf(side, { tests: true })])),
  ];
}

function isQuestion(source: Effect): boolean {
  return source.kind === "remote" && !source.write;
}
