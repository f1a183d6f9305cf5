/** Two who change one row: lost updates, and what notices them. */
import { verdict } from "../model/meaning.ts";
import type { Meaning } from "../model/meaning.ts";
import type { Model, Operation } from "../model/operation.ts";
import { COLD, NO_ROW } from "../model/state.ts";
import type { State } from "../model/state.ts";
import { protocol } from "./protocol.ts";
import type { Protocol } from "./protocol.ts";

/** Whoever was not told of a conflict has its change in the row. */
const nothingLost: Meaning = {
  start: COLD,
  test: (end) => {
    const lost = tasksWithoutTheirChange(end);
    return verdict(
      lost === 0,
      `${lost === 1 ? "one change is" : `${lost} changes are`} not in the row, and nobody was told`,
    );
  },
};

function tasksWithoutTheirChange({ tasks, stores }: State): number {
  const kept = new Set(
    stores.row?.changes.map((change) => Number.parseInt(change, 10)),
  );
  return tasks.filter(
    ({ end, wrote }, index) =>
      end === "returned" && wrote !== undefined && !kept.has(index),
  ).length;
}

const onlyWhatHappened: Meaning = {
  start: COLD,
  test: ({ stores }) => {
    const effects = Object.values(stores.effects).reduce((a, b) => a + b, 0);
    return verdict(
      effects <= stores.guarded,
      "what follows the change was done without a change",
    );
  },
};

const oneRow: Meaning = {
  start: NO_ROW,
  test: ({ stores }) =>
    verdict(stores.rows <= 1, `there are ${stores.rows} rows`),
};

function each(
  count: 2 | 3,
  who: string,
  operations: readonly Operation[],
): Model["tasks"] {
  return ["first", "second", "third"]
    .slice(0, count)
    .map((place) => ({ actor: `${place} ${who}`, operations }));
}

const read: Operation = { op: "row.read", into: "row" };
const readWrite: readonly Operation[] = [
  read,
  { op: "row.write", from: "row" },
];
const optimistic: readonly Operation[] = [
  read,
  { op: "row.write", from: "row", guard: "checked" },
];
const everyChange = "every request's change is in the row at the end";
const orConflict =
  "every request's change is in the row, or it was told of a conflict";

const lost =
  "Each reads the row, computes, and writes the result back. Whoever reads before the other's write and writes after it puts a row back that lacks the other's change.";
const compared =
  "The write names the version it was made from, and changes nothing if the row has another. Who comes second is told so (409) and can read again. It holds only if somebody looks at the number of changed rows.";

export const versions: readonly Protocol[] = [
  protocol("lost-update", {
    title: "lost update, 2 writers",
    use: "hazard",
    explanation: lost,
    meaning: nothingLost,
    tasks: each(2, "request", readWrite),
    invariant: everyChange,
  }),
  protocol("lost-update-three", {
    title: "lost update, 3 writers",
    use: "hazard",
    explanation: `${lost} With three, only the orders survive in which they go one after the other.`,
    meaning: nothingLost,
    tasks: each(3, "request", readWrite),
    invariant: everyChange,
  }),
  protocol("optimistic-concurrency", {
    title: "optimistic concurrency, 2 writers",
    use: "fix",
    explanation: compared,
    meaning: nothingLost,
    tasks: each(2, "request", optimistic),
    invariant: orConflict,
  }),
  protocol("optimistic-concurrency-three", {
    title: "optimistic concurrency, 3 writers",
    use: "fix",
    explanation: compared,
    meaning: nothingLost,
    tasks: each(3, "request", optimistic),
    invariant: orConflict,
  }),
  protocol("atomic-change", {
    title: "the database computes the change, 2 writers",
    use: "fix",
    explanation:
      "The write says what to add, not what the result is. The database reads and writes in one step, so no change of another is lost. A limit that was checked on a value read before is not protected by it.",
    meaning: nothingLost,
    tasks: each(2, "request", [read, { op: "row.change" }]),
    invariant: everyChange,
  }),
  protocol("version-fetched-late", {
    title: "the version is fetched again just before the write, 2 clients",
    use: "hazard",
    explanation:
      "A client that does not know which version it edited asks for the newest one and sends that. The check passes for everybody, as if there were none.",
    meaning: nothingLost,
    tasks: each(2, "client", readWrite),
    invariant: "every client's change is in the row at the end",
  }),
  protocol("unchecked-guard", {
    title:
      "the write has a condition, nobody looks whether it matched, 2 requests",
    use: "hazard",
    explanation:
      "The condition protects the row: the second write changes nothing. But the code goes on as if it had, and what follows is done for a change that did not happen.",
    meaning: onlyWhatHappened,
    tasks: each(2, "request", [
      { op: "row.write", from: null, guard: "unchecked" },
      { op: "effect.apply", name: "effect" },
    ]),
    invariant: "what follows a change happens only if the change happened",
  }),
  protocol("checked-guard", {
    title: "same, and the number of changed rows decides",
    use: "fix",
    explanation:
      "Whoever changed no row stops, and says so. What follows is done once for each change.",
    meaning: onlyWhatHappened,
    tasks: each(2, "request", [
      { op: "row.write", from: null, guard: "checked" },
      { op: "effect.apply", name: "effect" },
    ]),
    invariant: "what follows a change happens only if the change happened",
  }),
  protocol("check-then-insert", {
    title: "find by a unique attribute, then insert, 2 requests",
    use: "hazard",
    explanation:
      "Both look, both find nothing, both insert. Without a unique key there are two rows; with one, the second request fails with an error that nobody expects.",
    meaning: oneRow,
    tasks: each(2, "request", [read, { op: "row.insert" }]),
    invariant: "there is one row, and both requests get an answer",
  }),
  protocol("unique-insert", {
    title: "insert unless it is there, as one step, 2 requests",
    use: "fix",
    explanation:
      "The database looks and inserts in one step, by a unique key. The second request gets the row that is there.",
    meaning: oneRow,
    tasks: each(2, "request", [{ op: "row.insert", unique: true }]),
    invariant: "there is one row, and both requests get an answer",
  }),
];
