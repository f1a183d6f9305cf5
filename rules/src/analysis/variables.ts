/**
 * Lexical scopes and what their variables currently stand for.
 *
 * A binding is identity only; its value lives in a `State`, so that branches
 * can be followed apart and joined again.
 */
import { choice } from "./values.ts";
import type { Value } from "./value.ts";

export interface Binding {
  readonly name: string;
  /** Values an escaped closure may see when the state it was made in is gone. */
  latest?: Value;
}

export class Scope {
  readonly #bindings = new Map<string, Binding>();
  readonly #parent: Scope | undefined;

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  declare(name: string): Binding {
    const existing = this.#bindings.get(name);
    if (existing) return existing;
    const binding: Binding = { name };
    this.#bindings.set(name, binding);
    return binding;
  }

  lookup(name: string): Binding | undefined {
    return this.#bindings.get(name) ?? this.#parent?.lookup(name);
  }
}

export type State = Map<Binding, Value>;

/** The state after two arms that both go on. */
export function joinStates(left: State, right: State, test?: Value): State {
  const joined: State = new Map(left);
  for (const [binding, value] of right) {
    const other = left.get(binding);
    if (other === undefined) joined.set(binding, value);
    else if (other !== value && !isSameConstant(other, value))
      joined.set(binding, choice([other, value], test ? [test] : []));
  }
  return joined;
}

function isSameConstant(left: Value, right: Value): boolean {
  return (
    left.kind === "constant" &&
    right.kind === "constant" &&
    left.value === right.value
  );
}
