/** Runs one known order again, and writes down each step. */
import { misfitText, tooLongText } from "./misfit.ts";
import type { Order, OrderStep } from "./outcome.ts";
import type { Problem } from "./problem.ts";
import { columnsOf } from "./run/columns.ts";
import { judgeOrder } from "./run/judge.ts";
import type { OnStep, Subject } from "./run/setting.ts";
import { runInWorld } from "./run/world.ts";
import type { TaskEnd } from "./scenario.ts";
import { encode } from "./schedule.ts";
import type { Choice } from "./schedule.ts";
import { Misfit, replaying } from "./strategies/replaying.ts";

/** An order as it went, or why it could not be run. */
export type Recorded =
  | {
      readonly kind: "recorded";
      readonly order: Order;
      readonly ends: Readonly<Record<string, TaskEnd>>;
    }
  | { readonly kind: "refused"; readonly problem: Problem };

export async function recordOrder<World>(
  setting: Subject<World>,
  choices: readonly Choice[],
): Promise<Recorded> {
  const { scenario, actors, limits } = setting;
  const strategy = replaying(choices);
  strategy.begin();
  const steps: OrderStep[] = [];
  const onStep: OnStep<World> = ({ actor, turn }, action, world, waiting) => {
    steps.push({
      actor: actors[actor]?.name ?? "",
      action,
      turn,
      state: columnsOf(scenario, world),
      waiting,
    });
  };
  const names = actors.map(({ name }) => name);
  try {
    const ran = await runInWorld(
      { scenario, actors, limits, strategy, isCareful: true, onStep },
      judgeOrder,
    );
    if (ran.kind === "refused") return ran;
    if (ran.kind === "stopped")
      return misfit(`The order did not end. ${ran.limit.text}`);
    if (ran.choices.length < choices.length)
      return misfit(tooLongText(ran.choices.length, choices.length));
    const schedule = encode(choices, names);
    const { verdict, ends } = ran;
    return {
      kind: "recorded",
      order: { schedule, steps, verdict },
      ends: ends(),
    };
  } catch (error) {
    if (error instanceof Misfit)
      return misfit(
        misfitText(error.place, choices[error.place], error.options, names),
      );
    throw error;
  }
}

function misfit(text: string): Recorded {
  return { kind: "refused", problem: { name: "schedule", text } };
}
