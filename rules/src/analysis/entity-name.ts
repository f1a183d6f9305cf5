/** Which table, model or entity an effect is about, by name. */
import type { Value } from "./value.ts";
import { same } from "./same.ts";
import type { Answer } from "./same.ts";

/** Entities are told apart by name, however they are written: `cartItems`, `cart_items`, `CartItem`. */
export function sameEntity(left: Value, right: Value): Answer {
  const a = entityName(left);
  const b = entityName(right);
  if (a === undefined || b === undefined)
    return same(left, right) === "yes" ? "yes" : "unknown";
  return plainName(a) === plainName(b) ? "yes" : "no";
}

/** Whether an effect's entity goes by a name, however either is written. */
export function isNamed(entity: Value, name: string): boolean {
  const known = entityName(entity);
  return known !== undefined && plainName(known) === plainName(name);
}

export function entityName(value: Value): string | undefined {
  switch (value.kind) {
    case "constant":
      return typeof value.value === "string" ? value.value : undefined;
    case "class":
      return value.facts.name;
    case "external":
      return value.path.filter((name) => name !== "default").at(-1);
    case "member":
      if (value.property === "name") return entityName(value.object);
      return typeof value.property === "string" ? value.property : undefined;
    case "call": {
      const [first] = value.args;
      return first ? entityName(first) : undefined;
    }
    case "instance":
      return entityName(value.of);
    default:
      return undefined;
  }
}

/** The name that all spellings of an entity share: `cartitem`. */
export function plainName(name: string): string {
  return name
    .replace(/^I(?=[A-Z][a-z])/u, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/(?<=.)(?:entity|model|schema|table|document)$/u, "")
    .replace(/ies$/u, "y")
    .replace(/s$/u, "");
}
