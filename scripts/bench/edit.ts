/** Checking a file of a thousand lines again after each edit, as the language server does. */
import { createEngine } from "../../rules/src/engine.ts";
import type { Certainty, RuleName } from "../../rules/src/finding.ts";
import { parseText } from "../../rules/src/project/parse.ts";
import { cpuTime, quantile } from "./measure.ts";
import { templates } from "./templates.ts";
import type { Row } from "./table.ts";

const lines = 1_000;
const edits = 100;

export function measureEdits(): readonly Row[] {
  return [
    row("all rules, possible findings too", undefined),
    row("recommended", certain),
  ];
}

const certain: ReadonlyMap<RuleName, Certainty> = new Map([
  ["no-cache-aside-race", "certain"],
  ["require-version-check", "certain"],
  ["require-idempotent-handler", "certain"],
]);

/** The parse is timed by itself and taken off. */
function row(what: string, wanted: typeof certain | undefined): Row {
  const engine = createEngine();
  const path = "/bench/src/long.ts";
  const times: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const text = `${longFile()}\n// edit ${String(edit)}\n`;
    const parsed = cpuTime(() => void parseText(text, path));
    const whole = cpuTime(() => void engine.analyze({ path, text }, wanted));
    times.push(Math.max(0, whole - parsed));
  }
  const p95 = quantile(times, 0.95);
  return {
    what,
    measured: `p95 ${p95.toFixed(1)} ms beside the parse`,
    bar: "50 ms",
    holds: p95 < 50,
  };
}

/** Repositories and services of many features in one file. */
function longFile(): string {
  const kinds = templates.filter((one) =>
    /(?:repository|service|keys|text)\.ts$/u.test(one.path(0)),
  );
  let text = 'import { prisma, redis } from "./clients";\n';
  for (let feature = 0; text.split("\n").length < lines; feature++)
    for (const kind of kinds)
      text += kind.text(feature).replace(/^import .*\n/gmu, "");
  return text;
}
