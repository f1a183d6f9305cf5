/**
 * Redelivery: a consumer, webhook, job or cron run happens again, and something
 * in it adds up: a mail, a counter, an insert, a publish, a charge.
 */
import type { DeliveryContext, Effect, Flow } from "../analysis/effect.ts";
import { effectsBefore } from "../analysis/order.ts";
import {
  callSite,
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import type { Finding } from "../finding.ts";
import type { Hazard } from "./hazard.ts";
import { isRecognisedBefore } from "./redelivery-guards.ts";
import { repeatOf } from "./repeated-effects.ts";
import type { Repeat } from "./repeated-effects.ts";

interface Redelivery {
  readonly effect: Effect;
  readonly repeat: Repeat;
  readonly context: DeliveryContext;
}

export const redelivery: Hazard = {
  rule: "require-idempotent-handler",
  find: (flow, file) =>
    redeliveriesIn(flow, file)
      .map(findingOf)
      .filter(({ location }) => location.file === file),
};

const repeated = new Set<DeliveryContext["delivery"]>([
  "consumer",
  "webhook",
  "job",
  "cron",
  "retried-step",
]);

function redeliveriesIn(flow: Flow, file: string): readonly Redelivery[] {
  const { context } = flow;
  if (!context || !repeated.has(context.delivery)) return [];
  const found: Redelivery[] = [];
  for (const effect of flow.effects) {
    const repeat = repeatOf(effect, flow);
    if (
      !repeat ||
      isRecognisedBefore(effect, effectsBefore(flow.effects, effect), flow)
    )
      continue;
    const place = callSite(effect);
    if (
      place.file !== file ||
      found.some((other) => callSite(other.effect).node === place.node)
    )
      continue;
    found.push({ effect, repeat, context });
  }
  return found;
}

function findingOf({ effect, repeat, context }: Redelivery): Finding {
  const site = callSite(effect);
  const certain =
    isProved(effect) && context.evidence.by !== "name" && repeat.proved;
  const target = effect.site.text;
  return {
    rule: "require-idempotent-handler",
    certainty: certain ? "certain" : "possible",
    message: `\`${site.text}\` ${repeat.what} each time this ${nameOf(context)} runs, and nothing recognises a second delivery of the same message: a retry does it again. Record the message's own key under a unique constraint in the same transaction and stop when it is there, or pass a key derived from the message.`,
    location: locationOf(site),
    steps: [
      stepElsewhere(
        "first delivery",
        `${context.text} receives the message`,
        "message",
      ),
      stepAt(
        effect,
        "first delivery",
        `\`${effect.site.text}\` ${repeat.what}`,
        target,
        "done once",
      ),
      stepElsewhere(
        "first delivery",
        "fails, or its acknowledgement is lost",
        "message",
        "the message is still due",
      ),
      stepElsewhere(
        "second delivery",
        `${context.text} receives the same message`,
        "message",
      ),
      stepAt(
        effect,
        "second delivery",
        `\`${effect.site.text}\` ${repeat.what} again`,
        target,
        "done twice",
      ),
    ],
    model: {
      protocol: "duplicate-delivery",
      tasks: ["first delivery", "second delivery"].map((actor) => ({
        actor,
        operations: [{ op: "effect.apply", name: effect.kind }],
      })),
      invariant: "the effect happens once for one message",
    },
    assumptions: [
      {
        text: `\`${context.text}\` may be run again with the same message (${deliveries[context.delivery] ?? "redelivered"}).`,
      },
      ...(certain
        ? []
        : [
            {
              text: `\`${effect.site.text}\` ${repeat.what}, or the handler is one, judged by name.`,
              setting: "stores",
            },
          ]),
    ],
    fixes: [],
  };
}

const deliveries: Readonly<
  Partial<Record<DeliveryContext["delivery"], string>>
> = {
  consumer: "brokers deliver at least once",
  webhook: "senders repeat until they get a success answer",
  job: "queues retry and re-run stalled jobs",
  cron: "schedules overlap and are repeated by hand",
  "retried-step": "the framework runs the step again after a failure",
};

function nameOf(context: DeliveryContext): string {
  return context.delivery === "retried-step" ? "step" : context.delivery;
}
