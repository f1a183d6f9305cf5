/** Whether something outside runs a flow again when it fails. */
import type { DeliveryContext, Flow } from "../analysis/effect.ts";

const repeated: ReadonlySet<DeliveryContext["delivery"]> = new Set([
  "consumer",
  "webhook",
  "job",
  "cron",
  "retried-step",
]);

export function isRepeatedDelivery({ context }: Flow): boolean {
  return context !== undefined && repeated.has(context.delivery);
}
