/** A request without a key in words, with the order of events that shows it. */
import { describe } from "../analysis/describe.ts";
import {
  callSite,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding, Model, Step } from "../finding.ts";
import { doubtUnless, judge, nameDoubts } from "./judgement.ts";
import type { Money } from "./money.ts";
import type { UnkeyedRequest } from "./unkeyed-request.ts";
import { twice } from "./models.ts";

export function unkeyedRequestFinding({
  money,
  isEndpoint,
}: UnkeyedRequest): Finding {
  const { effect, kind, proved } = money;
  const site = callSite(effect);
  return {
    rule: "require-idempotency-key",
    message: messageOf(money, site.text),
    location: locationOf(site),
    steps: stepsOf(money),
    model,
    ...judge({
      doubts: [
        ...nameDoubts("a database or a payment provider", effect),
        ...doubtUnless(
          proved,
          `\`${effect.site.text}\` stands for money or goods, judged by its name.`,
        ),
        ...doubtUnless(
          kind === "charge" || isEndpoint,
          "The function is reached from an endpoint, judged by its name.",
        ),
      ],
      beliefs: [
        { text: "A client that got no answer sends its request again." },
      ],
    }),
    fixes: [],
  };
}

function messageOf({ what, kind, hasFreshKey }: Money, text: string): string {
  const lack = hasFreshKey
    ? "the key is made anew in each run, so it recognises no repeat"
    : "nothing recognises a request that is sent again";
  return `\`${text}\` ${what}, and ${lack}: a client that got no answer and tries again ${kind === "row" ? "gets a second one" : "pays twice"}. ${remedies[kind]}`;
}

const remedies: Readonly<Record<Money["kind"], string>> = {
  row: "Let the client send an idempotency key and insert it under a unique key in the same transaction.",
  charge:
    "Pass the provider an idempotency key that the repeat brings along: one from the client's request, or the id of a row stored before.",
};

function stepsOf({ effect, what }: Money): readonly Step[] {
  const target =
    effect.kind === "row" ? describe(effect.entity) : effect.site.text;
  const does = `\`${effect.site.text}\` ${what}`;
  return [
    stepAt(effect, "first request", does, target, "done once"),
    stepElsewhere(
      "client",
      "gets no answer in time and sends the request again",
      "request",
    ),
    stepAt(effect, "second request", `${does} again`, target, "done twice"),
  ];
}

const model: Model = {
  protocol: "duplicate-delivery",
  tasks: twice("request", [{ op: "effect.apply", name: "charge" }]),
  invariant: "one intended purchase has one effect",
};
