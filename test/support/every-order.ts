/** Tries every order in which a few tasks can take their steps. */

/**
 * A task: what runs up to a `yield`, or to the end, is one step. How many steps
 * there are may depend on what the task sees.
 */
export type Task = AsyncGenerator<undefined, void>;

export interface Orders {
  readonly all: number;
  readonly bad: number;
}

/**
 * Starts the tasks anew for each order, runs them to their end, and counts the
 * orders after which `isGood` says no.
 */
export async function everyOrder(
  start: () => Promise<readonly Task[]>,
  isGood: () => Promise<boolean>,
): Promise<Orders> {
  let all = 0;
  let bad = 0;
  for (let order: readonly Choice[] | undefined = []; order;) {
    const taken: Choice[] = await run(await start(), order);
    all += 1;
    if (!(await isGood())) bad += 1;
    order = next(taken);
  }
  return { all, bad };
}

/** Which of the tasks that could go on went on. */
interface Choice {
  readonly index: number;
  readonly of: number;
}

/** Follows `order`, then always lets the first task go on that can. */
async function run(
  tasks: readonly Task[],
  order: readonly Choice[],
): Promise<Choice[]> {
  const running = [...tasks];
  const taken: Choice[] = [];
  while (running.length > 0) {
    const index = order[taken.length]?.index ?? 0;
    taken.push({ index, of: running.length });
    const result = await running[index]?.next();
    if (result?.done !== false) running.splice(index, 1);
  }
  return taken;
}

/** The beginning of the next order: the last choice that has another way. */
function next(taken: readonly Choice[]): readonly Choice[] | undefined {
  const last = taken.findLastIndex(({ index, of }) => index + 1 < of);
  const choice = taken[last];
  if (!choice) return undefined;
  return [...taken.slice(0, last), { ...choice, index: choice.index + 1 }];
}
