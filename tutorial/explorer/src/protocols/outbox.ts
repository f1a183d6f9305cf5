/** A row and a message about it: both, or neither. */
import { verdict } from "../model/meaning.ts";
import type { Meaning } from "../model/meaning.ts";
import { COLD, OLD, isSame } from "../model/state.ts";
import { protocol } from "./protocol.ts";
import type { Protocol } from "./protocol.ts";

const bothOrNeither: Meaning = {
  start: COLD,
  test: ({ stores }) => {
    const isWritten = !isSame(stores.row, OLD);
    const isSent = stores.messages > 0;
    const reason = isSent
      ? "the message is out, and the row is not written"
      : "the row is written, and no message is sent";
    return verdict(isWritten === isSent, reason);
  },
};

const invariant = "the message is sent if and only if the row is written";

export const outbox: readonly Protocol[] = [
  protocol("dual-write", {
    title: "write the row, then send the message; the process may stop between",
    use: "hazard",
    explanation:
      "The two stores cannot commit together. A process that stops between them leaves a row that nobody hears of; sent first, a message about a row that does not exist.",
    meaning: bothOrNeither,
    tasks: [
      {
        actor: "request",
        operations: [
          { op: "row.write", from: null },
          { op: "commit" },
          { op: "crash" },
          { op: "message.publish" },
        ],
      },
    ],
    invariant,
  }),
  protocol("dual-write-early", {
    title: "same, the message is sent before the commit",
    use: "hazard",
    explanation:
      "The message is out before the row is there. If the transaction fails after it, receivers act on something that never happened.",
    meaning: bothOrNeither,
    tasks: [
      {
        actor: "request",
        operations: [
          { op: "row.write", from: null },
          { op: "message.publish" },
          { op: "crash" },
          { op: "commit" },
        ],
      },
    ],
    invariant,
  }),
  protocol("outbox", {
    title: "the message is a row of the same transaction, sent by a relay",
    use: "fix",
    explanation:
      "The row and a row that stands for the message commit together or not at all. A relay sends what it finds there, again and again until it is marked as sent; receivers must recognise a second delivery.",
    meaning: bothOrNeither,
    tasks: [
      {
        actor: "request",
        operations: [
          { op: "crash" },
          {
            op: "atomic",
            operations: [
              { op: "row.write", from: null },
              { op: "message.publish" },
            ],
          },
          { op: "crash" },
        ],
      },
    ],
    invariant,
  }),
];
