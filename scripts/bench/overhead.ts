/** What the recommended preset adds to ESLint with no rule. */
import type { Linter } from "eslint";
import plugin from "eslint-plugin-consistency";
import { createLint } from "./lint.ts";
import type { SourceText } from "./lint.ts";
import { cpuTime, median } from "./measure.ts";
import { percent } from "./table.ts";
import type { Row } from "./table.ts";

const none: Linter.Config = { rules: {} };

/** A preset as it is, or only one of its rules. */
function recommended(only?: string): Linter.Config {
  const { rules = {} } = plugin.configs.recommended;
  const kept = Object.entries(rules).filter(
    ([name]) => only === undefined || name === only,
  );
  return {
    plugins: { consistency: plugin as never },
    rules: Object.fromEntries(kept),
  };
}

/** First run: nothing known. Median of the others: an editor or a watcher. */
export function measureOverhead(
  folder: string,
  files: readonly SourceText[],
  runs: number,
): readonly Row[] {
  for (const file of files.slice(0, 200)) createLint(folder, none)(file);
  const plain: number[] = [];
  const withRules: number[] = [];
  for (let run = 0; run < runs; run++) {
    const bare = createLint(folder, none);
    const full = createLint(folder, recommended());
    plain.push(
      cpuTime(() => {
        files.forEach(bare);
      }),
    );
    withRules.push(
      cpuTime(() => {
        files.forEach(full);
      }),
    );
  }
  const base = median(plain);
  const cold = ((withRules[0] ?? 0) - (plain[0] ?? 0)) / base;
  const warm = (median(withRules.slice(1)) - base) / base;
  return [
    {
      what: "no rule",
      measured: `${base.toFixed(0)} ms for ${String(files.length)} files`,
    },
    {
      what: "recommended, first run",
      measured: percent(cold),
      bar: "10 %",
      holds: cold <= 0.1,
    },
    {
      what: "recommended, median of the next runs",
      measured: percent(warm),
      bar: "10 %",
      holds: warm <= 0.1,
    },
    ...perRule(folder, files, base),
  ];
}

function perRule(
  folder: string,
  files: readonly SourceText[],
  base: number,
): readonly Row[] {
  return Object.keys(plugin.configs.recommended.rules ?? {}).map((name) => {
    const lint = createLint(folder, recommended(name));
    const time = cpuTime(() => {
      files.forEach(lint);
    });
    return { what: `  ${name} alone`, measured: percent((time - base) / base) };
  });
}
