/** Values in words, close to how the user spells them. */
import { chainOf } from "./chain.ts";
import type { Value } from "./value.ts";

const maxLength = 70;

export function describe(value: Value): string {
  const text = words(value, 0);
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
}

function words(value: Value, depth: number): string {
  if (depth > 6) return "…";
  const of = (inner: Value) => words(inner, depth + 1);
  switch (value.kind) {
    case "constant":
      return typeof value.value === "string"
        ? JSON.stringify(value.value)
        : String(value.value);
    case "parameter":
      return value.name;
    case "external":
      return (
        value.path.filter((name) => name !== "default").at(-1) ??
        value.module.split("/").at(-1) ??
        "?"
      );
    case "instance":
      return value.name;
    case "class":
      return value.facts.name;
    case "function":
      return value.name;
    case "member":
      return typeof value.property === "string"
        ? `${of(value.object)}.${value.property}`
        : `${of(value.object)}[…]`;
    case "call": {
      const { names } = chainOf(value).links.at(-1) ?? { names: ["()"] };
      return `${names.join(".")}(${value.args.slice(0, 2).map(of).join(", ")})`;
    }
    case "result":
      return `${value.effect.site.text}()`;
    case "object":
      return value.base ? of(value.base) : "{…}";
    case "array":
      return value.items.length === 1 && value.items[0]
        ? of(value.items[0])
        : "[…]";
    case "template":
      return `\`${value.parts.map((part) => (typeof part === "string" ? part : `\${${of(part)}}`)).join("")}\``;
    case "operation":
      return value.operands.map(of).join(` ${value.operator} `);
    case "choice":
      return value.options[0] ? of(value.options[0]) : "?";
    case "unknown":
      return value.from[0] ? of(value.from[0]) : "?";
  }
}
