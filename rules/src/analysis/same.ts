/** Whether two values name the same thing: three answers. */
import type { MemberValue, ObjectValue, Value } from "./value.ts";
import { optionsOf, piecesOf } from "./values.ts";

export type Answer = "yes" | "no" | "unknown";

/** Parts nested deeper than this are not compared. */
const maxDepth = 40;
/** Comparisons of parts that one question may take; values share parts, so this could grow without bound. */
const maxComparisons = 400;
let comparisons = 0;

/** Whether two values are the same thing whenever the code runs. */
export function same(left: Value, right: Value, depth = 0): Answer {
  if (left === right) return "yes";
  if (depth === 0) comparisons = 0;
  if (depth > maxDepth || ++comparisons > maxComparisons) return "unknown";
  if (left.kind === "choice" || right.kind === "choice")
    return sameChoice(left, right, depth);
  const a = piecesOf(left);
  const b = piecesOf(right);
  if (a.length > 1 || b.length > 1) return samePieces(a, b, depth);
  if (left.kind !== right.kind) return "unknown";
  return sameKind(left, right, depth);
}

function sameChoice(left: Value, right: Value, depth: number): Answer {
  const answers = optionsOf(left).flatMap((a) =>
    optionsOf(right).map((b) => same(a, b, depth + 1)),
  );
  if (answers.every((answer) => answer === "no")) return "no";
  if (
    left.kind === "choice" &&
    right.kind === "choice" &&
    left.options.length === right.options.length &&
    left.options.every((option, index) => {
      const other = right.options[index];
      return other !== undefined && same(option, other, depth + 1) === "yes";
    })
  )
    return "yes";
  return "unknown";
}

function sameKind(left: Value, right: Value, depth: number): Answer {
  switch (left.kind) {
    case "constant":
      return right.kind === "constant" && left.value === right.value
        ? "yes"
        : "no";
    case "parameter":
      return right.kind === "parameter" &&
        left.owner === right.owner &&
        left.index === right.index
        ? "yes"
        : "unknown";
    case "external":
      return right.kind === "external" &&
        left.module === right.module &&
        left.path.join(".") === right.path.join(".")
        ? "yes"
        : "no";
    case "class":
      return right.kind === "class" && left.facts === right.facts
        ? "yes"
        : "no";
    case "function":
      return right.kind === "function" && left.node === right.node
        ? "yes"
        : "no";
    case "instance":
      if (right.kind !== "instance") return "unknown";
      return all([
        same(left.of, right.of, depth + 1),
        left.name === right.name ? "yes" : "unknown",
      ]);
    case "member":
      return right.kind === "member"
        ? sameMember(left, right, depth)
        : "unknown";
    case "call":
      return right.kind === "call"
        ? atBest(
            "unknown",
            all([
              same(left.callee, right.callee, depth + 1),
              sameLists(left.args, right.args, depth),
            ]),
          )
        : "unknown";
    case "result":
      return right.kind === "result" && left.effect === right.effect
        ? "yes"
        : "unknown";
    case "operation":
      return right.kind === "operation" && left.operator === right.operator
        ? atBest("unknown", sameLists(left.operands, right.operands, depth))
        : "unknown";
    case "array":
      return right.kind === "array" &&
        left.spreads.length + right.spreads.length === 0
        ? sameLists(left.items, right.items, depth)
        : "unknown";
    case "object":
      return right.kind === "object"
        ? sameObjects(left, right, depth)
        : "unknown";
    case "unknown":
    case "template":
    case "choice":
      return "unknown";
  }
}

function sameMember(
  left: MemberValue,
  right: MemberValue,
  depth: number,
): Answer {
  const objects = same(left.object, right.object, depth + 1);
  if (typeof left.property === "string" && typeof right.property === "string") {
    if (left.property !== right.property)
      return objects === "yes" ? "unknown" : "unknown";
    return objects === "yes" ? "yes" : "unknown";
  }
  if (typeof left.property === "string" || typeof right.property === "string")
    return "unknown";
  return all([objects, same(left.property, right.property, depth + 1)]) ===
    "yes"
    ? "yes"
    : "unknown";
}

function sameObjects(
  left: ObjectValue,
  right: ObjectValue,
  depth: number,
): Answer {
  if (left.spreads.length + right.spreads.length > 0 || left.base || right.base)
    return "unknown";
  const names = [...left.entries.keys()];
  if (names.length !== right.entries.size) return "no";
  return all(
    names.map((name) => {
      const a = left.entries.get(name);
      const b = right.entries.get(name);
      return a && b ? same(a, b, depth + 1) : "no";
    }),
  );
}

function sameLists(
  left: readonly Value[],
  right: readonly Value[],
  depth: number,
): Answer {
  if (left.length !== right.length) return "unknown";
  return all(
    left.map((value, index) => {
      const other = right[index];
      return other ? same(value, other, depth + 1) : "unknown";
    }),
  );
}

/**
 * Compares literal pieces and holes from both ends. Different literal prefixes
 * mean different keys; holes that cannot be compared mean unknown.
 */
function samePieces(
  a: readonly (string | Value)[],
  b: readonly (string | Value)[],
  depth: number,
): Answer {
  const prefixA = typeof a[0] === "string" ? a[0] : "";
  const prefixB = typeof b[0] === "string" ? b[0] : "";
  if (!prefixA.startsWith(prefixB) && !prefixB.startsWith(prefixA)) return "no";
  if (a.length !== b.length) return "unknown";
  return all(
    a.map((piece, index) => {
      const other = b[index];
      if (other === undefined) return "unknown";
      if (typeof piece === "string" && typeof other === "string")
        return piece === other ? "yes" : "no";
      if (typeof piece === "string" || typeof other === "string")
        return "unknown";
      return same(piece, other, depth + 1);
    }),
  );
}

function all(answers: readonly Answer[]): Answer {
  if (answers.includes("no")) return "no";
  return answers.every((answer) => answer === "yes") ? "yes" : "unknown";
}

/** Calls and operations with equal parts are equal; with unequal parts they may still be. */
function atBest(otherwise: Answer, answer: Answer): Answer {
  return answer === "yes" ? "yes" : otherwise;
}
