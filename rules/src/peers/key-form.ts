/** The form of a cache key: literal pieces around holes, comparable across functions and files. */
import { describe } from "../analysis/describe.ts";
import type { Answer } from "../analysis/same.ts";
import type { Value } from "../analysis/value.ts";
import { optionsOf, piecesOf } from "../analysis/values.ts";

/** A literal piece, or a hole by what the code puts there. */
export type KeyPiece = string | { readonly hole: string };

export interface KeyForm {
  readonly pieces: readonly KeyPiece[];
  /** Stands for all keys that begin so: `user:*`. */
  readonly isPattern: boolean;
  /** As the user spells it. */
  readonly text: string;
}

const maxForms = 12;

/** The forms that a key value can have: of several keys, of each arm of a choice. */
export function keyFormsOf(key: Value, isPattern = false): readonly KeyForm[] {
  return alternatives(key, 0)
    .slice(0, maxForms)
    .map((value) => formOf(value, isPattern));
}

function alternatives(key: Value, depth: number): readonly Value[] {
  if (key.kind === "array" && depth < 4)
    return [...key.items, ...key.spreads].flatMap((item) =>
      alternatives(item, depth + 1),
    );
  const options = optionsOf(key);
  return options.length === 1
    ? options
    : options.flatMap((option) => alternatives(option, depth + 1));
}

function formOf(value: Value, isPattern: boolean): KeyForm {
  const listed = listedPattern(value);
  const pieces = piecesOf(listed ?? value).map((piece): KeyPiece =>
    typeof piece === "string" ? piece : { hole: describe(piece) },
  );
  const last = pieces.at(-1);
  const text = describe(listed ?? value);
  if (typeof last === "string" && last.endsWith("*"))
    return {
      pieces: [...pieces.slice(0, -1), last.replace(/\*+$/u, "")],
      isPattern: true,
      text,
    };
  return { pieces, isPattern: isPattern || listed !== undefined, text };
}

const listings = /^(?:keys|scan\w*)$/iu;

/** `await redis.keys("user:*")`: the keys that a pattern finds. */
function listedPattern(value: Value): Value | undefined {
  if (value.kind === "member") return listedPattern(value.object);
  if (value.kind !== "call" || value.callee.kind !== "member") return undefined;
  const { property } = value.callee;
  return typeof property === "string" && listings.test(property)
    ? value.args.find((arg) => literalOf(arg).endsWith("*"))
    : undefined;
}

function literalOf(value: Value): string {
  return piecesOf(value)
    .map((piece) => (typeof piece === "string" ? piece : "{}"))
    .join("");
}

/** Whether any literal piece tells the keys of this form from others. */
export function isTelling({ pieces }: KeyForm): boolean {
  return pieces.some(
    (piece) =>
      typeof piece === "string" && /\p{L}{2}|\p{L}[:._/-]/u.test(piece),
  );
}

/** Whether what happens to keys of one form happens to those of the other. */
export function sameForm(left: KeyForm, right: KeyForm): Answer {
  if (left.isPattern || right.isPattern) return sameStart(left, right);
  if (hasEqualPieces(left.pieces, right.pieces)) return "yes";
  return fits(left.pieces, right.pieces) || fits(right.pieces, left.pieces)
    ? "unknown"
    : "no";
}

function hasEqualPieces(a: readonly KeyPiece[], b: readonly KeyPiece[]) {
  return (
    a.some((piece) => typeof piece === "string") &&
    a.length === b.length &&
    a.every((piece, index) =>
      typeof piece === "string"
        ? piece === b[index]
        : typeof b[index] === "object",
    )
  );
}

/** A pattern is compared with as much of a key as it spells out. */
function sameStart(left: KeyForm, right: KeyForm): Answer {
  const [pattern, key] = left.isPattern ? [left, right] : [right, left];
  const start = spelled(pattern.pieces);
  const whole = spelled(key.pieces);
  if (start === "") return "unknown";
  if (whole.startsWith(start)) return "yes";
  return new RegExp(`^${expression(pattern.pieces)}`, "u").test(whole) ||
    whole.startsWith(hole)
    ? "unknown"
    : "no";
}

/** Stands for a hole; no key holds it. */
const hole = "\0";

const spellings = new WeakMap<readonly KeyPiece[], string>();

function spelled(pieces: readonly KeyPiece[]): string {
  const known = spellings.get(pieces);
  if (known !== undefined) return known;
  const made = pieces
    .map((piece) => (typeof piece === "string" ? piece : hole))
    .join("");
  spellings.set(pieces, made);
  return made;
}

/** A hole is filled with an id or a name, not with parts that the key sets apart. */
function fits(form: readonly KeyPiece[], other: readonly KeyPiece[]): boolean {
  const [start] = form;
  if (typeof start === "string" && !spelled(other).startsWith(start))
    return false;
  return new RegExp(`^${expression(form)}$`, "u").test(spelled(other));
}

function expression(pieces: readonly KeyPiece[]): string {
  if (pieces.length === 1 && typeof pieces[0] === "object") return "[^]*";
  return pieces
    .map((piece) =>
      typeof piece === "string"
        ? piece.replace(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`)
        : "[^:/|]+",
    )
    .join("");
}
