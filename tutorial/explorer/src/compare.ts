/** Two orders side by side. */
import type { Order, OrderStep } from "./outcome.ts";

export interface Comparison {
  /** Steps that both begin with. */
  readonly common: readonly OrderStep[];
  /** What each does next; `undefined` where it has ended. */
  readonly next: readonly [OrderStep | undefined, OrderStep | undefined];
}

/**
 * Where two orders part. After the last common step both ends are still possible;
 * a bad order can be saved later still, which `pointOfNoReturn` tells.
 */
export function compareOrders(one: Order, other: Order): Comparison {
  const length = one.steps.findIndex(
    (step, index) => !isSameStep(step, other.steps[index]),
  );
  const common = length < 0 ? one.steps : one.steps.slice(0, length);
  return {
    common,
    next: [one.steps[common.length], other.steps[common.length]],
  };
}

function isSameStep(step: OrderStep, other: OrderStep | undefined): boolean {
  return (
    step.actor === other?.actor &&
    step.action === other.action &&
    step.turn === other.turn
  );
}
