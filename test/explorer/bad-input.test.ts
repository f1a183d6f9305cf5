import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, it } from "mocha";
import { explore, replay } from "../../tutorial/explorer/src/index.ts";
import type {
  ExploreOptions,
  Scenario,
  Step,
  Task,
} from "../../tutorial/explorer/src/index.ts";

/** One task with a step of its own, and the one that is wrong beside it. */
function beside(
  wrong: Task<object>,
  more: Partial<Scenario<object>> = {},
): Scenario<object> {
  return {
    world: () => ({}),
    tasks: { wrong, other: (_, step) => step("fine", () => undefined) },
    invariant: () => true,
    ...more,
  };
}

async function problemOf(
  scenario: Scenario<object>,
  options?: ExploreOptions,
): Promise<{ name: string; task: string | undefined; text: string }> {
  const outcome = await explore(scenario, options);
  assert.ok(outcome.kind === "refused", outcome.kind);
  const { name, task, text } = outcome.problem;
  return { name, task, text };
}

const nothing = () => undefined;

describe("tasks that cannot be explored", () => {
  it("are none at all", async () => {
    const { name, text } = await problemOf({ ...beside(nothing), tasks: {} });
    assert.equal(name, "no-tasks");
    assert.match(text, /Give the scenario one or more/u);
  });

  it("are more than a schedule code has letters", async () => {
    const names = Array.from({ length: 53 }, (_, index) => `t${index}`);
    const tasks = Object.fromEntries(names.map((name) => [name, nothing]));
    const { name } = await problemOf({ ...beside(nothing), tasks });
    assert.equal(name, "too-many-tasks");
  });

  it("await a timer that is not a step", async () => {
    const { name, task, text } = await problemOf(
      beside(async (_, step) => {
        await step("a", nothing);
        await sleep(5);
        await step("b", nothing);
      }),
    );
    assert.deepEqual([name, task], ["unmanaged-promise", "wrong"]);
    assert.match(text, /^`wrong`, after its step `a`, .*Put what it awaits/u);
  });

  it("await a promise that nobody keeps", async () => {
    const { name, text } = await problemOf(
      beside(() => new Promise(() => undefined)),
    );
    assert.equal(name, "unmanaged-promise");
    assert.match(text, /before its first step/u);
  });

  it("loop for ever without a step: the answer comes, though nothing else will", () => {
    const { stdout } = spawnSync(
      process.execPath,
      ["--import", "tsx", path.join(import.meta.dirname, "endless-task.ts")],
      { encoding: "utf8", timeout: 15_000 },
    );
    assert.equal(stdout, "refused unmanaged-promise");
  });

  it("end without awaiting their step", async () => {
    const { name, task, text } = await problemOf(
      beside((_, step) => {
        void step("dropped", nothing);
      }),
    );
    assert.deepEqual([name, task], ["unawaited-step", "wrong"]);
    assert.match(text, /its step `dropped`.*await step/u);
  });

  it("end without awaiting a function that takes a step", async () => {
    const helper = async (step: Step) => {
      await step("first", nothing);
      await step("second", nothing);
    };
    const { name, task } = await problemOf(
      beside((_, step) => {
        void helper(step);
      }),
    );
    assert.deepEqual([name, task], ["unawaited-step", "wrong"]);
  });

  it("end long after a step that they never awaited", async () => {
    const { name } = await problemOf({
      ...beside(nothing),
      tasks: {
        wrong: async (_, step) => {
          void step("dropped", nothing);
          for (let i = 0; i < 20; i += 1) await Promise.resolve();
        },
      },
    });
    assert.equal(name, "unawaited-step");
  });

  it("take two steps at once", async () => {
    const { name, text } = await problemOf(
      beside((_, step) =>
        Promise.all([step("left", nothing), step("right", nothing)]),
      ),
    );
    assert.equal(name, "parallel-steps");
    assert.match(text, /`right` while its step `left`.*a task of its own/u);
  });

  it("take a step inside a step", async () => {
    const { name, text } = await problemOf(
      beside((_, step) => step("outer", () => step("inner", nothing))),
    );
    assert.equal(name, "step-out-of-turn");
    assert.match(text, /inside a step/u);
  });

  it("take a step after they have ended", async () => {
    let kept: Step | undefined;
    const { name, text } = await problemOf({
      ...beside(nothing),
      tasks: {
        lender: (_, step) => {
          kept = step;
        },
        thief: () => kept?.("late", nothing),
      },
    });
    assert.equal(name, "step-out-of-turn");
    assert.match(text, /after it has ended/u);
  });

  it("take a step with the `step` of a task whose turn it is not", async () => {
    let kept: Step | undefined;
    const { name, task } = await problemOf({
      ...beside(nothing),
      tasks: {
        lender: async (_, step) => {
          kept = step;
          await step("a", nothing);
        },
        thief: () => kept?.("stolen", nothing),
      },
    });
    assert.deepEqual([name, task], ["parallel-steps", "lender"]);
  });

  it("reject a promise that nobody handles, when they have ended", async () => {
    const { name, text } = await problemOf(
      beside(() => {
        void Promise.resolve().then(() => {
          throw new Error("too late");
        });
      }),
    );
    assert.equal(name, "late-rejection");
    assert.match(text, /too late.*Await it, or handle its error/u);
  });

  for (const [name, call, spoil] of [
    ["clock", "Date.now()", () => Date.now()],
    ["clock", "new Date()", () => new Date()],
    ["clock", "performance.now()", () => performance.now()],
    ["randomness", "Math.random()", () => Math.random()],
    ["randomness", "crypto.randomUUID()", () => crypto.randomUUID()],
  ] as const) {
    it(`use ${call} between two steps`, async () => {
      const problem = await problemOf(
        beside(async (_, step) => {
          await step("a", nothing);
          spoil();
          await step("b", nothing);
        }),
      );
      assert.deepEqual([problem.name, problem.task], [name, "wrong"]);
      assert.ok(problem.text.includes(`after its step \`a\`, `));
      assert.ok(problem.text.includes(call));
      assert.ok(problem.text.includes(`allow: ["${name}"]`));
    });

    it(`use ${call} in a step`, async () => {
      const { name: seen } = await problemOf(
        beside((_, step) => step("a", () => void spoil())),
      );
      assert.equal(seen, name);
    });
  }

  it("may read the clock where that is allowed", async () => {
    const scenario = beside(() => Date.now(), { allow: ["clock"] });
    assert.equal((await explore(scenario)).kind, "holds");
  });

  it("leave the clock as it was", async () => {
    const globals = () => [
      globalThis.Date,
      Object.getOwnPropertyDescriptor(Math, "random")?.value as unknown,
      Object.getOwnPropertyDescriptor(performance, "now"),
      Object.getOwnPropertyDescriptor(crypto, "randomUUID"),
    ];
    const before = globals();
    await explore(beside(nothing));
    assert.deepEqual(globals(), before);
  });

  it("go another way the second time", async () => {
    let runs = 0;
    const { name, text } = await problemOf(
      beside(async (_, step) => {
        runs += 1;
        await step(`run ${runs}`, nothing);
      }),
    );
    assert.equal(name, "diverged");
    assert.match(text, /state that outlives the world/u);
  });

  it("have more steps in a later run", async () => {
    let runs = 0;
    const { name } = await problemOf(
      beside(async (_, step) => {
        runs += 1;
        await step("a", nothing);
        if (runs > 3) await step("b", nothing);
      }),
    );
    assert.equal(name, "diverged");
  });

  it("have a world that cannot be made", async () => {
    const { name, text } = await problemOf(
      beside(nothing, {
        world: () => {
          throw new Error("no database");
        },
      }),
    );
    assert.equal(name, "world");
    assert.match(text, /no database/u);
  });

  it("are named by a fault, and not there", async () => {
    const scenario = beside(nothing, { faults: { crash: ["wrung"] } });
    await assert.rejects(explore(scenario), /"wrung".*wrong, other/u);
  });

  it("are refused by a replay too", async () => {
    const replayed = await replay(
      beside(() => Math.random()),
      "O",
    );
    assert.ok(replayed.kind === "refused");
    assert.equal(replayed.problem.name, "randomness");
  });
});

describe("tasks that fail", () => {
  const failing: Task<object> = async (_, step) => {
    await step("a", nothing);
    throw new Error("no row");
  };

  it("break every order, and say which task and why", async () => {
    const outcome = await explore(beside(failing));
    assert.ok(outcome.kind === "violated");
    assert.deepEqual([outcome.violations, outcome.schedules], [2, 2]);
    assert.deepEqual(outcome.witness.verdict, {
      holds: false,
      reason: "wrong threw Error: no row",
    });
  });

  it("at once are no different", async () => {
    const outcome = await explore(
      beside(() => {
        throw new Error("at once");
      }),
    );
    assert.ok(outcome.kind === "violated");
  });

  it("break nothing where an error is an answer; the invariant sees it", async () => {
    const ends: unknown[] = [];
    const outcome = await explore(
      beside(failing, {
        mayThrow: ["wrong"],
        invariant: (_, { wrong }) => {
          ends.push(wrong?.kind);
          return true;
        },
      }),
    );
    assert.equal(outcome.kind, "holds");
    assert.ok(ends.every((kind) => kind === "threw"));
  });

  it("get the error of their own step, and can handle it", async () => {
    const outcome = await explore(
      beside(async (_, step) => {
        const refused = step("insert", () => {
          throw new Error("unique");
        });
        await assert.rejects(refused, /unique/u);
        await assert.rejects(
          step("query", () => Promise.reject(new Error("later"))),
          /later/u,
        );
      }),
    );
    assert.equal(outcome.kind, "holds");
  });
});

describe("an invariant", () => {
  const withInvariant = (invariant: () => unknown) =>
    beside(nothing, { invariant: invariant as () => true });

  it("that throws breaks the order, as a failed assertion does", async () => {
    const outcome = await explore(
      withInvariant(() => {
        assert.equal(1, 2, "one is not two");
        return true;
      }),
    );
    assert.ok(outcome.kind === "violated");
    assert.match(
      JSON.stringify(outcome.witness.verdict),
      /the invariant threw .*one is not two/u,
    );
  });

  it("that answers nothing is refused, not passed", async () => {
    const { name, text } = await problemOf(withInvariant(nothing));
    assert.equal(name, "invariant-answer");
    assert.match(text, /answered undefined.*return true/u);
  });

  it("may ask a store", async () => {
    const outcome = await explore(
      withInvariant(() => Promise.resolve("it is old")),
    );
    assert.ok(outcome.kind === "violated");
  });

  it("that rejects breaks the order", async () => {
    const outcome = await explore(
      withInvariant(() => Promise.reject(new Error("no"))),
    );
    assert.ok(outcome.kind === "violated");
  });
});

describe("limits", () => {
  const long: Task<object> = async (_, step) => {
    for (let i = 0; i < 3; i += 1) await step("a", nothing);
  };

  for (const [name, limits] of [
    ["schedules", { schedules: 0 }],
    ["steps", { steps: 0 }],
    ["milliseconds", { milliseconds: 0 }],
  ] as const)
    it(`of zero ${name} try nothing and pass nothing`, async () => {
      const outcome = await explore(beside(long), { limits });
      assert.ok(outcome.kind === "stopped");
      assert.equal(outcome.schedules, 0);
      assert.equal(outcome.limit.name, name);
      assert.match(outcome.limit.text, new RegExp(`The limit ${name}: 0`, "u"));
    });

  it("of zero turns refuse, and name the limit", async () => {
    const scenario = beside(async (_, step) => {
      await step("a", nothing);
    });
    const { name, text } = await problemOf(scenario, { limits: { turns: 0 } });
    assert.equal(name, "unmanaged-promise");
    assert.match(text, /limit turns: 0/u);
  });

  it("that are reached keep what was counted", async () => {
    const outcome = await explore(beside(long), { limits: { schedules: 2 } });
    assert.ok(outcome.kind === "stopped");
    assert.equal(outcome.schedules, 2);
  });

  it("that are just enough pass", async () => {
    const outcome = await explore(beside(long), { limits: { schedules: 4 } });
    assert.deepEqual([outcome.kind, outcome.schedules], ["holds", 4]);
  });

  it("end a task that never ends", async () => {
    const outcome = await explore(
      beside(async (_, step) => {
        for (;;) await step("again", nothing);
      }),
      { limits: { steps: 50 } },
    );
    assert.ok(outcome.kind === "stopped");
    assert.equal(outcome.limit.name, "steps");
    assert.match(outcome.limit.text, /waiting in a loop/u);
  });

  it("end a step that never ends, by name", async () => {
    const outcome = await explore(
      beside((_, step) => step("query", () => new Promise(nothing))),
      { limits: { stepMilliseconds: 20 } },
    );
    assert.ok(outcome.kind === "stopped");
    assert.equal(outcome.limit.name, "stepMilliseconds");
    assert.match(outcome.limit.text, /`query` of `wrong` did not end/u);
  });

  it("give patience to what is not a step, where that is asked for", async () => {
    const scenario = beside(async (_, step) => {
      await sleep(1);
      await step("a", nothing);
    });
    const limits = { patience: 5_000 };
    assert.equal((await explore(scenario, { limits })).kind, "holds");
  });

  it("that do not exist or are no numbers are errors", async () => {
    const explored = (limits: object) => explore(beside(long), { limits });
    await assert.rejects(explored({ step: 1 }), /no limit "step".*schedules/u);
    await assert.rejects(explored({ steps: -1 }), /"steps" is -1/u);
    await assert.rejects(explored({ steps: NaN }), /"steps" is NaN/u);
  });
});
