/** The beginning of a race test: what it is, what to fill in, what it imports. */
import path from "node:path";
import { formatOrder } from "@consistency-lint/explorer";
import { cacheOf, isTyped } from "./parts.ts";
import type { Parts } from "./parts.ts";
import type { Subject } from "./subject.ts";
import type { Model } from "../../finding.ts";

export function head({ finding, badOrder, runner, subject }: Parts) {
  const gaps = gapsOf(subject, finding.model);
  const table = formatOrder(badOrder.order).split("\n");
  return [
    "/**",
    ` * Race test for ${runner.name}, made by \`consistency-lint race-test\` from a finding of`,
    ` * ${finding.rule}. It is yours: keep it, change it.`,
    " *",
    " * It runs the tasks below in the order that breaks the code, and then in every",
    " * order. Each call of a client, and each `step`, happens as a whole; between two",
    " * of them any other task may go.",
    " *",
    ...table.map((line) => ` * ${line}`.trimEnd()),
    ...(gaps.length > 0
      ? [
          " *",
          " * FILL IN, at the places marked below:",
          ...gaps.map((gap) => ` * - ${gap}`),
        ]
      : []),
    " *",
    " * Needs `npm install --save-dev @consistency-lint/explorer`, and the stores that",
    " * the clients speak to: use those of your other tests.",
    " */",
  ];
}

/** What only the user can supply. */
function gapsOf(subject: Subject, model: Model) {
  const { name, parameters, unreached } = subject;
  return [
    ...(name === undefined
      ? ["call the code: it is not an exported function of the file"]
      : []),
    ...unreached.map(
      (call) =>
        `make \`${call}\` a step: it is called on something that the test cannot import`,
    ),
    ...parameters
      .filter(({ kind }) => kind === "unknown")
      .map((parameter) => `the argument \`${parameter.name}\``),
    ...(cacheOf(subject, model)
      ? []
      : ["a fresh start for each order, and what must hold at the end"]),
  ];
}

export function imports({ finding, subject, runner, test }: Parts) {
  const { file } = finding.location;
  const names = new Map(subject.clients.map((one) => [one.name, one]));
  return [
    'import assert from "node:assert/strict";',
    "import {",
    "  callsAsSteps,",
    "  explore,",
    "  formatOrder,",
    "  replay,",
    '} from "@consistency-lint/explorer";',
    ...(isTyped(test)
      ? ['import type { Step } from "@consistency-lint/explorer";']
      : []),
    runner.imports,
    ...[...names.values()].map(({ name, from, isDefault }) => {
      const what = isDefault ? name : `{ ${name} }`;
      return `import ${what} from "${moved(from, file, test)}";`;
    }),
    ...(subject.name === undefined
      ? []
      : [`import { ${subject.name} } from "${moduleOf(file, test)}";`]),
    "",
  ];
}

/** A module named from the analysed file, named from the test. */
function moved(from: string, file: string, test: string): string {
  if (!from.startsWith(".")) return from;
  return relativeModule(path.resolve(path.dirname(file), from), test);
}

/** The analysed file as a module: `.ts` is imported as `.js`. */
function moduleOf(file: string, test: string): string {
  const compiled = file.replace(/\.([cm]?)tsx?$/u, ".$1js");
  return relativeModule(compiled, test);
}

function relativeModule(target: string, test: string): string {
  const relative = path
    .relative(path.dirname(test), target)
    .replaceAll(path.sep, "/");
  return relative.startsWith(".") ? relative : `./${relative}`;
}
