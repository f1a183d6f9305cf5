/** How many orders a second are tried, beside fast-check's scheduler on the same tasks. */
import fc from "fast-check";
import { COLD, explore, exploreModel } from "@consistency-lint/explorer";
import type { Model, Scenario } from "@consistency-lint/explorer";
import { median } from "./measure.ts";
import type { Row } from "./table.ts";

interface Counter {
  n: number;
}

type TakeStep = (name: string, action: () => void) => Promise<unknown>;

/** `tasks` tasks that each add one, `steps` times. */
function taskOf(steps: number) {
  return async (world: Counter, step: TakeStep): Promise<void> => {
    for (let i = 0; i < steps; i += 1)
      await step("add", () => {
        world.n += 1;
      });
  };
}

const SHAPES = [
  { tasks: 4, steps: 2, orders: 2_520 },
  { tasks: 3, steps: 3, orders: 1_680 },
  { tasks: 5, steps: 2, orders: 113_400 },
] as const;

/** At least so many times as many orders as fast-check tries in the same time. */
const BAR = 10;

export async function measureExplorer(runs: number): Promise<readonly Row[]> {
  const rows = [countRow()];
  for (const shape of SHAPES) rows.push(...(await rowsFor(shape, runs)));
  return rows;
}

type Shape = (typeof SHAPES)[number];

/** Runs take turns, so that both see the same machine. */
async function rowsFor(shape: Shape, runs: number): Promise<Row[]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let run = 0; run < runs + WARM_UP; run += 1) {
    const mine = await exploredPerSecond(shape);
    const other = await scheduledPerSecond(shape, run);
    if (run < WARM_UP) continue;
    ours.push(mine);
    theirs.push(other);
  }
  const ratio = median(ours) / median(theirs);
  const what = `${shape.tasks} tasks of ${shape.steps} steps`;
  return [
    { what: `${what}: explorer`, measured: perSecond(median(ours)) },
    { what: `${what}: fast-check`, measured: perSecond(median(theirs)) },
    {
      what: `${what}: ratio`,
      measured: `${ratio.toFixed(1)} times`,
      bar: `${BAR} times`,
      holds: ratio >= BAR,
    },
  ];
}

/** Runs that only warm up. */
const WARM_UP = 3;

async function exploredPerSecond(shape: Shape): Promise<number> {
  const { tasks, steps, orders } = shape;
  const task = taskOf(steps);
  const scenario: Scenario<Counter> = {
    world: () => ({ n: 0 }),
    tasks: Object.fromEntries(namesOf(tasks).map((name) => [name, task])),
    invariant: ({ n }) => n === tasks * steps || "a step is missing",
  };
  const start = performance.now();
  const outcome = await explore(scenario);
  const time = performance.now() - start;
  if (outcome.kind !== "holds" || outcome.schedules !== orders)
    throw new Error(`${outcome.kind} after ${outcome.schedules} orders`);
  return (orders / time) * 1_000;
}

/** As many random orders as the small shapes have in all. */
const DRAWS = 2_500;

async function scheduledPerSecond(
  { tasks, steps }: Shape,
  seed: number,
): Promise<number> {
  const task = taskOf(steps);
  const start = performance.now();
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const world = { n: 0 };
      const step = scheduler.scheduleFunction(
        (_name: string, action: () => void) => {
          action();
          return Promise.resolve();
        },
      );
      const all = namesOf(tasks).map(() => task(world, step));
      await scheduler.waitFor(Promise.all(all));
      return world.n === tasks * steps;
    }),
    { numRuns: DRAWS, seed },
  );
  return (DRAWS / (performance.now() - start)) * 1_000;
}

function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `task ${index + 1}`);
}

/** The count that no enumeration could make one by one. */
function countRow(): Row {
  const model: Model = {
    protocol: "",
    tasks: namesOf(4).map((actor) => ({
      actor,
      operations: [0, 1, 2, 3].map((index) => ({
        op: "effect.apply",
        name: `${actor} ${index}`,
      })),
    })),
    invariant: "",
  };
  const start = performance.now();
  const { schedules } = exploreModel(model, {
    meaning: { start: COLD, test: () => ({ holds: true }) },
  });
  const time = performance.now() - start;
  return {
    what: `model, 4 tasks of 4 steps: ${schedules.toLocaleString("en")} orders`,
    measured: `${time.toFixed(0)} ms`,
    bar: "1,000 ms",
    holds: schedules === 63_063_000 && time < 1_000,
  };
}

function perSecond(orders: number): string {
  return `${Math.round(orders).toLocaleString("en")} orders/s`;
}
