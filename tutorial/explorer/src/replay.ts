/** Runs one order of a scenario, given as a schedule code. */
import { actorsOf } from "./actors.ts";
import { limitsOf } from "./limits.ts";
import type { Limits } from "./limits.ts";
import type { Order } from "./outcome.ts";
import type { Problem } from "./problem.ts";
import { recordOrder } from "./record.ts";
import { watch } from "./run/nondeterminism.ts";
import { catchRejections } from "./run/rejections.ts";
import type { Scenario, TaskEnd } from "./scenario.ts";
import { decode } from "./schedule.ts";
import type { Choice } from "./schedule.ts";

export type Replayed =
  | {
      readonly kind: "replayed";
      readonly order: Order;
      readonly choices: readonly Choice[];
      readonly ends: Readonly<Record<string, TaskEnd>>;
    }
  | { readonly kind: "refused"; readonly problem: Problem };

/** The same schedule gives the same steps, or says why it cannot. */
export async function replay<World>(
  scenario: Scenario<World>,
  schedule: string,
  options: { readonly limits?: Partial<Limits> } = {},
): Promise<Replayed> {
  const limits = limitsOf(options.limits);
  const found = actorsOf(scenario);
  if ("problem" in found) return refused(found.problem);
  const { actors } = found;
  const read = decode(
    schedule,
    actors.map(({ name }) => name),
  );
  if ("problem" in read)
    return refused({ name: "schedule", text: read.problem });
  const watcher = watch(scenario.allow);
  const rejections = catchRejections();
  try {
    const recorded = await recordOrder(
      { scenario, actors, limits },
      read.order,
    );
    if (recorded.kind === "refused") return recorded;
    const problem = watcher.problem() ?? (await rejections.first(actors));
    if (problem) return refused(problem);
    return { ...recorded, kind: "replayed", choices: read.order };
  } finally {
    rejections.stop();
    watcher.stop();
  }
}

function refused(problem: Problem): Replayed {
  return { kind: "refused", problem };
}
