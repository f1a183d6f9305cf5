/** Reads catalogue picks and marks against the arguments of a call. */
import type { Mark, Pick, TtlPick } from "../catalog/entry.ts";
import type { Value } from "./value.ts";
import { array, constant, member, operation } from "./values.ts";

/** The picked part; `undefined` where the call certainly has none. */
export function pickFrom(
  args: readonly Value[],
  pick: Pick | undefined,
): Value | undefined {
  if (!pick) return undefined;
  const index = pick.arg < 0 ? args.length + pick.arg : pick.arg;
  if (pick.rest) return restFrom(args, index);
  const argument = args[index];
  if (!argument || pick.property === undefined) return argument;
  return pick.property
    .split(".")
    .reduce<Value | undefined>(
      (owner, name) => owner && propertyOf(owner, name),
      argument,
    );
}

function restFrom(args: readonly Value[], index: number): Value | undefined {
  const rest = args.slice(index);
  return rest.length <= 1 ? rest[0] : array(rest);
}

/** A property; `undefined` for an object literal that lacks it. */
export function propertyOf(owner: Value, name: string): Value | undefined {
  if (owner.kind === "object" && owner.spreads.length === 0 && !owner.base)
    return owner.entries.get(name);
  if (
    owner.kind === "constant" ||
    owner.kind === "array" ||
    owner.kind === "template" ||
    owner.kind === "function"
  )
    return undefined;
  return member(owner, name);
}

export function pickFirst(
  args: readonly Value[],
  picks: readonly Pick[] | undefined,
): Value | undefined {
  for (const pick of picks ?? []) {
    const value = pickFrom(args, pick);
    if (value && !isAbsent(value) && !isUnseen(value)) return value;
  }
  return undefined;
}

/** A property of something that was not seen being made says nothing. */
function isUnseen(value: Value): boolean {
  return (
    value.kind === "member" &&
    value.object.kind !== "parameter" &&
    value.object.kind !== "result" &&
    value.object.kind !== "member"
  );
}

function isAbsent(value: Value): boolean {
  return (
    value.kind === "constant" &&
    (value.value === undefined || value.value === null)
  );
}

/** Whether a mark is certainly there. */
function hasMark(args: readonly Value[], mark: Mark): boolean {
  if (mark.word !== undefined) {
    const word = mark.word.toLowerCase();
    return args
      .slice(mark.from ?? 0)
      .some((value) => textOf(value)?.toLowerCase() === word);
  }
  const value = pickFrom(args, mark.option);
  if (mark.madeBy !== undefined)
    return value?.kind === "call" && lastName(value.callee) === mark.madeBy;
  if (!value || value.kind === "member") return false;
  if (mark.equals !== undefined)
    return textOf(value)?.toLowerCase() === mark.equals.toLowerCase();
  return !(
    value.kind === "constant" &&
    (value.value === false || value.value == null)
  );
}

export function hasAnyMark(
  args: readonly Value[],
  marks: readonly Mark[] | undefined,
): boolean {
  return (marks ?? []).some((mark) => hasMark(args, mark));
}

/** The time to live in seconds, as a value. */
export function ttlFrom(
  args: readonly Value[],
  picks: readonly TtlPick[] | undefined,
): Value | undefined {
  for (const pick of picks ?? []) {
    const value = ttlValue(args, pick);
    if (value) return pick.unit === "seconds" ? value : inSeconds(value);
  }
  return undefined;
}

function ttlValue(args: readonly Value[], pick: TtlPick): Value | undefined {
  if (pick.afterWord === undefined) return pickFrom(args, pick.at);
  const word = pick.afterWord.toLowerCase();
  const index = args.findIndex(
    (value) => textOf(value)?.toLowerCase() === word,
  );
  return index < 0 ? undefined : args[index + 1];
}

function inSeconds(value: Value): Value {
  return value.kind === "constant" && typeof value.value === "number"
    ? constant(value.value / 1000)
    : operation("/", value, constant(1000));
}

/** The last name that a value is reached by. */
export function lastName(value: Value): string | undefined {
  if (value.kind === "external") return value.path.at(-1);
  return value.kind === "member" && typeof value.property === "string"
    ? value.property
    : undefined;
}

export function textOf(value: Value): string | undefined {
  return value.kind === "constant" && typeof value.value === "string"
    ? value.value
    : undefined;
}
