/**
 * The protocols as a developer would write them: asynchronous functions on a
 * small store in memory. They share nothing with the models of the same names.
 */
import type {
  Scenario,
  Step,
  Task,
} from "../../tutorial/explorer/src/index.ts";

interface Versioned {
  readonly value: string;
  readonly version: number;
}

/** A row, its copies, and what was done to the outside. */
class World {
  row: Versioned | undefined = { value: "old", version: 1 };
  rows = 0;
  replica: Versioned = { value: "old", version: 1 };
  cache: Versioned | undefined;
  /** Of a deleted entry. */
  tombstone: number | undefined;
  lease: object | undefined;
  pointer: Versioned | undefined;
  readonly entries = new Map<number, string>();
  counter = 0;
  version = 0;
  readonly conflicts: string[] = [];
  readonly seen = new Set<string>();
  effects = 0;
  readonly keys = new Set<string>();
  messages: string[] = [];
  answers: string[] = [];

  write(value: string): Versioned {
    this.row = { value, version: (this.row?.version ?? 0) + 1 };
    return this.row;
  }

  erase(): void {
    this.cache = undefined;
    this.lease = undefined;
  }
}

type Scenarios = Readonly<Record<string, Scenario<World>>>;

function scenario(
  tasks: Readonly<Record<string, Task<World>>>,
  invariant: (world: World) => true | string,
  more: Partial<Scenario<World>> = {},
): Scenario<World> {
  return { world: () => new World(), tasks, invariant, ...more };
}

const current = ({ cache, row }: World) =>
  cache === undefined || cache.value === row?.value || "the cache is old";

/** A reader that fills the cache by `fill` on a miss. */
function reader(
  fill: (world: World, row: Versioned) => void,
  miss: (world: World) => void = () => undefined,
): Task<World> {
  return async (world, step) => {
    const hit = await step("get", () => {
      if (!world.cache) miss(world);
      return world.cache;
    });
    if (hit) return hit;
    const row = await step("read", () => world.row);
    await step("set", () => {
      if (row) fill(world, row);
    });
    return row;
  };
}

function setPlainly(world: World, row: Versioned): void {
  world.cache = row;
}

function setIfAbsent(world: World, row: Versioned): void {
  world.cache ??= row;
}

function setIfNewer(world: World, row: Versioned): void {
  const known = world.cache?.version ?? (world.tombstone ?? 0) - 1;
  if (row.version > known) world.cache = row;
}

const write = (world: World, step: Step) =>
  step("write", () => world.write("new"));
const erase = (world: World, step: Step) =>
  step("del", () => {
    world.erase();
  });

const writeThenErase: Task<World> = async (world, step) => {
  await write(world, step);
  await erase(world, step);
};

const writeThrough: Task<World> = async (world, step) => {
  const row = await write(world, step);
  await step("set", () => {
    world.cache = row;
  });
};

const leased: Task<World> = async (world, step) => {
  const lease = {};
  const hit = await step("get", () => {
    if (!world.cache) world.lease ??= lease;
    return world.cache;
  });
  if (hit) return;
  const row = await step("read", () => world.row);
  await step("set", () => {
    if (world.lease === lease) world.cache = row;
  });
};

const cacheAside: Scenarios = {
  "cache-aside-delete": scenario(
    { reader: reader(setPlainly), writer: writeThenErase },
    current,
  ),
  "cache-aside-delete-warm": scenario(
    { reader: reader(setPlainly), writer: writeThenErase },
    current,
    {
      world: () => {
        const world = new World();
        world.cache = world.row;
        return world;
      },
    },
  ),
  "cache-aside-delete-two-readers": scenario(
    {
      first: reader(setPlainly),
      second: reader(setPlainly),
      writer: writeThenErase,
    },
    current,
  ),
  "cache-aside-nx": scenario(
    { reader: reader(setIfAbsent), writer: writeThenErase },
    current,
  ),
  "cache-aside-early-delete": scenario(
    {
      reader: reader(setPlainly),
      writer: async (world, step) => {
        await erase(world, step);
        await write(world, step);
      },
    },
    current,
  ),
  "cache-aside-delete-twice": scenario(
    {
      reader: reader(setPlainly),
      writer: async (world, step) => {
        await erase(world, step);
        await write(world, step);
        await erase(world, step);
      },
    },
    current,
  ),
  "cache-aside-newer-erased": scenario(
    { reader: reader(setIfNewer), writer: writeThenErase },
    current,
  ),
  "cache-aside-write-through": scenario(
    { reader: reader(setPlainly), writer: writeThrough },
    current,
  ),
  "cache-aside-nx-write-through": scenario(
    { reader: reader(setIfAbsent), writer: writeThrough },
    current,
  ),
  lease: scenario({ reader: leased, writer: writeThenErase }, current),
  "cache-aside-tombstone": scenario(
    {
      reader: reader(setIfNewer),
      writer: async (world, step) => {
        const { version } = await write(world, step);
        await step("del", () => {
          world.erase();
          world.tombstone = version;
        });
      },
    },
    current,
  ),
};

/** Two writers of different values; `store` is what each does after its write. */
function twoWriters(
  store: (world: World, row: Versioned, step: Step) => Promise<unknown>,
): Readonly<Record<string, Task<World>>> {
  const writer =
    (value: string): Task<World> =>
    async (world, step) => {
      const row = await step("write", () => world.write(value));
      await store(world, row, step);
    };
  return { first: writer("first"), second: writer("second") };
}

const pointed = ({ pointer, row }: World) =>
  pointer?.version === row?.version || "the pointer names an older version";

async function storeEntry(world: World, row: Versioned, step: Step) {
  await step("set entry", () => world.entries.set(row.version, row.value));
}

const writing: Scenarios = {
  "write-through": scenario(
    twoWriters((world, row, step) =>
      step("set", () => {
        setPlainly(world, row);
      }),
    ),
    current,
  ),
  "write-through-newer": scenario(
    twoWriters((world, row, step) =>
      step("set", () => {
        setIfNewer(world, row);
      }),
    ),
    current,
  ),
  "versioned-pointer": scenario(
    twoWriters(async (world, row, step) => {
      await storeEntry(world, row, step);
      await step("set pointer", () => {
        world.pointer = row;
      });
    }),
    pointed,
  ),
  "versioned-pointer-forward": scenario(
    twoWriters(async (world, row, step) => {
      await storeEntry(world, row, step);
      await step("move pointer", () => {
        if (row.version > (world.pointer?.version ?? 0)) world.pointer = row;
      });
    }),
    pointed,
  ),
};

const increment: Task<World> = async (world, step) => {
  const seen = await step("read", () => world.counter);
  await step("write", () => {
    world.counter = seen + 1;
  });
};

const incrementIfUnchanged: Task<World> = async (world, step) => {
  const seen = await step("read", () => ({
    counter: world.counter,
    version: world.version,
  }));
  await step("write", () => {
    if (world.version !== seen.version) world.conflicts.push("409");
    else {
      world.counter = seen.counter + 1;
      world.version += 1;
    }
  });
};

const counted = (writers: number) => (world: World) =>
  world.counter + world.conflicts.length === writers || "an update is lost";

const changing: Scenarios = {
  "lost-update": scenario({ a: increment, b: increment }, counted(2)),
  "lost-update-three": scenario(
    { a: increment, b: increment, c: increment },
    counted(3),
  ),
  "optimistic-concurrency": scenario(
    { a: incrementIfUnchanged, b: incrementIfUnchanged },
    counted(2),
  ),
  "optimistic-concurrency-three": scenario(
    {
      a: incrementIfUnchanged,
      b: incrementIfUnchanged,
      c: incrementIfUnchanged,
    },
    counted(3),
  ),
  "check-then-insert": scenario(
    { a: findThenInsert, b: findThenInsert },
    ({ rows }) => rows === 1 || "there are two rows",
  ),
};

async function findThenInsert(world: World, step: Step): Promise<void> {
  const found = await step("find", () => world.rows > 0);
  if (found) return;
  await step("insert", () => {
    world.rows += 1;
  });
}

const once = ({ effects }: World) => effects === 1 || "it happens twice";

/** One handler, and the same message a second time. */
function redelivered(
  handle: Task<World>,
): readonly [Readonly<Record<string, Task<World>>>, Partial<Scenario<World>>] {
  return [{ handler: handle }, { faults: { deliverTwice: ["handler"] } }];
}

const [plain, twice] = redelivered(async (world, step) => {
  await step("charge", () => {
    world.effects += 1;
  });
});

const [checked] = redelivered(async (world, step) => {
  if (await step("look", () => world.seen.has("message"))) return;
  await step("charge", () => {
    world.effects += 1;
  });
  await step("mark", () => world.seen.add("message"));
});

const [claimed] = redelivered(async (world, step) => {
  await step("transaction", () => {
    if (world.seen.has("message")) return;
    world.seen.add("message");
    world.effects += 1;
  });
});

const replicated: Partial<Scenario<World>> = {
  faults: {
    replicate: {
      when: ({ row, replica }) => row?.version !== replica.version,
      apply: (world) => {
        if (world.row) world.replica = world.row;
      },
    },
  },
};

/** A write, a read of the row by `read`, and an answer. */
function readsOwnWrite(
  read: (world: World, wrote: number) => Versioned | undefined,
): Scenario<World> {
  return scenario(
    {
      writer: async (world, step) => {
        const { version } = await write(world, step);
        const row = await step("read", () => read(world, version));
        await step("answer", () => world.answers.push(row?.value ?? "none"));
      },
    },
    ({ answers }) => answers[0] === "new" || "the user sees the old page",
    replicated,
  );
}

const delivering: Scenarios = {
  "duplicate-delivery": scenario(plain, once, twice),
  "check-then-mark": scenario(checked, once, twice),
  "claim-in-transaction": scenario(claimed, once, twice),
  "read-own-write": readsOwnWrite(({ replica }) => replica),
  "read-own-write-token": readsOwnWrite(({ replica, row }, wrote) =>
    replica.version >= wrote ? replica : row,
  ),
  "dual-write": scenario(
    {
      request: async (world, step) => {
        await write(world, step);
        await step("publish", () => world.messages.push("changed"));
      },
    },
    ({ row, messages }) =>
      (row?.value === "new") === messages.length > 0 ||
      "the row is written, and no message is sent",
    { faults: { crash: ["request"] } },
  ),
};

export const ASYNC_PROTOCOLS: Scenarios = {
  ...cacheAside,
  ...writing,
  ...changing,
  ...delivering,
};
