import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  explore,
  formatOrder,
  replay,
  StepTimeout,
} from "../../tutorial/explorer/src/index.ts";
import type {
  Scenario,
  Step,
  Task,
} from "../../tutorial/explorer/src/index.ts";

interface Outbox {
  row: boolean;
  message: boolean;
}

const dualWrite: Scenario<Outbox> = {
  world: () => ({ row: false, message: false }),
  tasks: {
    request: async (world, step) => {
      await step("commit", () => {
        world.row = true;
      });
      await step("publish", () => {
        world.message = true;
      });
    },
  },
  invariant: ({ row, message }) => row === message || "only one of the two",
};

describe("faults", () => {
  it("do not happen unless they are asked for", async () => {
    const { kind, schedules } = await explore(dualWrite);
    assert.deepEqual([kind, schedules], ["holds", 1]);
  });

  it("stop a task after a step, as a turn of its own in the code", async () => {
    const scenario = { ...dualWrite, faults: { crash: ["request"] } };
    const outcome = await explore(scenario);
    assert.ok(outcome.kind === "violated");
    assert.deepEqual([outcome.violations, outcome.schedules], [1, 2]);
    assert.equal(outcome.witness.schedule, "RR!");
    assert.match(
      formatOrder(outcome.witness),
      /request \| stops for good, before publish/u,
    );
    const replayed = await replay(scenario, "RR!");
    assert.ok(replayed.kind === "replayed");
    assert.deepEqual(replayed.order, outcome.witness);
    assert.deepEqual(replayed.ends["request"], { kind: "crashed" });
  });

  it("let a step seem to time out although it is done", async () => {
    const errors: unknown[] = [];
    const retrying: Task<{ charged: number }> = async (world, step) => {
      const charge = () =>
        step("charge", () => {
          world.charged += 1;
        });
      try {
        await charge();
      } catch (error) {
        errors.push(error);
        await charge();
      }
    };
    const outcome = await explore({
      world: () => ({ charged: 0 }),
      tasks: { client: retrying },
      invariant: ({ charged }) => charged === 1 || "charged twice",
      faults: { timeout: ["client"] },
    });
    assert.ok(outcome.kind === "violated");
    assert.equal(outcome.witness.schedule, "C~C");
    assert.ok(errors.every((error) => error instanceof StepTimeout));
    assert.match(formatOrder(outcome.witness), /seems to time out/u);
  });

  it("come once in an order, or as often as is said", async () => {
    const task: Task<object> = async (_, step) => {
      for (const name of ["a", "b", "c"])
        await step(name, () => undefined).catch(() => undefined);
    };
    const count = async (most?: number) => {
      const faults = { timeout: ["task"], ...(most !== undefined && { most }) };
      const { schedules } = await explore({
        world: () => ({}),
        tasks: { task },
        invariant: () => true,
        faults,
      });
      return schedules;
    };
    assert.deepEqual(
      [await count(), await count(0), await count(2), await count(3)],
      [4, 1, 7, 8],
    );
  });

  it("deliver a message twice, under a name of its own", async () => {
    const names = new Set<string>();
    const outcome = await explore({
      world: () => ({ done: 0 }),
      tasks: {
        handler: async (world, step) => {
          await step("charge", () => {
            world.done += 1;
          });
        },
      },
      invariant: ({ done }, ends) => {
        for (const name of Object.keys(ends)) names.add(name);
        return done === 1 || "charged twice";
      },
      faults: { deliverTwice: ["handler"] },
    });
    assert.deepEqual([outcome.violations, outcome.schedules], [2, 2]);
    assert.deepEqual([...names], ["handler", "handler again"]);
  });
});

/** A lock in memory. */
interface Locks {
  readonly held: Set<string>;
}

const lock = ({ held }: Locks, step: Step, name: string) =>
  step(`lock ${name}`, () => held.add(name), {
    when: () => !held.has(name) || `${name} is locked`,
  });

const locking =
  (...names: readonly string[]): Task<Locks> =>
  async (world, step) => {
    for (const name of names) await lock(world, step, name);
    for (const name of names)
      await step(`unlock ${name}`, () => world.held.delete(name));
  };

describe("a step that has to wait", () => {
  it("is not chosen, and is shown with its reason", async () => {
    const scenario = {
      world: () => ({ held: new Set<string>() }),
      tasks: { first: locking("x"), second: locking("x") },
      invariant: () => true as const,
    };
    const outcome = await explore(scenario);
    assert.deepEqual([outcome.kind, outcome.schedules], ["holds", 2]);
    const replayed = await replay(scenario, "FFSS");
    assert.ok(replayed.kind === "replayed");
    assert.deepEqual(replayed.order.steps[0]?.waiting, [
      "second waits for `lock x`: x is locked",
    ]);
    assert.match(
      formatOrder(replayed.order),
      /^After step 1: second waits for `lock x`: x is locked\.$/mu,
    );
  });

  it("for ever is a deadlock: a bad order that says who waits for what", async () => {
    const outcome = await explore({
      world: () => ({ held: new Set<string>() }),
      tasks: { first: locking("x", "y"), second: locking("y", "x") },
      invariant: () => true,
    });
    assert.ok(outcome.kind === "violated");
    assert.equal(outcome.witness.schedule, "FS");
    assert.deepEqual(outcome.witness.verdict, {
      holds: false,
      reason:
        "deadlock: first waits for `lock y`: y is locked; second waits for `lock x`: x is locked",
    });
  });

  /** Locks that are promises, as a database's are: nobody can ask beforehand. */
  function promisedLock() {
    const queue: (() => void)[] = [];
    let isHeld = false;
    return {
      take: () =>
        new Promise<void>((resolve) => {
          if (isHeld) queue.push(resolve);
          else {
            isHeld = true;
            resolve();
          }
        }),
      release: () => {
        const next = queue.shift();
        if (next) next();
        else isHeld = false;
      },
    };
  }

  type Lock = ReturnType<typeof promisedLock>;

  const holding: Task<{ lock: Lock; inside: number; most: number }> = async (
    world,
    step,
  ) => {
    await step("take", () => world.lock.take(), { mayBlock: 20 });
    await step("work", () => {
      world.inside += 1;
      world.most = Math.max(world.most, world.inside);
    });
    await step("release", () => {
      world.inside -= 1;
      world.lock.release();
    });
  };

  it("inside a real lock lets others go on, and goes on when they let it", async () => {
    const outcome = await explore({
      world: () => ({ lock: promisedLock(), inside: 0, most: 0 }),
      tasks: { first: holding, second: holding },
      invariant: ({ most }) => most === 1 || "both were inside",
      show: ({ inside }) => ({ inside }),
    });
    assert.equal(outcome.kind, "holds");
    assert.ok(outcome.schedules > 2);
  });

  it("inside a real lock that nobody releases is a deadlock", async () => {
    const outcome = await explore({
      world: () => ({ lock: promisedLock(), inside: 0, most: 0 }),
      tasks: {
        first: (world, step) =>
          step("take", () => world.lock.take(), { mayBlock: 20 }),
        second: holding,
      },
      invariant: () => true,
      show: () => ({}),
      mayThrow: true,
    });
    assert.ok(outcome.kind === "violated");
    assert.match(
      JSON.stringify(outcome.witness.verdict),
      /deadlock: (?:first|second) waits in `take`, which does not end yet/u,
    );
  });
});

describe("a world", () => {
  it("may be asynchronous, and is cleared away after each order", async () => {
    let open = 0;
    let most = 0;
    const outcome = await explore({
      world: async () => {
        await Promise.resolve();
        open += 1;
        most = Math.max(most, open);
        return { n: 0 };
      },
      tasks: {
        a: (world, step) =>
          step("add", async () => {
            await new Promise((resolve) => setImmediate(resolve));
            world.n += 1;
          }),
        b: (world, step) => step("add", () => (world.n += 1)),
      },
      invariant: ({ n }) => n === 2 || "lost",
      dispose: () => {
        open -= 1;
      },
    });
    assert.equal(outcome.kind, "holds");
    assert.deepEqual([open, most], [0, 1]);
  });
});
