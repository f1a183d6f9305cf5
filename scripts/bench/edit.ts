/** Checking a file of a thousand lines again after each edit, as a language server that is running does. */
import { parse } from "@typescript-eslint/typescript-estree";
import { createEngine } from "eslint-plugin-consistency/engine";
import { cpuTime, median, quantile } from "./measure.ts";
import { templates } from "./templates.ts";
import type { Row } from "./table.ts";

const lines = 1_000;
const edits = 200;
/** The first edits, until the engine's code is compiled: an editor has opened the file before. */
const warmUp = 40;

/** As the server does: the text is taken, then all rules report, possible findings too. */
export async function measureEdits(): Promise<readonly Row[]> {
  const engine = createEngine();
  const path = "/bench/src/long.ts";
  const original = longFile();
  const times: number[] = [];
  const parses: number[] = [];
  for (let edit = 0; edit < edits; edit++) {
    const text = original.replace("take: 50", `take: ${50 + edit}`);
    const parsed = await cpuTime(() => void parse(text, options));
    const whole = await cpuTime(() => {
      engine.setText(path, text);
      engine.analyze({ path, text });
    });
    if (edit < warmUp) continue;
    parses.push(parsed);
    times.push(Math.max(0, whole - parsed));
  }
  const p95 = quantile(times, 0.95);
  return [
    { what: "the parse", measured: `median ${median(parses).toFixed(1)} ms` },
    {
      what: "all rules, beside the parse",
      measured: `p95 ${p95.toFixed(1)} ms, median ${median(times).toFixed(1)} ms`,
      bar: "p95 50 ms",
      holds: p95 < 50,
    },
  ];
}

const options = { loc: true, range: true, jsDocParsingMode: "none" } as const;

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
