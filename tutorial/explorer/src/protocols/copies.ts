/** Who reads a copy: replicas, expiring and shared caches. */
import { verdict } from "../model/meaning.ts";
import type { Meaning } from "../model/meaning.ts";
import type { Operation } from "../model/operation.ts";
import { COLD, WARM } from "../model/state.ts";
import type { Answer, Stores } from "../model/state.ts";
import { protocol } from "./protocol.ts";
import type { Protocol } from "./protocol.ts";

function noAnswer(
  isWrong: (answer: Answer) => boolean,
  reason: string,
  start: Stores = COLD,
): Meaning {
  return {
    start,
    test: ({ stores }) => verdict(!stores.answers.some(isWrong), reason),
  };
}

const seesOwnWrite = (start: Stores) =>
  noAnswer(
    ({ lacksOwnWrite }) => lacksOwnWrite,
    "the answer lacks what the request itself has written",
    start,
  );

const write: Operation = { op: "row.write", from: null };
const send: Operation = { op: "response.send", from: "row" };
const invariant = "a request reads what it has written itself";

export const copies: readonly Protocol[] = [
  protocol("read-own-write", {
    title: "read own write from a lagging replica",
    use: "hazard",
    explanation:
      "The request writes to the primary and reads from a replica. Until the replica has taken over the change, the user sees the page from before.",
    meaning: seesOwnWrite(COLD),
    tasks: [
      {
        actor: "writer",
        operations: [
          write,
          { op: "row.read", into: "row", replica: true },
          send,
        ],
      },
    ],
    invariant,
  }),
  protocol("read-own-write-token", {
    title: "read own write from a lagging replica, with a version token",
    use: "fix",
    explanation:
      "The request knows the version that it wrote. A replica that does not have it yet is passed over, and the primary answers.",
    meaning: seesOwnWrite(COLD),
    tasks: [
      {
        actor: "writer",
        operations: [
          write,
          { op: "row.read", into: "row", replica: true, orPrimary: true },
          send,
        ],
      },
    ],
    invariant,
  }),
  protocol("read-own-write-cache", {
    title: "read own write from a warm cache",
    use: "hazard",
    explanation:
      "The request changes the row and answers from the cache, which still holds the value from before.",
    meaning: seesOwnWrite(WARM),
    tasks: [
      {
        actor: "writer",
        operations: [write, { op: "cache.get", into: "row" }, send],
      },
    ],
    invariant,
  }),
  protocol("cache-expiry", {
    title: "answers from a cache that only time clears, 1 writer",
    use: "hazard",
    explanation:
      "From the write until the copy expires, readers get the old value. How long that may be is a promise to users, and a number in the code that nobody derived does not keep it.",
    meaning: noAnswer(
      ({ isStale }) => isStale,
      "a reader was shown a value that the database no longer had",
    ),
    tasks: [
      {
        actor: "reader",
        operations: [
          { op: "row.read", into: "row" },
          { op: "cache.set", from: "row" },
          { op: "cache.get", into: "kept" },
          { op: "response.send", from: "kept" },
        ],
      },
      { actor: "writer", operations: [write] },
    ],
    invariant: "nobody is shown a row older than the bound that was promised",
  }),
  protocol("shared-response", {
    title: "a personal answer in a shared cache, 2 readers",
    use: "hazard",
    explanation:
      "The answer depends on who asks, and the cache between does not know. Whoever asks second at the same address gets what was made for the first.",
    meaning: noAnswer(
      ({ isForeign }) => isForeign,
      "a reader was shown what was made for another",
    ),
    tasks: [
      {
        actor: "first reader",
        operations: [
          { op: "row.read", into: "answer" },
          { op: "cache.set", from: "answer" },
        ],
      },
      {
        actor: "second reader",
        operations: [
          { op: "cache.get", into: "answer" },
          { op: "response.send", from: "answer" },
        ],
      },
    ],
    invariant: "a reader sees what was made for that reader",
  }),
];
