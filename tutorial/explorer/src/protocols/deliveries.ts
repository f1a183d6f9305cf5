/** A message or request that arrives twice, and what happens once. */
import { verdict } from "../model/meaning.ts";
import type { Meaning } from "../model/meaning.ts";
import type { Model, Operation } from "../model/operation.ts";
import { COLD } from "../model/state.ts";
import { protocol } from "./protocol.ts";
import type { Protocol } from "./protocol.ts";

const once: Meaning = {
  start: COLD,
  test: ({ stores }) => {
    const twice = Object.entries(stores.effects).find(([, n]) => n > 1);
    return verdict(
      !twice,
      `the effect happens ${String(twice?.[1])} times for one message`,
    );
  },
};

function twoDeliveries(...operations: readonly Operation[]): Model["tasks"] {
  return ["first delivery", "second delivery"].map((actor) => ({
    actor,
    operations,
  }));
}

const effect: Operation = { op: "effect.apply", name: "effect" };
const invariant = "the effect happens once for one message";

export const deliveries: readonly Protocol[] = [
  protocol("duplicate-delivery", {
    title: "duplicate delivery, no dedup",
    use: "hazard",
    explanation:
      "Brokers, webhooks and retries deliver at least once. A handler that does not recognise a message does everything again.",
    meaning: once,
    tasks: twoDeliveries(effect),
    invariant,
  }),
  protocol("check-then-mark", {
    title: "duplicate delivery, check then insert",
    use: "half-fix",
    explanation:
      "Each delivery looks for a marker, does its work and sets the marker. Only a delivery that begins after the other has ended is recognised; all others find no marker yet.",
    meaning: once,
    tasks: twoDeliveries({ op: "marker.check" }, effect, { op: "marker.set" }),
    invariant,
  }),
  protocol("claim-in-transaction", {
    title: "duplicate delivery, unique insert in the same transaction",
    use: "fix",
    explanation:
      "The marker is inserted under a unique key, in the transaction that holds the effect. The database lets one of the two commit; the other finds the key taken and does nothing. It covers effects in that database only.",
    meaning: once,
    tasks: twoDeliveries({
      op: "atomic",
      operations: [{ op: "marker.claim" }, effect],
    }),
    invariant,
  }),
  protocol("idempotency-key", {
    title:
      "duplicate delivery, the provider remembers a key made of the message",
    use: "fix",
    explanation:
      "Both deliveries send the same key, and the provider does the work once. It holds for as long as the provider remembers the key.",
    meaning: once,
    tasks: twoDeliveries({ ...effect, once: true }),
    invariant,
  }),
];
