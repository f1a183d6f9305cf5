/**
 * A second, plain reading of models: runs every order from the start on mutable
 * stores, merges nothing, and shares no code with the explorer.
 */
import type {
  ModelTask,
  Operation,
} from "../../tutorial/explorer/src/model/operation.ts";

interface Row {
  changes: string[];
  version: number;
}

interface Task {
  place: number;
  end: string;
  variables: Map<string, { row: Row | undefined; own: boolean }>;
  read: number;
  wrote: number;
  kept: { row?: Row; marker?: boolean } | undefined;
}

interface World {
  row: Row;
  replica: Row;
  queue: Row[];
  cache:
    | { is: "value"; row: Row }
    | { is: "lease"; by: number }
    | { is: "tombstone"; version: number }
    | undefined;
  marker: boolean;
  effects: Map<string, number>;
  messages: number;
  locks: Map<string, number>;
  tasks: Task[];
}

/** How many orders end in each way, by a text that says how. */
export function bruteForce(tasks: readonly ModelTask[]): Map<string, number> {
  const programs = tasks.map(({ operations }) => trimmed(operations));
  const counts = new Map<string, number>();
  const usesReplica = programs
    .flat()
    .some((one) => one.op === "row.read" && one.replica);
  visit([]);
  return counts;

  function visit(order: readonly string[]): void {
    const { world, options } = replayed(order);
    if (options.length === 0) {
      const end = endText(world);
      counts.set(end, (counts.get(end) ?? 0) + 1);
    }
    for (const option of options) visit([...order, option]);
  }

  /** Options: `0` for a step of the first task, `0!` for its crash, `r`. */
  function replayed(order: readonly string[]) {
    const world = newWorld(programs);
    for (const option of order) take(world, option);
    return { world, options: optionsIn(world) };
  }

  function optionsIn(world: World): string[] {
    const options: string[] = [];
    world.tasks.forEach((task, who) => {
      if (task.end !== "running") return;
      const program = programs[who] ?? [];
      const isCrash = program[task.place]?.op === "crash";
      if (!blocks(world, who, operationAt(program, task.place)))
        options.push(String(who));
      if (isCrash) options.push(`${who}!`);
    });
    if (usesReplica && world.queue.length > 0) options.push("r");
    return options;
  }

  function take(world: World, option: string): void {
    if (option === "r") {
      world.replica = world.queue.shift() ?? world.replica;
      return;
    }
    const who = Number.parseInt(option, 10);
    const task = taskOf(world, who);
    if (option.endsWith("!")) {
      finish(world, who, "crashed");
      return;
    }
    const program = programs[who] ?? [];
    while (program[task.place]?.op === "crash") task.place += 1;
    step(world, who, program);
    task.place += 1;
    if (task.end === "running" && task.place >= program.length)
      finish(world, who, "returned");
  }
}

function trimmed(operations: readonly Operation[]): Operation[] {
  const all = [...operations];
  while (all.at(-1)?.op === "crash") all.pop();
  return all;
}

function operationAt(program: readonly Operation[], place: number) {
  return program.slice(place).find(({ op }) => op !== "crash");
}

function newWorld(programs: readonly (readonly Operation[])[]): World {
  const old = { changes: [], version: 0 };
  return {
    row: old,
    replica: old,
    queue: [],
    cache: undefined,
    marker: false,
    effects: new Map(),
    messages: 0,
    locks: new Map(),
    tasks: programs.map((program) => ({
      place: 0,
      end: program.length === 0 ? "returned" : "running",
      variables: new Map(),
      read: 0,
      wrote: 0,
      kept: undefined,
    })),
  };
}

function taskOf(world: World, who: number): Task {
  const task = world.tasks[who];
  if (!task) throw new Error("no such task");
  return task;
}

function blocks(world: World, who: number, operation?: Operation): boolean {
  switch (operation?.op) {
    case "row.write":
    case "row.change":
    case "marker.claim":
      return world.tasks.some(({ kept }, other) => other !== who && kept);
    case "lock.take":
      return world.locks.has(operation.name);
    default:
      return false;
  }
}

function finish(world: World, who: number, end: string): void {
  const task = taskOf(world, who);
  task.end = end;
  task.kept = undefined;
  for (const [name, owner] of world.locks)
    if (owner === who) world.locks.delete(name);
}

function step(world: World, who: number, program: readonly Operation[]): void {
  const task = taskOf(world, who);
  const { place, variables } = task;
  const operation = program[place];
  const name = (which: string) => `${who}.${which}`;
  const seen = () => task.kept?.row ?? world.row;
  const isOpen = program.slice(place).some(({ op }) => op === "commit");
  const change = (changes: readonly string[]): Row => {
    const row = {
      changes: [...changes].sort(),
      version: seen().version + 1,
    };
    if (isOpen) task.kept = { ...task.kept, row };
    else {
      world.row = row;
      world.queue.push(row);
    }
    task.wrote = row.version;
    return row;
  };
  switch (operation?.op) {
    case "cache.get": {
      if (world.cache?.is !== "value") {
        variables.set(operation.into, { row: undefined, own: false });
        if (operation.lease) world.cache ??= { is: "lease", by: who };
        return;
      }
      const held = { row: world.cache.row, own: false };
      variables.set(operation.into, held);
      const load = program[place + 1];
      if (load?.op !== "row.read") return;
      variables.set(load.into, held);
      task.place += 1;
      for (let index = place + 2; index < program.length; index += 1) {
        const one = program[index];
        if (one?.op === "cache.set" && one.from === load.into) {
          task.place = index;
          return;
        }
      }
      return;
    }
    case "cache.set": {
      const { from, onlyIf } = operation;
      const held = from === null ? undefined : variables.get(from);
      if (held && !held.row) return;
      const row = held?.row ?? {
        changes: [name(from ?? String(place))],
        version: 0,
      };
      const there = world.cache;
      if (onlyIf === "absent" && there) return;
      if (onlyIf === "leased" && !(there?.is === "lease" && there.by === who))
        return;
      if (onlyIf === "newer") {
        if (there?.is === "value" && row.version <= there.row.version) return;
        if (there?.is === "tombstone" && row.version < there.version) return;
      }
      world.cache = { is: "value", row };
      return;
    }
    case "cache.delete":
      world.cache = operation.tombstone
        ? { is: "tombstone", version: task.wrote }
        : undefined;
      return;
    case "row.read": {
      const isCopy =
        operation.replica &&
        !(operation.orPrimary && world.replica.version < task.wrote);
      const row = isCopy ? world.replica : seen();
      variables.set(operation.into, { row, own: false });
      task.read = row.version;
      return;
    }
    case "row.write": {
      const { from, guard } = operation;
      if (guard && task.read !== seen().version) {
        if (guard === "checked") finish(world, who, "conflict");
        return;
      }
      const held = from === null ? undefined : variables.get(from);
      if (held && !held.own) {
        change([...(held.row?.changes ?? []), name(String(place))]);
        return;
      }
      const row = change([name(from ?? String(place))]);
      if (from !== null) variables.set(from, { row, own: true });
      return;
    }
    case "row.change":
      change([...seen().changes, name(String(place))]);
      return;
    case "marker.check":
    case "marker.claim":
      if (world.marker || task.kept?.marker) finish(world, who, "recognised");
      else if (operation.op === "marker.claim") mark();
      return;
    case "marker.set":
      mark();
      return;
    case "effect.apply": {
      const times = world.effects.get(operation.name) ?? 0;
      if (!operation.once || times === 0)
        world.effects.set(operation.name, times + 1);
      return;
    }
    case "message.publish":
      world.messages += 1;
      return;
    case "commit": {
      const { row, marker } = task.kept ?? {};
      if (row) {
        world.row = row;
        world.queue.push(row);
      }
      if (marker) world.marker = true;
      task.kept = undefined;
      return;
    }
    case "lock.take":
      world.locks.set(operation.name, who);
      return;
    case "lock.release":
      if (world.locks.get(operation.name) === who)
        world.locks.delete(operation.name);
      return;
    default:
      throw new Error(`no reading of ${String(operation?.op)}`);
  }

  function mark(): void {
    if (isOpen) task.kept = { ...task.kept, marker: true };
    else world.marker = true;
  }
}

function endText(world: World): string {
  const { row, cache, marker, effects, messages, tasks } = world;
  return describeEnd({
    row: row.changes,
    cache: cache?.is === "value" ? cache.row.changes : undefined,
    marker,
    effects: [...effects],
    messages,
    ends: tasks.map(({ end }) => end),
  });
}

/** The one text for an end that both readings are compared by. */
export function describeEnd(end: {
  readonly row: readonly string[];
  readonly cache: readonly string[] | undefined;
  readonly marker: boolean;
  readonly effects: readonly (readonly [string, number])[];
  readonly messages: number;
  readonly ends: readonly string[];
}): string {
  const effects = [...end.effects].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ ...end, cache: end.cache ?? "none", effects });
}
