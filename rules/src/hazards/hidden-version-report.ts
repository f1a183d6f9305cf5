/** A hidden version in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding } from "../finding.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import type { RowNode } from "./same-row.ts";
import type { ResponseNode } from "./shared-answer-report.ts";

export interface HiddenVersion {
  readonly response: ResponseNode;
  /** The row that the answer shows. */
  readonly row: RowNode;
  /** The write that asks for the version. */
  readonly write: RowNode;
  readonly column: string;
}

export function hiddenVersionFinding(found: HiddenVersion): Finding {
  const { response, row, write, column } = found;
  const site = callSite(response);
  const target = describe(row.entity);
  return {
    rule: "require-version-in-response",
    message: `\`${site.text}\` shows the row without its \`${column}\`, and \`${write.site.text}\` asks writers for it: a client that has only this answer cannot say which version it has seen, so it sends none or another one. Put \`${column}\` into the answer, or send it as \`ETag\`.`,
    location: locationOf(site),
    steps: [
      stepAt(row, "client", `\`${row.site.text}\` reads the row`, target),
      stepAt(
        response,
        "client",
        `\`${response.site.text}\` answers without \`${column}\``,
        target,
        "the client does not know which version it holds",
      ),
      stepElsewhere("other client", "changes the row", target),
      stepAt(
        write,
        "client",
        `\`${write.site.text}\` asks for a \`${column}\` that the client can only fetch again`,
        target,
        "the newest version passes the check, and the other change is lost",
      ),
    ],
    model: {
      protocol: "version-fetched-late",
      tasks: ["client", "other client"].map((actor) => ({
        actor,
        operations: [
          { op: "row.read", into: "form" },
          { op: "row.write", from: "form" },
        ],
      })),
      invariant: "every client's change is in the row at the end",
    },
    ...judge({
      doubts: [
        ...nameDoubts("a database", row, write),
        ...doubtUnless(
          isProved(response),
          `\`${site.text}\` sends the answer, judged by its name.`,
        ),
      ],
      beliefs: [{ text: `Clients get \`${column}\` from no other answer.` }],
    }),
    fixes: [],
  };
}
