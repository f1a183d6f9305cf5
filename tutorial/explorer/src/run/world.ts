/** A fresh world for each order, and its end. */
import { watched } from "./nondeterminism.ts";
import type { Problem } from "../problem.ts";
import { runOnce } from "./run.ts";
import type { Complete, Ran, RunSetting } from "./setting.ts";
import { Diverged } from "../strategies/diverged.ts";
import { isPromise } from "./task-run.ts";

/** Runs one order in a world of its own and judges it before the world is cleared away. */
export async function runInWorld<World, Judged>(
  setting: RunSetting<World>,
  judge: (
    ran: Complete,
    world: World,
    setting: RunSetting<World>,
  ) => Judged | Promise<Judged>,
): Promise<Judged | Exclude<Ran, Complete>> {
  const { scenario } = setting;
  let world: World;
  try {
    const made = scenario.world();
    world = isPromise(made) ? await made : made;
  } catch (error) {
    return refused("The world could not be made", error);
  }
  try {
    const ran = await runOnce(setting, world);
    if (ran.kind !== "complete") return ran;
    const judged = judge(ran, world, setting);
    return judged instanceof Promise ? await judged : judged;
  } catch (error) {
    if (error instanceof Diverged)
      return { kind: "refused", problem: diverged };
    throw error;
  } finally {
    watched.task = undefined;
    if (scenario.dispose) await scenario.dispose(world);
  }
}

function refused(what: string, error: unknown) {
  const problem: Problem = {
    name: "world",
    text: `${what}: ${String(error)}.`,
  };
  return { kind: "refused", problem } as const;
}

/** The same choices, and other steps. */
export const diverged: Problem = {
  name: "diverged",
  text: "The same choices led to other steps than before. Something besides the order decides: state that outlives the world, the clock, random numbers, or what a store still holds. Make it part of `world`.",
};
