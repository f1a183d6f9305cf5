import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { exploreModel } from "../../tutorial/explorer/src/model/explore-model.ts";
import {
  compareOrders,
  exhaustive,
  explore,
  formatOrder,
  pointOfNoReturn,
  preemptionBounded,
  randomPriorities,
  replay,
} from "../../tutorial/explorer/src/index.ts";
import type {
  Replayed,
  Scenario,
  Task,
} from "../../tutorial/explorer/src/index.ts";
import { ASYNC_PROTOCOLS } from "./async-protocols.ts";
import { asScenario, comparableMeaning } from "./as-scenario.ts";
import { bruteForce } from "./brute-force.ts";
import { faultless } from "./programs.ts";

interface Counter {
  n: number;
}

/** A task of so many steps, each of which counts. */
function counting(steps: number): Task<Counter> {
  return async (world, step) => {
    for (let i = 1; i <= steps; i += 1)
      await step(`step ${i}`, () => {
        world.n += 1;
      });
  };
}

function counters(...steps: readonly number[]): Scenario<Counter> {
  const tasks = steps.map(
    (count, index) => [`task ${index + 1}`, counting(count)] as const,
  );
  return {
    world: () => ({ n: 0 }),
    tasks: Object.fromEntries(tasks),
    invariant: () => true,
  };
}

const race = ASYNC_PROTOCOLS["cache-aside-delete"];
assert.ok(race);

describe("every order of asynchronous tasks", () => {
  it("is each of the six ways to mix two and two steps", async () => {
    const seen: string[] = [];
    const task =
      (name: string): Task<{ order: string }> =>
      async (world, step) => {
        for (const _ of [1, 2])
          await step(name, () => {
            world.order += name;
          });
      };
    await explore({
      world: () => ({ order: "" }),
      tasks: { A: task("A"), B: task("B") },
      invariant: ({ order }) => {
        seen.push(order);
        return true;
      },
    });
    const orders = ["AABB", "ABAB", "ABBA", "BAAB", "BABA", "BBAA"];
    assert.deepEqual([...new Set(seen)].sort(), orders);
  });

  it("are (m + n)! / (m! n!) for m and n steps", async () => {
    const { schedules } = await explore(counters(3, 4));
    assert.equal(schedules, 35);
  });

  it("are counted apart, grouped by how they end", async () => {
    const { classes } = await explore(race);
    assert.deepEqual(
      classes.map(({ count, schedule }) => [count, schedule]),
      [
        [1, "RRWWR"],
        [5, "RWRWR"],
        [4, "RRRWW"],
      ],
    );
  });

  it("agree with the graph and with brute force on 1,000 random programs", async () => {
    await fc.assert(
      fc.asyncProperty(faultless, async (tasks) => {
        const outcome = await explore(asScenario(tasks));
        const model = { protocol: "", tasks, invariant: "" };
        const graph = exploreModel(model, { meaning: comparableMeaning });
        const brute = [...bruteForce(tasks).values()].reduce(
          (a, b) => a + b,
          0,
        );
        assert.equal(outcome.schedules, brute);
        assert.equal(outcome.schedules, graph.schedules);
        assert.deepEqual(countsOf(outcome.classes), countsOf(graph.classes));
      }),
      { seed: 20_261_124, numRuns: 1_000 },
    );
  });
});

function countsOf(
  classes: Awaited<ReturnType<typeof explore>>["classes"],
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { verdict, count } of classes) {
    const reason = verdict.holds ? "" : verdict.reason;
    const key = reason.startsWith("deadlock") ? "deadlock" : reason;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return [...counts].map(([key, count]) => `${key} ${count}`).sort();
}

describe("a schedule code", () => {
  it("gives the identical steps 1,000 times out of 1,000", async () => {
    const first = JSON.stringify(await replay(race, "RRWWR"));
    for (let i = 0; i < 1_000; i += 1)
      assert.equal(JSON.stringify(await replay(race, "RRWWR")), first);
  });

  it("of every order replays to the same verdict", async () => {
    const { classes } = await explore(race);
    for (const { schedule, verdict } of classes) {
      const replayed: Replayed = await replay(race, schedule);
      assert.ok(replayed.kind === "replayed");
      assert.deepEqual(replayed.order.verdict, verdict);
    }
  });

  for (const [code, text] of [
    [
      "RRX",
      /names "X", and no task has that letter.*R \(reader\), W \(writer\)/u,
    ],
    [
      "RRWWRR",
      /complete after 5 steps, and the schedule has 6.*explore again/u,
    ],
    ["RR", /ends after 2 steps.*possible is R \(reader\), W \(writer\)/u],
    ["WWW", /at step 3 it says W, and possible is R \(reader\)/u],
    ["RRWW!R", /at step 4 it says W!, and possible is/u],
    ["", /ends after 0 steps/u],
  ] as const)
    it(`that does not fit says where, and what is possible: "${code}"`, async () => {
      const replayed = await replay(race, code);
      assert.ok(replayed.kind === "refused");
      assert.equal(replayed.problem.name, "schedule");
      assert.match(replayed.problem.text, text);
    });
});

describe("the table of an order", () => {
  it("has step, actor, action, stores and invariant", async () => {
    const outcome = await explore({
      ...race,
      show: ({ cache, row }) => ({
        cache: cache?.value ?? "empty",
        database: row?.value,
      }),
    });
    assert.ok(outcome.kind === "violated");
    assert.equal(
      formatOrder(outcome.witness),
      [
        "| step | actor  | action | cache | database | invariant |",
        "| ---- | ------ | ------ | ----- | -------- | --------- |",
        "| 1    | reader | get    | empty | old      |           |",
        "| 2    | reader | read   | empty | old      |           |",
        "| 3    | writer | write  | empty | new      |           |",
        "| 4    | writer | del    | empty | new      |           |",
        "| 5    | reader | set    | old   | new      | broken    |",
        "Order RRWWR: the cache is old.",
      ].join("\n"),
    );
  });
});

describe("the point of no return", () => {
  it("is the last step after which every way to go on is bad", async () => {
    const point = await pointOfNoReturn(race, "RRWWR");
    assert.deepEqual(point, { kind: "found", step: 4, escape: "RRWRW" });
  });

  it("is none where every order is bad", async () => {
    const scenario = ASYNC_PROTOCOLS["duplicate-delivery"];
    assert.ok(scenario);
    const point = await pointOfNoReturn(scenario, "AB");
    assert.deepEqual(point, { kind: "found", step: 0, escape: undefined });
  });

  it("of a good order is a question that does not fit", async () => {
    const point = await pointOfNoReturn(race, "WWRRR");
    assert.ok(point.kind === "refused");
    assert.match(point.problem.text, /ends well/u);
  });
});

describe("two orders", () => {
  const parting = async (one: string, other: string) => {
    const replayed = await Promise.all([
      replay(race, one),
      replay(race, other),
    ]);
    const [left, right] = replayed.map((result) => {
      assert.ok(result.kind === "replayed");
      return result.order;
    });
    assert.ok(left && right);
    const { common, next } = compareOrders(left, right);
    return [common.length, next[0]?.action, next[1]?.action];
  };

  it("part after their last common step", async () => {
    assert.deepEqual(await parting("RRWWR", "RRWRW"), [3, "del", "set"]);
    assert.deepEqual(await parting("RRWWR", "RRRWW"), [2, "write", "set"]);
  });

  it("that are the same do not part", async () => {
    const same = [5, undefined, undefined];
    assert.deepEqual(await parting("RRWWR", "RRWWR"), same);
  });
});

describe("strategies", () => {
  it("bounded by preemptions try no order twice", async () => {
    const strategy = preemptionBounded(20);
    const outcome = await explore(counters(3, 3, 2), { strategy });
    assert.deepEqual([outcome.kind, outcome.schedules], ["holds", 560]);
  });

  it("bounded by preemptions do not pass what they left out", async () => {
    const strategy = preemptionBounded(0);
    const outcome = await explore(race, { strategy });
    assert.ok(outcome.kind === "stopped");
    assert.equal(outcome.schedules, 2);
    assert.equal(outcome.limit.name, "preemptions");
  });

  it("with random priorities try the same orders for the same seed", async () => {
    const draw = (seed: number) =>
      explore(counters(3, 3, 3), {
        strategy: randomPriorities({ seed, schedules: 20 }),
      });
    assert.deepEqual(await draw(7), await draw(7));
    assert.notDeepEqual((await draw(7)).classes, (await draw(8)).classes);
  });

  it("with random priorities find the race, and prove nothing where they find none", async () => {
    const draw = (schedules: number) =>
      explore(race, { strategy: randomPriorities({ seed: 1, schedules }) });
    assert.equal((await draw(200)).kind, "violated");
    const few = await draw(1);
    assert.ok(few.kind === "stopped");
    assert.equal(few.limit.name, "draws");
  });

  it("can end at the first bad order, and say that they did", async () => {
    const outcome = await explore(race, { stopAtFirst: true });
    assert.ok(outcome.kind === "violated");
    assert.equal(outcome.limit?.name, "stopAtFirst");
    assert.ok(outcome.schedules < 10);
  });

  it("refuse a number of preemptions that is none", () => {
    assert.throws(() => preemptionBounded(-1), /whole number from 0/u);
    assert.equal(exhaustive().name, "exhaustive");
  });
});
