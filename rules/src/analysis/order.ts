/** Order and coexistence of effects in one flow. */
import { Recent } from "./recent.ts";
import type { Arm, Effect } from "./effect.ts";
import { partsOf } from "./values.ts";
import type { Value } from "./value.ts";

/** Whether both can happen in one run: no branch sends them different ways. */
function canCoexist(left: Effect, right: Effect): boolean {
  const taken = takenIn(right.path);
  return !left.path.some((arm) => {
    const other = taken.get(arm.branch);
    return other !== undefined && other !== arm.taken;
  });
}

/** Each effect is compared with every other of its flow: a look-up keeps that cheap. */
const takenByPath = new Recent<ReadonlyMap<number, number>, readonly Arm[]>();

function takenIn(path: readonly Arm[]): ReadonlyMap<number, number> {
  const known = takenByPath.get(path);
  if (known) return known;
  const made = new Map(path.map(({ branch, taken }) => [branch, taken]));
  takenByPath.set(path, made);
  return made;
}

/** The effects before `effect` that can happen in the same run, in order. */
export function effectsBefore(
  effects: readonly Effect[],
  effect: Effect,
): readonly Effect[] {
  return effects
    .slice(0, effects.indexOf(effect))
    .filter((other) => canCoexist(other, effect));
}

export function effectsAfter(
  effects: readonly Effect[],
  effect: Effect,
): readonly Effect[] {
  return effects
    .slice(effects.indexOf(effect) + 1)
    .filter((other) => canCoexist(other, effect));
}

/** Whether all come out of one call, so that the callee's own flow holds them too. */
export function shareCall(...effects: readonly Effect[]): boolean {
  const [first, ...others] = effects.map((effect) => effect.frames[0]?.node);
  return first !== undefined && others.every((node) => node === first);
}

/** Every value inside a value, itself included; what only decides a choice is left out unless asked for. */
export function valuesIn(
  value: Value,
  options: { readonly tests?: boolean } = {},
): Iterable<Value> {
  const seen = new Set<Value>();
  const stack = [value];
  for (let current = stack.pop(); current; current = stack.pop()) {
    if (seen.has(current) || seen.size > maxValues) continue;
    seen.add(current);
    const parts =
      current.kind === "choice" && !options.tests
        ? current.options
        : partsOf(current);
    stack.push(...parts);
    if (current.kind === "result") stack.push(...inputsOf(current.effect));
  }
  return seen;
}

const maxValues = 4000;

/** What a result is made of: arguments of calls that were not followed. A row is not made of its condition. */
function inputsOf(effect: Effect): readonly Value[] {
  if (effect.kind === "opaque" || effect.kind === "callback-call")
    return [
      effect.callee,
      ...effect.args.filter((arg) => arg.kind !== "function"),
    ];
  return [];
}

type Sources = ReadonlySet<Effect>;
const withoutTests = new Recent<Sources>();
const withTests = new Recent<Sources>();

/** The effects whose answers a value is made of. */
export function sourcesOf(
  value: Value,
  options: { readonly tests?: boolean } = {},
): Sources {
  const memo = options.tests ? withTests : withoutTests;
  const known = memo.get(value);
  if (known) return known;
  const sources = new Set<Effect>();
  for (const inner of valuesIn(value, options))
    if (inner.kind === "result") sources.add(inner.effect);
  memo.set(value, sources);
  return sources;
}

export function derivesFrom(
  value: Value,
  effect: Effect,
  options: { readonly tests?: boolean } = {},
): boolean {
  return sourcesOf(value, options).has(effect);
}
