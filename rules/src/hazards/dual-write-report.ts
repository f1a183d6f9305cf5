/** A dual write in words, with the order of events that shows it. */
import type { Site } from "../analysis/effect.ts";
import { describe } from "../analysis/describe.ts";
import { locationOf, stepAt, stepElsewhere } from "../analysis/report-place.ts";
import type { Finding, Model, Step } from "../finding.ts";
import type { DualWrite } from "./dual-write.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";

/** `place`: where the linted file sends the message. */
export function dualWriteFinding(found: DualWrite, place: Site): Finding {
  const { write, message, inTransaction, isLinked } = found;
  return {
    rule: "no-dual-write",
    message: inTransaction
      ? `\`${place.text}\` sends a message before the transaction of \`${write.site.text}\` commits: if it rolls back, the message tells of a row that is not there. ${remedy}`
      : `\`${place.text}\` sends a message after \`${write.site.text}\` has written: if the process stops in between, or the broker refuses, the row is there and the message is lost. ${remedy}`,
    location: locationOf(place),
    steps: stepsOf(found),
    model: inTransaction ? earlyModel : model,
    ...judge({
      doubts: [
        ...nameDoubts("a message to a broker", message.effect),
        ...nameDoubts("a database write", write),
        ...doubtUnless(
          isLinked,
          "The message is about the written row; the text does not show it.",
        ),
      ],
      beliefs: [
        { text: "Nothing else looks for rows whose message was not sent." },
      ],
    }),
    fixes: [],
  };
}

const remedy =
  "Insert the message into an outbox table in the same transaction and let a relay send it.";

function stepsOf({
  write,
  message,
  inTransaction,
}: DualWrite): readonly Step[] {
  const row = describe(write.entity);
  const sent = message.effect.site.text;
  const writes = stepAt(
    write,
    "request",
    `\`${write.site.text}\` writes the row`,
    row,
    inTransaction ? "not committed yet" : "the row is there",
  );
  if (!inTransaction)
    return [
      writes,
      stepElsewhere(
        "request",
        "the process stops, or the broker cannot be reached",
        "message",
      ),
      stepAt(
        message.effect,
        "request",
        `\`${sent}\` is never reached or fails`,
        "message",
        "the row is there, its message is not",
      ),
    ];
  return [
    writes,
    stepAt(
      message.effect,
      "request",
      `\`${sent}\` sends the message`,
      "message",
      "others act on it",
    ),
    stepElsewhere(
      "request",
      "the transaction fails and rolls back",
      row,
      "the message is out, the row is not there",
    ),
  ];
}

const model: Model = {
  protocol: "dual-write",
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
  invariant: "the message is sent if and only if the row is written",
};

const earlyModel: Model = {
  ...model,
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
};
