/** A blind overwrite in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding, Model } from "../finding.ts";
import type { BlindOverwrite } from "./blind-overwrite.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import type { Overwrite } from "./overwritten-fields.ts";
import { twice } from "./models.ts";

export function blindOverwriteFinding(found: BlindOverwrite): Finding {
  const { write, overwrite, handler } = found;
  const site = callSite(write);
  const target = describe(write.entity);
  const what = fieldsOf(overwrite);
  return {
    rule: "no-blind-overwrite",
    message: `\`${site.text}\` writes ${what} from the request over whatever is stored: of two people who edit the same row, the later erases the earlier one's change without having seen it. Let the client send back the version it has seen (\`If-Match\`, or a field), put it into the condition, and answer 409 or 412 when no row matches.`,
    location: locationOf(site),
    steps: [
      stepElsewhere("first editor", "loads the row", target),
      stepElsewhere(
        "second editor",
        "loads the row and saves a change",
        target,
        "the second editor's change is stored",
      ),
      stepAt(
        write,
        "first editor",
        `\`${write.site.text}\` writes ${what} as the first editor's form has them`,
        target,
        "the second editor's change is lost",
      ),
    ],
    model,
    ...judge({
      doubts: [
        ...nameDoubts("a database", write),
        ...doubtUnless(
          handler.proved,
          `\`${handler.text}\` answers a request that edits a row, judged by its name.`,
        ),
        ...doubtUnless(
          overwrite.origin === "body" || !isProved(write),
          "What is written is what the request's sender wrote, judged by the names of arguments.",
        ),
      ],
      beliefs: [
        {
          text: "Two people can have the same row open; their client sends fields that they did not change.",
        },
      ],
    }),
    fixes: [],
  };
}

const maxNamed = 3;

function fieldsOf({ fields, whole }: Overwrite): string {
  const named = fields.slice(0, maxNamed).map((field) => `\`${field}\``);
  if (named.length === 0) return "the fields";
  const more = whole || fields.length > maxNamed ? ["other fields"] : [];
  const all = [...named, ...more];
  const last = all.pop() ?? "";
  return all.length === 0 ? last : `${all.join(", ")} and ${last}`;
}

const model: Model = {
  protocol: "lost-update",
  tasks: twice("editor", [
    { op: "row.read", into: "form" },
    { op: "row.write", from: "form" },
  ]),
  invariant: "every editor's change is in the row at the end",
};
