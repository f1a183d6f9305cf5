/** The middle of a race test: arguments, clients, and the tasks with their invariant. */
import { cacheOf, isTyped } from "./parts.ts";
import type { Parts } from "./parts.ts";
import type { ImportedClient, Parameter, Subject } from "./subject.ts";
import type { Finding, Model, ModelOperation } from "../../finding.ts";

const SAMPLES: Readonly<Record<Parameter["kind"], string | undefined>> = {
  text: '"race-test"',
  number: "60",
  load: undefined,
  unknown: "undefined as never; // FILL IN",
};

export function constants({ subject, finding, badOrder }: Parts) {
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

export function clients({ clients: all }: Subject) {
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

export function scenario(parts: Parts) {
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
