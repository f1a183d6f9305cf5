/** A shared stale answer in words, with the order of events that shows it. */
import type { Effect } from "../analysis/effect.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding } from "../finding.ts";
import { doubtUnless, judge } from "./judgement.ts";

export type ResponseNode = Effect & { readonly kind: "response" };

export interface SharedAnswer {
  readonly response: ResponseNode;
  /** The header's text. */
  readonly directives: string;
  /** Where the code learns who asks. */
  readonly identity: Effect;
}

export function sharedAnswerFinding(found: SharedAnswer): Finding {
  const { response, directives, identity } = found;
  const site = callSite(response);
  const who = callSite(identity);
  return {
    rule: "no-shared-stale-response",
    message: `\`${site.text}\` lets shared caches keep this answer (\`${directives}\`), and \`${who.text}\` has made it for one reader: the next reader can get it, and the same reader gets it after a change. Send \`private\` or \`no-store\`, or add \`Vary\` for what tells readers apart.`,
    location: locationOf(site),
    steps: [
      stepAt(
        identity,
        "first reader",
        `\`${identity.site.text}\` says who asks`,
        who.text,
      ),
      stepAt(
        response,
        "first reader",
        `\`${response.site.text}\` answers with \`${directives}\``,
        site.text,
        "a cache in between holds the first reader's answer",
      ),
      stepElsewhere("second reader", "asks for the same address", site.text),
      stepElsewhere(
        "cache",
        "answers without asking the server",
        site.text,
        "the second reader sees the first reader's data",
      ),
    ],
    model: {
      protocol: "shared-response",
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
    },
    ...judge({
      doubts: doubtUnless(
        isProved(response, identity) && identity.kind === "identity",
        `\`${who.text}\` says who asks, and the answer depends on it; the text does not prove it.`,
      ),
      beliefs: [
        {
          text: "A cache that honours these headers, such as a content network, stands before the server.",
        },
      ],
    }),
    fixes: [],
  };
}
