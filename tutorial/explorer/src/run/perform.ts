/** Carries out the step that a task asks for. */
import { StepTimeout } from "../scenario.ts";
import type { Turn } from "../schedule.ts";
import type { Request } from "./task-run.ts";

/** What an action came to. */
export type Done =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown };

/** Tells the task what its step came to, so that its own code goes on. */
export function tell(request: Request, turn: Turn, done: Done): void {
  if (!done.ok) request.reject(done.error);
  else if (turn === "timeout") request.reject(new StepTimeout(request.name));
  else request.keep(done.value);
}

/**
 * What a promise comes to; `undefined` if that takes longer than the time that it
 * has, or if it is interrupted. `late` is then called with it when it comes.
 */
export function inTime(
  result: PromiseLike<unknown>,
  milliseconds: number,
  late: (done: Done) => void,
  interruptBy: (giveUp: () => void) => void,
): Promise<Done | undefined> {
  return new Promise((resolve) => {
    let isLate = false;
    const giveUp = () => {
      clearTimeout(timer);
      isLate = true;
      resolve(undefined);
    };
    const timer = setTimeout(giveUp, milliseconds);
    interruptBy(giveUp);
    const end = (done: Done) => {
      clearTimeout(timer);
      if (isLate) late(done);
      else resolve(done);
    };
    result.then(
      (value) => {
        end({ ok: true, value });
      },
      (error: unknown) => {
        end({ ok: false, error });
      },
    );
  });
}
