/** Words and characters that an outline is told by. */
import { arrow } from "./scan.ts";

/** A `Map` in a variable of the file, or in a field. */
export const heldMap =
  /^(?:(?:export\s+)?(?:const|let|var)\s[^=\n]*|[ \t]+(?:(?:private|protected|public|static|readonly)\s+)*[#\w$.]+\s*(?::[^=\n]*)?)(?:\?\?|\|\|)?=\s*new\s+Map\b/mu;

/** SQL after a tag; `select` alone is a word of many texts. */
export const sqlText =
  /^`\s*(?:select\b[^`]*\bfrom\b|insert\s+into\b|update\b[^`]*\bset\b|delete\s+from\b|with\b[^`]*\bas\b|merge\s+into\b)/iu;

/** Words that a declared name follows. */
export const declaring = new Set(
  "function class const let var enum interface type namespace".split(" "),
);

/** `await`, promises, streams, and the usual names in callbacks. */
export const waiting = new Set(
  "await yield then subscribe pipe err error callback cb done".split(" "),
);

/** Words that go on with the statement of the line before. */
export const joining = new Set(
  "as extends from implements in instanceof of satisfies".split(" "),
);

/** Words that are never names of anything declared. */
export const language = new Set(
  "abstract any as async await boolean break case catch class const continue declare default delete do else enum export extends false finally for from function if implements import in instanceof interface let new null number object of private protected public readonly return static string super switch this throw true try type typeof undefined unknown var void while yield".split(
    " ",
  ),
);

/** Whether a statement can be over after this character: not after an operator, a comma, an arrow. */
export function canEnd(before: number): boolean {
  return before !== arrow && !isOneOf(before, "=:,.+-*/&|?<!%^~(");
}

/** Space, `.`, `?` and `!`: what can stand in a chain of members. */
export function isBetween(here: number): boolean {
  return here <= 33 || here === 46 || here === 63;
}

/** Whether a character is one of some; spaces are none. */
export function isOneOf(here: number, characters: string): boolean {
  return here > 32 && characters.includes(String.fromCharCode(here));
}

/** Whether `.`, `?.` or `!.` follows. */
export function hasMember(text: string, end: number): boolean {
  const next = nextCode(text, end);
  if (next === 46) return true;
  return (
    (next === 63 || next === 33) &&
    text.charCodeAt(text.indexOf(next === 63 ? "?" : "!", end) + 1) === 46
  );
}

/** The next character that is no space. */
export function nextCode(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at++;
  return text.charCodeAt(at);
}
