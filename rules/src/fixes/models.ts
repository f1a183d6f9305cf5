/** What the fixes bring a finding's model to. No order of any of these is bad. */
import type { Model } from "../finding.ts";
import { twice } from "../hazards/models.ts";

/** A fill under a lease, and a writer that deletes. */
export const leaseModel: Model = {
  protocol: "lease",
  tasks: [
    {
      actor: "reader",
      operations: [
        { op: "cache.get", into: "hit", lease: true },
        { op: "row.read", into: "row" },
        { op: "cache.set", from: "row", onlyIf: "leased" },
      ],
    },
    {
      actor: "writer",
      operations: [{ op: "row.write", from: null }, { op: "cache.delete" }],
    },
  ],
  invariant: "the cache is empty or holds what the database holds",
};

/** The write changes nothing if the row is not as it was read. */
export const optimisticModel: Model = {
  protocol: "optimistic-concurrency",
  tasks: twice("request", [
    { op: "row.read", into: "row" },
    { op: "row.write", from: "row", guard: "checked" },
  ]),
  invariant:
    "every request's change is in the row, or it was told of a conflict",
};

/** The row is still read, but the database computes the change. */
export const atomicModel: Model = {
  protocol: "atomic-change",
  tasks: twice("request", [
    { op: "row.read", into: "row" },
    { op: "row.change" },
  ]),
  invariant: "every request's change is in the row at the end",
};

/** Both deliveries send the same key. */
export function idempotencyModel(effect: string): Model {
  return {
    protocol: "idempotency-key",
    tasks: twice("delivery", [
      { op: "effect.apply", name: effect, once: true },
    ]),
    invariant: "the effect happens once for one message",
  };
}
