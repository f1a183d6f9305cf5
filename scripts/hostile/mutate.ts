/** Random damage to a text: words lost, doubled, swapped and renamed, lines moved, brackets turned, the end cut off. */
import type { Random } from "./random.ts";

export function mutated(text: string, random: Random): string {
  let changed = text;
  for (let rounds = 1 + random.below(3); rounds > 0; rounds--)
    changed = random.one([
      onTokens(deleteOne),
      onTokens(doubleOne),
      onTokens(swapTwo),
      onTokens(repeatStretch),
      onTokens(renameOne),
      swapLines,
      cutOff,
      flipBracket,
      insertStrange,
    ])(changed, random);
  return changed;
}

type Change = (text: string, random: Random) => string;

function onTokens(change: (tokens: string[], random: Random) => void): Change {
  return (text, random) => {
    const tokens = text.match(/\s+|[\p{L}\p{N}_$]+|[^\s\p{L}\p{N}_$]/gu) ?? [];
    if (tokens.length > 0) change(tokens, random);
    return tokens.join("");
  };
}

function deleteOne(tokens: string[], random: Random): void {
  tokens.splice(random.below(tokens.length), 1 + random.below(3));
}

function doubleOne(tokens: string[], random: Random): void {
  const at = random.below(tokens.length);
  tokens.splice(at, 0, tokens[at] ?? "");
}

function swapTwo(tokens: string[], random: Random): void {
  const [from, to] = [random.below(tokens.length), random.below(tokens.length)];
  const [taken = ""] = tokens.splice(from, 1);
  tokens.splice(to, 0, taken);
}

/** A stretch once more at another place: names are declared twice, code moves out of its function. */
function repeatStretch(tokens: string[], random: Random): void {
  const from = random.below(tokens.length);
  const stretch = tokens.slice(from, from + random.below(60));
  tokens.splice(random.below(tokens.length), 0, ...stretch);
}

/** One name instead of another: the text mostly stays well-formed and means something else. */
function renameOne(tokens: string[], random: Random): void {
  const names = [...tokens.keys()].filter((at) =>
    /^[\p{L}_$]/u.test(tokens[at] ?? ""),
  );
  const from = names[random.below(names.length)];
  const to = names[random.below(names.length)];
  if (from !== undefined && to !== undefined) tokens[to] = tokens[from] ?? "";
}

function swapLines(text: string, random: Random): string {
  const lines = text.split("\n");
  const from = random.below(lines.length);
  const stretch = lines.splice(from, 1 + random.below(6));
  lines.splice(random.below(lines.length + 1), 0, ...stretch);
  return lines.join("\n");
}

function cutOff(text: string, random: Random): string {
  return text.slice(0, random.below(text.length + 1));
}

const FLIPPED: Readonly<Record<string, string>> = {
  "(": ")",
  ")": "(",
  "[": "{",
  "]": "}",
  "{": "(",
  "}": "]",
  "<": ">",
  ">": "<",
};

function flipBracket(text: string, random: Random): string {
  const places = [...text.matchAll(/[()[\]{}<>]/gu)];
  const place = places[random.below(places.length)];
  if (!place) return text;
  const { index } = place;
  return (
    text.slice(0, index) + (FLIPPED[place[0]] ?? "") + text.slice(index + 1)
  );
}

function insertStrange(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const strange = random.one([
    "\u0000",
    "\uFEFF",
    "\u2028",
    "\uD800",
    "😀",
    "\u202E",
    "/*",
    "*/",
    "//",
    "`",
    "${",
    "'",
    "\\",
    "=>",
    "await ",
    "async ",
    "...",
    "?.",
    "#",
    "@",
    ";",
    "\r",
    "<T,>",
    "as any",
    "!",
    "export ",
    "\u200Dx",
    "0n",
    "<!--",
  ]);
  return text.slice(0, at) + strange + text.slice(at);
}
