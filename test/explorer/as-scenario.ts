/** A random program as a scenario: the same operations, taken by real tasks. */
import type { Scenario } from "../../tutorial/explorer/src/index.ts";
import { apply } from "../../tutorial/explorer/src/model/apply.ts";
import type { Meaning } from "../../tutorial/explorer/src/model/meaning.ts";
import type { ModelTask } from "../../tutorial/explorer/src/model/operation.ts";
import {
  COLD,
  MAIN,
  startOf,
} from "../../tutorial/explorer/src/model/state.ts";
import type { State } from "../../tutorial/explorer/src/model/state.ts";
import { describeEnd } from "./brute-force.ts";

interface World {
  state: State;
}

/** Calls every end bad, with a text that tells it from the others. */
export const comparableMeaning: Meaning = {
  start: COLD,
  test: (end) => ({ holds: false, reason: endText(end) }),
};

/** Each task loops over its operations; a lock or a transaction makes it wait. */
export function asScenario(tasks: readonly ModelTask[]): Scenario<World> {
  const all = tasks.map(({ operations }) => operations);
  return {
    world: () => ({ state: startOf(all, COLD) }),
    tasks: Object.fromEntries(
      tasks.map(({ actor, operations }, index) => [
        actor,
        async (world, step) => {
          const isRunning = () => world.state.tasks[index]?.end === "running";
          const next = () => apply(world.state, index, operations);
          while (isRunning())
            await step(
              "next",
              () => {
                const state = next();
                if ("tasks" in state) world.state = state;
              },
              { when: () => "tasks" in next() || "somebody else" },
            );
        },
      ]),
    ),
    invariant: ({ state }) => endText(state),
    show: () => ({}),
  };
}

function endText({ stores, tasks }: State): string {
  const entry = stores.cache[MAIN];
  return describeEnd({
    row: stores.row?.changes ?? [],
    cache: entry?.kind === "value" ? entry.value.changes : undefined,
    marker: stores.marker,
    effects: Object.entries(stores.effects),
    messages: stores.messages,
    ends: tasks.map(({ end }) => end),
  });
}
