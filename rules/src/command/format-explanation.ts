import path from "node:path";
import type { Paint } from "./paint.ts";
import { paragraph, printable, printableLine } from "./printable.ts";
import type {
  CallExplanation,
  EffectExplanation,
  Explanation,
} from "../explain/explanation.ts";

interface View {
  /** Paths are shown relative to this folder. */
  readonly cwd: string;
  readonly paint: Paint;
}

/** For people: each call of the line, what it is believed to do, and why. */
export function formatExplanation(
  { calls, notes }: Explanation,
  view: View,
): string {
  const blocks = calls.map((call) => formatCall(call, view));
  const limits =
    notes.length === 0
      ? []
      : [["Not everything was followed:", ...notes.map(bullet)].join("\n")];
  return `${[...blocks, ...limits].join("\n\n")}\n`;
}

function formatCall(call: CallExplanation, view: View): string {
  const { start } = call.location;
  const file = path.relative(view.cwd, call.location.file);
  const place = `${file}:${String(start.line)}:${String(start.column + 1)}`;
  return [
    `${view.paint("bold", place)}  ${printableLine(call.text)}`,
    ...paragraph(shortened(call.reading, view)).map((line) => `  ${line}`),
    ...call.effects.flatMap((effect) => ["", ...formatEffect(effect, view)]),
    ...formatSettings(call, view),
  ].join("\n");
}

function formatEffect(
  effect: EffectExplanation,
  view: View,
): readonly string[] {
  const style = effect.certainty === "certain" ? "green" : "yellow";
  const head = `  ${printableLine(effect.does)}  ${view.paint(style, effect.certainty)}`;
  return [
    head,
    ...field("because", [effect.because], view),
    ...Object.entries(effect.parts).flatMap(([name, text]) =>
      field(name, [text], view),
    ),
    ...field("when", effect.conditions, view),
    ...field("inside", effect.inside, view),
    ...field("in", [effect.flow], view),
    ...field(
      "rules",
      effect.rules.map(({ rule, reason }) => `${rule}: ${reason}`),
      view,
    ),
  ];
}

const WIDTH = 18;

/** Name and texts, each text from the same column on. */
function field(
  name: string,
  texts: readonly string[],
  view: View,
): readonly string[] {
  return texts
    .flatMap((text) => paragraph(shortened(text, view)))
    .map(
      (line, index) => `    ${(index === 0 ? name : "").padEnd(WIDTH)}${line}`,
    );
}

function formatSettings(
  { settings }: CallExplanation,
  { paint }: View,
): readonly string[] {
  if (settings.length === 0) return [];
  return [
    "",
    "  To change this, in consistency.json (docs/settings.md):",
    ...settings.flatMap(({ says, setting }) => [
      `    ${paint("green", printable(setting))}`,
      `      ${says}`,
    ]),
  ];
}

/** Paths below the current folder, as the user writes them. */
function shortened(text: string, { cwd }: View): string {
  return text.replaceAll(cwd + path.sep, "");
}

function bullet(text: string): string {
  return `  ${printableLine(text)}`;
}
