/** Random small programs for fast-check. */
import fc from "fast-check";
import type {
  ModelTask,
  Operation,
} from "../../tutorial/explorer/src/model/operation.ts";

const variable = fc.constantFrom("a", "b");
const source = fc.oneof(variable, fc.constant(null));
const lock = fc.constantFrom("x", "y");

/** Any operation that both readings know. */
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: variable.map((into) => ({ op: "cache.get", into })) },
  {
    weight: 1,
    arbitrary: variable.map((into) => ({ op: "cache.get", into, lease: true })),
  },
  { weight: 2, arbitrary: source.map((from) => ({ op: "cache.set", from })) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        from: source,
        onlyIf: fc.constantFrom("absent", "newer", "leased"),
      })
      .map((parts) => ({ op: "cache.set", ...parts })),
  },
  { weight: 2, arbitrary: fc.constant({ op: "cache.delete" }) },
  {
    weight: 1,
    arbitrary: fc.constant({ op: "cache.delete", tombstone: true }),
  },
  { weight: 3, arbitrary: variable.map((into) => ({ op: "row.read", into })) },
  {
    weight: 1,
    arbitrary: variable.map((into) => ({
      op: "row.read",
      into,
      replica: true,
    })),
  },
  {
    weight: 1,
    arbitrary: variable.map((into) => ({
      op: "row.read",
      into,
      replica: true,
      orPrimary: true,
    })),
  },
  { weight: 3, arbitrary: source.map((from) => ({ op: "row.write", from })) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        from: source,
        guard: fc.constantFrom("checked", "unchecked"),
      })
      .map((parts) => ({ op: "row.write", ...parts })),
  },
  { weight: 1, arbitrary: fc.constant({ op: "row.change" }) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("marker.check", "marker.set", "marker.claim")
      .map((op) => ({ op })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom("e", "f")
      .map((name) => ({ op: "effect.apply", name })),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ op: "effect.apply", name: "e", once: true }),
  },
  { weight: 1, arbitrary: fc.constant({ op: "message.publish" }) },
  { weight: 1, arbitrary: fc.constant({ op: "commit" }) },
  { weight: 1, arbitrary: fc.constant({ op: "crash" }) },
  { weight: 1, arbitrary: lock.map((name) => ({ op: "lock.take", name })) },
  { weight: 1, arbitrary: lock.map((name) => ({ op: "lock.release", name })) },
) as fc.Arbitrary<Operation>;

/** Programs whose steps depend on nothing but the order. */
const orderedOnly = operation.filter(
  (one) => one.op !== "crash" && !("replica" in one),
);

/** One to three tasks; few enough steps to try every order one by one. */
export const program = programOf(operation);

/** The same without crashes and replicas. */
export const faultless = programOf(orderedOnly);

function programOf(
  step: fc.Arbitrary<Operation>,
): fc.Arbitrary<readonly ModelTask[]> {
  const two = fc.array(fc.array(step, { maxLength: 4 }), {
    minLength: 1,
    maxLength: 2,
  });
  const three = fc.array(fc.array(step, { maxLength: 2 }), {
    minLength: 3,
    maxLength: 3,
  });
  return fc.oneof(two, three).map((tasks) =>
    tasks.map((operations, index) => ({
      actor: `task ${index + 1}`,
      operations,
    })),
  );
}
