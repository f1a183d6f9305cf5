/** Who takes turns in a scenario: its tasks, second deliveries, the replication. */
import { MOST_ACTORS } from "./schedule.ts";
import type { Problem } from "./problem.ts";
import type { Scenario, Task } from "./scenario.ts";

export interface Actor<World> {
  readonly name: string;
  /** Of the replication none. */
  readonly task: Task<World> | undefined;
  readonly mayCrash: boolean;
  readonly mayTimeOut: boolean;
  readonly mayThrow: boolean;
}

/** The name of what takes over to a copy. */
export const REPLICATION = "replication";

/** All actors in the order of their letters, or why there can be none. */
export function actorsOf<World>(
  scenario: Scenario<World>,
):
  { readonly actors: readonly Actor<World>[] } | { readonly problem: Problem } {
  const { tasks, faults = {} } = scenario;
  const names = Object.keys(tasks);
  const unknown = [
    ...(faults.crash ?? []),
    ...(faults.deliverTwice ?? []),
    ...(faults.timeout ?? []),
  ].find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new RangeError(
      `A fault names the task "${unknown}". The tasks are ${names.join(", ")}.`,
    );
  const twice = (faults.deliverTwice ?? []).map((name) =>
    actorOf(scenario, name, `${name} again`),
  );
  const replication = faults.replicate ? [replicating] : [];
  const actors = [
    ...names.map((name) => actorOf(scenario, name)),
    ...twice,
    ...replication,
  ];
  const problem = problemOf(names.length, actors.length);
  return problem ? { problem } : { actors };
}

const replicating = {
  name: REPLICATION,
  task: undefined,
  mayCrash: false,
  mayTimeOut: false,
  mayThrow: false,
};

function actorOf<World>(
  { tasks, faults = {}, mayThrow = [] }: Scenario<World>,
  name: string,
  shown = name,
): Actor<World> {
  return {
    name: shown,
    task: tasks[name],
    mayCrash: faults.crash?.includes(name) ?? false,
    mayTimeOut: faults.timeout?.includes(name) ?? false,
    mayThrow: mayThrow === true || mayThrow.includes(name),
  };
}

function problemOf(tasks: number, actors: number): Problem | undefined {
  if (tasks === 0)
    return {
      name: "no-tasks",
      text: "There are no tasks, so there is nothing to order. Give the scenario one or more.",
    };
  if (actors > MOST_ACTORS)
    return {
      name: "too-many-tasks",
      text: `There are ${actors} tasks. A schedule code can name at most ${MOST_ACTORS}.`,
    };
  return undefined;
}
