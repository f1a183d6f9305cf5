/**
 * A callee's summary as seen from one call. Effects of a callee are many, and of
 * most of them nobody asks for a key or a row: the caller's values are put in
 * when they are first asked for.
 */
import type { Arm, Effect, EffectPlace, Scope } from "./effect.ts";
import type { Substitution } from "./substitute.ts";
import type { Value } from "./value.ts";

/** Its own parameters are the call's arguments; then come those of the calls that made it. */
export class View {
  readonly #own: Substitution;
  readonly #outer: readonly Substitution[];
  /** Effects share their arms and scopes. */
  readonly #arms = new Map<Arm, Arm>();
  readonly #scopes = new Map<Scope, Scope>();

  constructor(own: Substitution, outer: readonly Substitution[]) {
    this.#own = own;
    this.#outer = outer;
  }

  value(value: Value): Value {
    return this.#outer.reduce(
      (inner, substitution) => substitution.value(inner),
      this.#own.value(value),
    );
  }

  arm(arm: Arm): Arm {
    const known = this.#arms.get(arm);
    if (known) return known;
    const branch = this.#own.fresh(arm.branch);
    const made = seen(arm, this, { branch });
    this.#arms.set(arm, made);
    return made;
  }

  scope(scope: Scope): Scope {
    const known = this.#scopes.get(scope);
    if (known) return known;
    const made = seen(scope, this, { id: this.#own.fresh(scope.id) });
    this.#scopes.set(scope, made);
    return made;
  }

  /** The effect at the caller's place, with its values. */
  effect(effect: Effect, place: EffectPlace): Effect {
    return seen(effect, this, place);
  }

  setResult(effect: Effect, value: Value): void {
    this.#own.setResult(effect, value);
  }
}

/** Every field of an effect, an arm or a scope that holds a value or a list of values. */
const valueFields: ReadonlySet<string> = new Set([
  "store",
  "key",
  "field",
  "value",
  "ttl",
  "loader",
  "script",
  "entity",
  "client",
  "where",
  "data",
  "update",
  "call",
  "channel",
  "payload",
  "dedup",
  "idempotency",
  "status",
  "body",
  "headers",
  "callee",
  "args",
  "test",
]);

const base = Symbol("the same in the callee");
const through = Symbol("the call");

interface Seen {
  readonly [base]: Readonly<Record<string, unknown>>;
  readonly [through]: View;
}

/** What stands for an object of a callee; with `changes` for what is known at once. */
function seen<Of extends object>(of: Of, view: View, changes: Partial<Of>): Of {
  const made = Object.create(shapeOf(of)) as Record<string | symbol, unknown>;
  for (const [name, value] of Object.entries(of))
    if (!valueFields.has(name)) made[name] = value;
  Object.assign(made, changes);
  made[base] = of;
  made[through] = view;
  return made as Of;
}

/** A copy of an effect, an arm or a scope with some fields changed; a plain spread would lose the values not yet asked for. */
export function changed<Of extends Effect | Arm | Scope>(
  of: Of,
  changes: Partial<Of>,
): Of {
  const made = Object.create(
    Object.getPrototypeOf(of) as object,
    Object.getOwnPropertyDescriptors(of),
  ) as Of;
  return Object.assign(made, changes);
}

/** Getters for the values that an object has, one prototype for each set of them. */
const shapes = new Map<string, object>();

/** What was seen through a call before has its shape already. */
function shapeOf(of: object): object {
  const own = Object.getPrototypeOf(of) as object;
  if (own !== Object.prototype) return own;
  const names: string[] = [];
  for (const name in of) if (valueFields.has(name)) names.push(name);
  const key = names.sort().join();
  const known = shapes.get(key);
  if (known) return known;
  const shape = {};
  for (const name of names)
    Object.defineProperty(shape, name, {
      enumerable: true,
      get(this: Seen) {
        const value = valueOf(this, name);
        Object.defineProperty(this, name, { value, enumerable: true });
        return value;
      },
    });
  shapes.set(key, shape);
  return shape;
}

function valueOf(seen: Seen, name: string): unknown {
  const value = seen[base][name];
  if (value === undefined) return undefined;
  const view = seen[through];
  return Array.isArray(value)
    ? (value as Value[]).map((item) => view.value(item))
    : view.value(value as Value);
}
