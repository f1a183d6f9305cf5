/** A floating invalidation in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import {
  callSite,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding, Model } from "../finding.ts";
import type { Invalidation } from "./floating-invalidation.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";

export function floatingFinding(invalidation: Invalidation): Finding {
  const site = callSite(invalidation);
  const key = describe(invalidation.key);
  return {
    rule: "no-floating-invalidation",
    message: `Nothing waits for \`${site.text}\`, and nothing sees it fail: the answer can be out while the old value is still cached, and when the delete fails the old value stays. Await it, or give its promise a handler that tries again.`,
    location: locationOf(site),
    steps: [
      stepElsewhere(
        "writer",
        "commits its change",
        "the row",
        "the database holds the new value",
      ),
      stepAt(
        invalidation,
        "writer",
        `\`${invalidation.site.text}\` is started and left alone`,
        key,
        "the cache still holds the old value",
      ),
      stepElsewhere(
        "writer",
        "answers that the change is done",
        "the response",
      ),
      stepElsewhere(
        "writer",
        "the delete fails, or the process stops",
        key,
        "the cache keeps the old value",
      ),
      stepElsewhere("reader", "finds the old value", key),
    ],
    model,
    ...judge({
      doubts: [
        ...nameDoubts("a cache", invalidation),
        ...doubtUnless(
          invalidation.kind === "cache-delete",
          `\`${site.text}\` takes entries away, judged by its name.`,
        ),
        ...doubtUnless(
          !invalidation.scopes.some(({ text }) => text === "void"),
          "The promise is dropped with `void` by mistake, not on purpose.",
        ),
      ],
    }),
    fixes: [],
  };
}

const model: Model = {
  protocol: "floating-delete",
  tasks: [
    {
      actor: "writer",
      operations: [
        { op: "row.write", from: null },
        { op: "crash" },
        { op: "cache.delete" },
      ],
    },
    { actor: "reader", operations: [{ op: "cache.get", into: "hit" }] },
  ],
  invariant: "the cache is empty or holds what the database holds",
};
