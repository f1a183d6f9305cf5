import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { exploreModel } from "../../tutorial/explorer/src/model/explore-model.ts";
import type { Meaning } from "../../tutorial/explorer/src/model/meaning.ts";
import type {
  Model,
  Operation,
} from "../../tutorial/explorer/src/model/operation.ts";
import { COLD } from "../../tutorial/explorer/src/model/state.ts";
import { comparableMeaning } from "./as-scenario.ts";
import { bruteForce } from "./brute-force.ts";
import { program } from "./programs.ts";

const good: Meaning = { start: COLD, test: () => ({ holds: true }) };

function modelOf(...tasks: readonly (readonly Operation[])[]): Model {
  return {
    protocol: "of the test",
    tasks: tasks.map((operations, index) => ({
      actor: `task ${index + 1}`,
      operations,
    })),
    invariant: "",
  };
}

function steps(count: number, name: string): Operation[] {
  return Array.from({ length: count }, (_, index) => ({
    op: "effect.apply",
    name: `${name}${index}`,
  }));
}

describe("the graph of a model", () => {
  it("counts the six orders of two tasks of two steps", () => {
    const model = modelOf(steps(2, "a"), steps(2, "b"));
    assert.equal(exploreModel(model, { meaning: good }).schedules, 6);
  });

  it("counts 63,063,000 orders of four tasks of four steps exactly", () => {
    const model = modelOf(
      ...["a", "b", "c", "d"].map((name) => steps(4, name)),
    );
    const limits = { states: 700 };
    const outcome = exploreModel(model, { meaning: good, limits });
    assert.equal(outcome.kind, "holds");
    assert.equal(outcome.schedules, 63_063_000);
  });

  it("counts (m + n)! / (m! n!) orders of m and n steps", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), (m, n) => {
        const model = modelOf(steps(m, "a"), steps(n, "b"));
        const { schedules } = exploreModel(model, { meaning: good });
        assert.equal(schedules, binomial(m + n, m));
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it("agrees with trying every order one by one, on 2,000 random programs", () => {
    fc.assert(
      fc.property(program, (tasks) => {
        const model = { protocol: "", tasks, invariant: "" };
        const { classes, schedules } = exploreModel(model, {
          meaning: comparableMeaning,
        });
        const expected = bruteForce(tasks);
        assert.deepEqual(countsOf(classes), withoutDeadlocks(expected));
        const all = [...expected.values()].reduce((a, b) => a + b, 0);
        assert.equal(schedules, all);
      }),
      { seed: 20_261_124, numRuns: 2_000 },
    );
  });
});

type Classes = ReturnType<typeof exploreModel>["classes"];

/** Orders by how they end; those that end in a deadlock together. */
function countsOf(classes: Classes): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict, count } of classes) {
    const text = verdict.holds ? "" : verdict.reason;
    const key = text.startsWith("deadlock") ? "deadlock" : text;
    counts[key] = (counts[key] ?? 0) + count;
  }
  return counts;
}

function withoutDeadlocks(
  counts: ReadonlyMap<string, number>,
): Record<string, number> {
  const result: Record<string, number> = {};
  for (const [end, count] of counts) {
    const key = end.includes('"running"') ? "deadlock" : end;
    result[key] = (result[key] ?? 0) + count;
  }
  return result;
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i += 1) result = (result * (n - k + i)) / i;
  return Math.round(result);
}

describe("a model that cannot be explored", () => {
  it("without tasks says so", () => {
    const outcome = exploreModel(modelOf(), { meaning: good });
    assert.ok(outcome.kind === "refused");
    assert.equal(outcome.problem.name, "no-tasks");
    assert.match(outcome.problem.text, /Give it one or more/u);
  });

  it("of an unknown protocol names the known ones", () => {
    const outcome = exploreModel(modelOf(steps(1, "a")));
    assert.ok(outcome.kind === "refused");
    assert.equal(outcome.problem.name, "unknown-protocol");
    assert.match(outcome.problem.text, /cache-aside-delete/u);
  });

  it("at a limit of zero is stopped, not passed", () => {
    const model = modelOf(steps(1, "a"));
    const limits = { states: 0 };
    const outcome = exploreModel(model, { meaning: good, limits });
    assert.ok(outcome.kind === "stopped");
    assert.equal(outcome.limit.name, "states");
    assert.equal(outcome.schedules, 0);
  });

  it("with a limit that is no number is an error that says so", () => {
    const model = modelOf(steps(1, "a"));
    const explore = () =>
      exploreModel(model, { meaning: good, limits: { states: NaN } });
    assert.throws(explore, /"states" is NaN; it must be a number from 0/u);
  });

  it("with more orders than a number can count says so", () => {
    const model = modelOf(steps(29, "a"), steps(29, "b"));
    const outcome = exploreModel(model, { meaning: good });
    assert.ok(outcome.kind === "refused");
    assert.equal(outcome.problem.name, "too-many-orders");
  });
});

describe("tasks of a model that wait for each other", () => {
  const take = (name: string): Operation => ({ op: "lock.take", name });

  it("are a deadlock, which breaks the order and says who waits for what", () => {
    const model = modelOf([take("x"), take("y")], [take("y"), take("x")]);
    const outcome = exploreModel(model, { meaning: good });
    assert.ok(outcome.kind === "violated");
    assert.deepEqual([outcome.violations, outcome.schedules], [2, 4]);
    assert.ok(!outcome.witness.verdict.holds);
    assert.equal(
      outcome.witness.verdict.reason,
      "deadlock: task 1 waits for the lock y, which task 2 holds; task 2 waits for the lock x, which task 1 holds",
    );
  });

  it("are shown as waiting while others go on", () => {
    const model = modelOf([take("x"), ...steps(1, "a")], [take("x")]);
    const outcome = exploreModel(model, { meaning: comparableMeaning });
    assert.ok(outcome.kind === "violated");
    assert.deepEqual(outcome.witness.steps[0]?.waiting, [
      "task 2 waits for the lock x, which task 1 holds",
    ]);
  });

  it("wait for a transaction that has changed the row", () => {
    const write: Operation = { op: "row.write", from: null };
    const model = modelOf([write, { op: "commit" }], [write]);
    const outcome = exploreModel(model, { meaning: good });
    assert.deepEqual([outcome.kind, outcome.schedules], ["holds", 2]);
  });
});
