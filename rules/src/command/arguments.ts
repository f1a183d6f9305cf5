import { parseArgs } from "node:util";
import { suggestionFor } from "../nearest-name.ts";
import { presetNames } from "../rules/presets.ts";
import type { PresetName } from "../rules/presets.ts";

export const FORMATS = ["stylish", "json"] as const;

export type Format = (typeof FORMATS)[number];

/** What the user asks for. */
export type Request =
  | {
      readonly kind: "lint";
      /** As written; never empty. */
      readonly paths: readonly string[];
      readonly format: Format;
      readonly preset: PresetName;
      /** Remark on comments that turn a rule off without a reason. */
      readonly requireReason: boolean;
      /** Remark on comments that turn nothing off. */
      readonly reportUnused: boolean;
    }
  | {
      readonly kind: "explain";
      /** As written. */
      readonly file: string;
      /** From 1. */
      readonly line: number;
      readonly format: Format;
    }
  | {
      readonly kind: "show";
      /** As written. */
      readonly file: string;
      /** From 1. */
      readonly line: number;
      readonly format: Format;
    }
  | {
      readonly kind: "race-test";
      /** As written. */
      readonly file: string;
      /** From 1. */
      readonly line: number;
      /** The new file, as written; without it, the test is printed. */
      readonly output?: string;
    }
  | { readonly kind: "help" }
  | { readonly kind: "version" }
  /** Wrong use, told in one sentence. */
  | { readonly kind: "misuse"; readonly message: string };

const OPTIONS = {
  format: { type: "string", short: "f" },
  preset: { type: "string", short: "p" },
  output: { type: "string", short: "o" },
  "require-reason": { type: "boolean" },
  "report-unused-disable-directives": { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

const NAMES = Object.keys(OPTIONS).map((name) => `--${name}`);

/** Reads the words after the command's name. */
export function readArguments(words: readonly string[]): Request {
  const { values, positionals, tokens } = parseArgs({
    args: [...words],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const mistake = tokens.map(mistakeOf).find((one) => one !== undefined);
  if (mistake !== undefined) return misuse(mistake);
  if (values.help === true) return { kind: "help" };
  if (values.version === true) return { kind: "version" };
  const [first, ...others] = positionals;
  return isOneOf(LINE_COMMANDS, first)
    ? lineRequest(first, others, values)
    : lintRequest(positionals, values);
}

/** The shape of the parser's tokens as far as it matters here. */
interface Token {
  readonly kind: string;
  readonly name?: string;
  readonly rawName?: string;
  readonly value?: string | undefined;
}

function mistakeOf({ kind, name, rawName, value }: Token): string | undefined {
  if (kind !== "option" || name === undefined) return undefined;
  const written = rawName ?? name;
  if (!isOptionName(name))
    return `Unknown option ${written}.${suggestionFor(written, NAMES)}`;
  const takesValue = OPTIONS[name].type === "string";
  if (takesValue && !value) return `Option ${written} needs a value.`;
  if (!takesValue && value !== undefined)
    return `Option ${written} takes no value.`;
  return undefined;
}

function isOptionName(name: string): name is keyof typeof OPTIONS {
  return Object.hasOwn(OPTIONS, name);
}

const LINE_COMMANDS = ["explain", "show", "race-test"] as const;

const noOutput = misuse("Only race-test takes --output.");

/** A folder of that name can be linted as `./explain`. */
function lineRequest(
  kind: (typeof LINE_COMMANDS)[number],
  [place, ...more]: readonly string[],
  { format = "stylish", output }: Readonly<Record<string, unknown>>,
): Request {
  if (!isOneOf(FORMATS, format)) return wrongWord("format", format, FORMATS);
  if (output !== undefined && kind !== "race-test") return noOutput;
  if (place === undefined)
    return misuse(`${kind} needs FILE:LINE, for example src/users.ts:14.`);
  if (more.length > 0) return misuse(`${kind} takes one FILE:LINE.`);
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/u.exec(place) ?? [];
  if (file === undefined || line === undefined)
    return misuse(
      `"${place}" names no line: write FILE:LINE, for example src/users.ts:14.`,
    );
  if (kind !== "race-test") return { kind, file, line: Number(line), format };
  const to = typeof output === "string" ? { output } : {};
  return { kind, file, line: Number(line), ...to };
}

function lintRequest(
  positionals: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Request {
  const { format = "stylish", preset = "recommended", output } = values;
  if (output !== undefined) return noOutput;
  if (!isOneOf(FORMATS, format)) return wrongWord("format", format, FORMATS);
  if (!isOneOf(presetNames, preset))
    return wrongWord("preset", preset, presetNames);
  if (positionals.includes("")) return misuse("A path is empty.");
  const paths = positionals.length === 0 ? ["."] : positionals;
  return {
    kind: "lint",
    paths,
    format,
    preset,
    requireReason: values["require-reason"] === true,
    reportUnused: values["report-unused-disable-directives"] === true,
  };
}

function isOneOf<Word extends string>(
  words: readonly Word[],
  word: unknown,
): word is Word {
  return words.some((one) => one === word);
}

function wrongWord(
  option: string,
  word: unknown,
  known: readonly string[],
): Request {
  const written = String(word);
  return misuse(
    `Unknown ${option} "${written}".${suggestionFor(written, known)}`,
  );
}

function misuse(message: string): Request {
  return { kind: "misuse", message };
}
