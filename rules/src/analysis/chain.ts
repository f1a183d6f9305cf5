/** A call chain, taken apart: `db.update(users).set(data)` is a root and its links. */
import type { CallValue, Value } from "./value.ts";

export interface Link {
  /** Member names since the call before, the last being the method; `()` for a call of the value itself. */
  readonly names: readonly string[];
  readonly args: readonly Value[];
  readonly call: CallValue;
}

export interface Chain {
  readonly root: Value;
  /** In the order they are written. */
  readonly links: readonly Link[];
}

export function chainOf(value: Value): Chain {
  const links: Link[] = [];
  let current = value;
  for (;;) {
    if (current.kind === "result" && current.effect.kind === "opaque") {
      const { callee, args } = current.effect;
      current = { kind: "call", callee, args, node: current.effect.site.node };
    }
    if (current.kind !== "call") break;
    const { names, object } = membersOf(current.callee);
    links.unshift({
      names: names.length > 0 ? names : ["()"],
      args: current.args,
      call: current,
    });
    current = object;
  }
  return { root: current, links };
}

function membersOf(callee: Value): {
  readonly names: readonly string[];
  readonly object: Value;
} {
  const names: string[] = [];
  let current = callee;
  while (current.kind === "member") {
    names.unshift(
      typeof current.property === "string" ? current.property : "[]",
    );
    current = current.object;
  }
  return { names, object: current };
}

/** All names from the root to this link, calls and members alike. */
export function namesUpTo(chain: Chain, link: Link): readonly string[] {
  const index = chain.links.indexOf(link);
  return chain.links.slice(0, index + 1).flatMap(({ names }) => names);
}
