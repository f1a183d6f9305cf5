/** Making, comparing and walking symbolic values. */
import { shrink } from "./shrink.ts";
import type {
  ArrayValue,
  CallValue,
  ChoiceValue,
  ConstantValue,
  MemberValue,
  ObjectValue,
  OperationValue,
  TemplateValue,
  UnknownValue,
  Value,
} from "./value.ts";
import { Recent } from "./recent.ts";

/** Values of more parts than this are cut; real keys and rows stay far below. */
const maxSize = 400;
const maxLeaves = 16;
const maxOptions = 8;
/** What is left of a larger one. */
const cutSize = 200;
/** Pieces of a text; a longer one is a document, not a key. */
const maxPieces = 64;

const sizes = new Recent<number>();

export const undefinedValue: ConstantValue = {
  kind: "constant",
  value: undefined,
};

export function constant(value: ConstantValue["value"]): ConstantValue {
  return { kind: "constant", value };
}

export function unknown(...from: Value[]): UnknownValue {
  const parts = from.filter(
    (value) =>
      value.kind !== "constant" &&
      !(value.kind === "unknown" && value.from.length === 0),
  );
  return { kind: "unknown", from: parts.slice(0, maxLeaves) };
}

/** A call that is no effect, with its parts kept in bounds. */
export function callOf(
  callee: Value,
  args: readonly Value[],
  node: CallValue["node"],
): Value {
  return bounded({ kind: "call", callee, args, node });
}

export function member(object: Value, property: string | Value): Value {
  if (typeof property !== "string" && property.kind === "constant")
    return member(object, String(property.value));
  if (typeof property === "string") {
    const known = knownProperty(object, property);
    if (known) return known;
  }
  const made: MemberValue = { kind: "member", object, property };
  return bounded(made);
}

/** The value of a property, where the object was seen being made. */
function knownProperty(object: Value, property: string): Value | undefined {
  if (object.kind === "object") {
    const entry = object.entries.get(property);
    if (entry) return entry;
    if (object.spreads.length === 1 && !object.base && object.spreads[0])
      return member(object.spreads[0], property);
    if (object.base && object.spreads.length === 0)
      return member(object.base, property);
    return undefined;
  }
  if (object.kind === "array" && object.spreads.length === 0)
    return object.items[Number(property)];
  if (object.kind === "choice") {
    if (
      !object.options.some(
        (option) =>
          option.kind !== "constant" && knownProperty(option, property),
      )
    )
      return undefined;
    const options = object.options.map((option) => member(option, property));
    return choice(options, object.tests);
  }
  if (object.kind === "constant" && object.value == null) return undefinedValue;
  return undefined;
}

/** Adding to a text makes a text: known at a call though not inside the function. */
export function operation(operator: string, ...operands: Value[]): Value {
  if (operator === "+" && operands.some(isText)) return template(operands);
  const made: OperationValue = { kind: "operation", operator, operands };
  return bounded(made);
}

function isText(value: Value): boolean {
  return (
    value.kind === "template" ||
    (value.kind === "constant" && typeof value.value === "string")
  );
}

export function template(parts: readonly (string | Value)[]): Value {
  const flat = parts.flatMap((part) =>
    typeof part === "string" ? [part] : piecesOf(part),
  );
  const merged: (string | Value)[] = [];
  for (const part of flat) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string")
      merged[merged.length - 1] = last + part;
    else if (part !== "") merged.push(part);
  }
  if (merged.length > maxPieces) return unknown();
  if (merged.length === 0) return constant("");
  if (merged.length === 1 && typeof merged[0] === "string")
    return constant(merged[0]);
  const made: TemplateValue = { kind: "template", parts: merged };
  return bounded(made);
}

export function object(
  entries: ReadonlyMap<string, Value>,
  spreads: readonly Value[] = [],
  base?: Value,
): Value {
  const made: ObjectValue = {
    kind: "object",
    entries,
    spreads,
    ...(base && { base }),
  };
  return bounded(made);
}

export function array(
  items: readonly Value[],
  spreads: readonly Value[] = [],
): Value {
  const made: ArrayValue = { kind: "array", items, spreads };
  return bounded(made);
}

export function choice(
  options: readonly Value[],
  tests: readonly Value[] = [],
): Value {
  const flat: Value[] = [];
  const allTests = [...tests];
  for (const option of options) {
    if (option.kind === "choice") {
      allTests.push(...option.tests);
      flat.push(...option.options);
    } else flat.push(option);
  }
  const distinct = flat.filter(
    (option, index) => flat.indexOf(option) === index,
  );
  const [first] = distinct;
  if (!first) return undefinedValue;
  if (distinct.length === 1) return first;
  const made: ChoiceValue = {
    kind: "choice",
    options: distinct.slice(0, maxOptions),
    tests: [...new Set(allTests)].slice(0, maxOptions),
  };
  return bounded(made);
}

/** The values one of which an expression stands for: arms of a choice, sides of `??` and `||`. */
export function optionsOf(value: Value): readonly Value[] {
  if (value.kind === "choice") return value.options.flatMap(optionsOf);
  if (
    value.kind === "operation" &&
    (value.operator === "??" || value.operator === "||")
  )
    return value.operands.flatMap(optionsOf);
  return [value];
}

/** The values a value is made of, one level down. */
export function partsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case "unknown":
      return value.from;
    case "member":
      return typeof value.property === "string"
        ? [value.object]
        : [value.object, value.property];
    case "call":
      return [value.callee, ...value.args];
    case "object":
      return [
        ...(value.base ? [value.base] : []),
        ...value.entries.values(),
        ...value.spreads,
      ];
    case "array":
      return [...value.items, ...value.spreads];
    case "template":
      return value.parts.filter((part) => typeof part !== "string");
    case "operation":
      return value.operands;
    case "choice":
      return [...value.options, ...value.tests];
    case "instance":
      return value.args ?? [];
    case "constant":
    case "parameter":
    case "external":
    case "class":
    case "function":
    case "result":
      return [];
  }
}

/** A text value as literal pieces and holes: templates, `+`, `join`, `String(x)`. */
export function piecesOf(value: Value): readonly (string | Value)[] {
  const text = respelled(value);
  if (text) return piecesOf(text);
  if (value.kind === "template") return value.parts;
  if (value.kind === "constant" && typeof value.value === "string")
    return [value.value];
  if (value.kind === "constant" && typeof value.value === "number")
    return [String(value.value)];
  return [value];
}

/** A number, or arithmetic of numbers: `5 * 60`. */
export function numberOf(value: Value): number | undefined {
  if (value.kind === "constant")
    return typeof value.value === "number" ? value.value : undefined;
  if (value.kind !== "operation") return undefined;
  const [left, right] = value.operands.map(numberOf);
  if (left === undefined || right === undefined) return undefined;
  switch (value.operator) {
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "+":
      return left + right;
    default:
      return undefined;
  }
}

const respellings = new Set(["toLowerCase", "toUpperCase", "trim", "toString"]);

/** The text that `text.toLowerCase()` spells otherwise. */
function respelled(value: Value): Value | undefined {
  if (value.kind !== "call" || value.callee.kind !== "member") return undefined;
  const { object: text, property } = value.callee;
  const isText = text.kind === "template" || text.kind === "constant";
  return typeof property === "string" && isText && respellings.has(property)
    ? text
    : undefined;
}

/** The value itself, or, grown too large, what is left when its far ends are cut. */
function bounded(made: Value): Value {
  if (sizeOf(made) <= maxSize) return made;
  return shrink(made, cutSize, {
    sizeOf,
    partsOf,
    cut: (value) => unknown(...leavesOf(value)),
  });
}

function sizeOf(value: Value): number {
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 1;
  for (const part of partsOf(value)) {
    size += sizeOf(part);
    if (size > maxSize) break;
  }
  sizes.set(value, size);
  return size;
}

/** Results and parameters inside, the first few of each. */
function leavesOf(value: Value): readonly Value[] {
  const leaves = new Set<Value>();
  const seen = new Set<Value>();
  const stack = [value];
  for (
    let current = stack.pop();
    current && leaves.size < maxLeaves;
    current = stack.pop()
  ) {
    if (seen.has(current)) continue;
    seen.add(current);
    if (current.kind === "result" || current.kind === "parameter")
      leaves.add(current);
    stack.push(...partsOf(current));
  }
  return [...leaves];
}
