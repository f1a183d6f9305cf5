/** The text of a race test: the user's function, in the order that breaks it. */
import path from "node:path";
import { formatOrder } from "@consistency-lint/explorer";
import { badOrderOf } from "../orders.ts";
import type { BadOrder } from "../orders.ts";
import { runnerFor } from "./runner.ts";
import type { Runner } from "./runner.ts";
import { subjectOf } from "./subject.ts";
import type { ImportedClient, Parameter, Subject } from "./subject.ts";
import type { Finding, Model, ModelOperation } from "../../finding.ts";

/** Where the test is to lie, absolute; and the analysed file's text. */
export interface Place {
  readonly test: string;
  readonly text: string;
}

/** The test, or one sentence for why there can be none. */
export function raceTestFor(
  finding: Finding,
  { test, text }: Place,
): { readonly text: string } | { readonly problem: string } {
  const badOrder = badOrderOf(finding);
  const subject = subjectOf(finding, text);
  if (!badOrder || !subject)
    return { problem: "Its orders could not be counted." };
  const runner = runnerFor(finding.location.file);
  const parts = { finding, badOrder, subject, runner, test };
  const lines = [
    ...head(parts),
    ...imports(parts),
    ...constants(parts),
    ...clients(subject),
    ...scenario(parts),
    ...tests(parts),
  ];
  return { text: `${lines.join("\n")}\n` };
}

interface Parts {
  readonly finding: Finding;
  readonly badOrder: BadOrder;
  readonly subject: Subject;
  readonly runner: Runner;
  readonly test: string;
}

function head({ finding, badOrder, runner, subject }: Parts) {
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

/**
 * The cache that is read and filled, where all else is in the test's hands: the
 * row comes from an argument.
 */
function cacheOf(
  { clients, parameters }: Subject,
  { protocol }: Model,
): ImportedClient | undefined {
  return protocol === "cache-aside-delete" &&
    parameters.some(({ kind }) => kind === "load")
    ? clients.find(({ methods }) => methods.includes("get"))
    : undefined;
}

function imports({ finding, subject, runner, test }: Parts) {
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

/** Whether the test may have types: the analysed file has them. */
function isTyped(test: string): boolean {
  return /\.[cm]?tsx?$/u.test(test);
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

const SAMPLES: Readonly<Record<Parameter["kind"], string | undefined>> = {
  text: '"race-test"',
  number: "60",
  load: undefined,
  unknown: "undefined as never; // FILL IN",
};

function constants({ subject, finding, badOrder }: Parts) {
  const values = subject.parameters.flatMap(({ name, kind }) => {
    const sample = SAMPLES[kind];
    if (sample === undefined) return [];
    return [`const ${name} = ${sample.includes(";") ? sample : `${sample};`}`];
  });
  return [
    "/** The order that breaks the code: a letter for each step, the task's first. */",
    `const BREAKING_ORDER = "${badOrder.order.schedule}";`,
    ...values,
    ...keyConstant(subject, finding),
    "",
  ];
}

/** The cache key as the code spells it, made of the arguments above. */
function keyConstant(subject: Subject, finding: Finding) {
  const { parameters } = subject;
  if (!cacheOf(subject, finding.model)) return [];
  const spelled = finding.steps.at(-1)?.target ?? "";
  const known = new Set(parameters.map(({ name }) => name));
  const holes = [...spelled.matchAll(/\$\{([^}]*)\}/gu)].map(
    ([, hole]) => hole,
  );
  if (known.has(spelled)) return [`const cacheKey = ${spelled};`];
  const isKnown =
    /^[`"'].*[`"']$/u.test(spelled) &&
    holes.every((hole) => hole !== undefined && known.has(hole));
  return isKnown
    ? [`const cacheKey = ${spelled};`]
    : [
        `const cacheKey = "FILL IN: the key of ${spelled.replaceAll('"', "'")}";`,
      ];
}

function clients({ clients: all }: Subject) {
  const lines = all.map(({ owner, methods }) => {
    // A fix may go through a script; the lease does.
    const named = methods.includes("get") ? [...methods, "eval"] : methods;
    const names = [...new Set(named)].map((method) => `"${method}"`);
    return `  [${[owner, ...names].join(", ")}],`;
  });
  return [
    "/** Called by a task, these are its steps. */",
    "const clients = callsAsSteps(",
    ...lines,
    ");",
    "",
  ];
}

function scenario(parts: Parts) {
  const { subject, finding, test } = parts;
  const { model } = finding;
  const cache = cacheOf(subject, model);
  return [
    "const scenario = {",
    ...world(cache),
    "  tasks: {",
    ...model.tasks.flatMap((task) => taskLines(task, parts, cache)),
    "  },",
    ...invariant(cache, model, isTyped(test)),
    "  // The clients read the clock and draw ids; that changes no order.",
    `  allow: ["clock", "randomness"]${isTyped(test) ? " as const" : ""},`,
    "};",
    "",
  ];
}

function world(cache: ImportedClient | undefined) {
  if (!cache)
    return [
      "  /** FILL IN: bring the stores to where each order starts. */",
      "  world: () => ({}),",
    ];
  return [
    "  /** The row, and an empty cache. */",
    "  world: async () => {",
    `    await ${cache.owner}.del(cacheKey);`,
    '    return { row: "old" };',
    "  },",
  ];
}

type ModelTask = Model["tasks"][number];

function taskLines(
  task: ModelTask,
  { finding, subject, test }: Parts,
  cache: ImportedClient | undefined,
): readonly string[] {
  const key = /^\w+$/u.test(task.actor) ? task.actor : `"${task.actor}"`;
  const world = cache ? "{ row: string }" : "object";
  const head = isTyped(test) ? `world: ${world}, step: Step` : "world, step";
  const body = runsSubject(task, finding)
    ? callLines(subject)
    : task.operations.flatMap((operation) => stepLines(operation, cache));
  return [
    `    ${key}: clients.task(async (${head}) => {`,
    ...body.map((line) => `      ${line}`),
    "    }),",
  ];
}

/** Whether a task is the code itself: it has steps there, or does the same as one that has. */
function runsSubject(task: ModelTask, { steps, location, model }: Finding) {
  const own = steps.find(
    ({ location: place }) =>
      place?.file === location.file && place.start.line === location.start.line,
  )?.actor;
  const mine = model.tasks.find(({ actor }) => actor === own);
  return JSON.stringify(mine?.operations) === JSON.stringify(task.operations);
}

function callLines({ name, parameters }: Subject): readonly string[] {
  if (name === undefined)
    return [
      'throw new Error("FILL IN: call the code here, and remove this line.");',
    ];
  const given = parameters.map((parameter) =>
    parameter.kind === "load"
      ? `() => step("${parameter.name}", () => world.row)`
      : parameter.name,
  );
  return [`await ${name}(${given.join(", ")});`];
}

function stepLines(
  operation: ModelOperation,
  cache: ImportedClient | undefined,
): readonly string[] {
  if (cache && operation.op === "row.write")
    return [
      'await step("writes the row", () => {',
      '  world.row = "new";',
      "});",
    ];
  if (cache && operation.op === "cache.delete")
    return [
      `await step("deletes the key", () => ${cache.owner}.del(cacheKey));`,
    ];
  return [
    `await step("${operation.op}", () => {`,
    `  throw new Error("FILL IN: what others do here (${operation.op}).");`,
    "});",
  ];
}

function invariant(
  cache: ImportedClient | undefined,
  model: Model,
  typed: boolean,
) {
  if (!cache)
    return [
      `  /** FILL IN: ${model.invariant}. */`,
      '  invariant: () => "FILL IN: return true when all is well.",',
    ];
  return [
    `  /** ${model.invariant[0]?.toUpperCase() ?? ""}${model.invariant.slice(1)}. */`,
    `  invariant: async ({ row }${typed ? ": { row: string }" : ""}) => {`,
    `    const cached = await ${cache.owner}.get(cacheKey);`,
    '    const isOld = cached === JSON.stringify("old") && row === "new";',
    "    return isOld",
    '      ? "the cache keeps a value that the database no longer has"',
    "      : true;",
    "  },",
  ];
}

function tests({ subject, runner }: Parts) {
  const name = subject.name ?? "the code";
  return [
    `describe("${name}", () => {`,
    `  ${runner.after}(() => {`,
    "    clients.restore();",
    "  });",
    "",
    '  it("ends well in the order that broke it", async () => {',
    "    const replayed = await replay(scenario, BREAKING_ORDER);",
    "    // Code that takes other steps by now has other orders: see below.",
    '    if (replayed.kind === "refused") {',
    '      assert.equal(replayed.problem.name, "schedule", replayed.problem.text);',
    "      return;",
    "    }",
    "    const { order } = replayed;",
    "    assert.ok(order.verdict.holds, formatOrder(order));",
    "  });",
    "",
    '  it("ends well in every order", async () => {',
    "    const outcome = await explore(scenario);",
    '    if (outcome.kind === "violated") assert.fail(formatOrder(outcome.witness));',
    '    if (outcome.kind === "refused") assert.fail(outcome.problem.text);',
    '    if (outcome.kind === "stopped") assert.fail(outcome.limit.text);',
    "  });",
    "});",
  ];
}
