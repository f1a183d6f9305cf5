/**
 * Redelivery: a consumer, webhook, job or cron run happens again, and something
 * in it adds up: a mail, a counter, an insert, a publish, a charge.
 */
import { isHandlerExport } from "../analysis/delivery-names.ts";
import type {
  DeliveryContext,
  Effect,
  Flow,
  Site,
} from "../analysis/effect.ts";
import { effectsBefore } from "../analysis/order.ts";
import {
  isProved,
  locationOf,
  stepAt,
  stepElsewhere,
} from "../analysis/report-place.ts";
import { ownWebhook } from "../catalog/handler-names.ts";
import type { Finding } from "../finding.ts";
import { idempotencyKeyFixes } from "../fixes/idempotency-key.ts";
import { lastNameOf } from "./call-names.ts";
import { entityName } from "../analysis/entity-name.ts";
import type { Hazard } from "./hazard.ts";
import { doubtUnless, judge } from "./judgement.ts";
import { placeIn } from "./place-in.ts";
import { doubtsAbout } from "./redelivery-doubts.ts";
import { isRecognisedBefore } from "./redelivery-guards.ts";
import { repeatOf } from "./repeated-effects.ts";
import type { Repeat } from "./repeated-effects.ts";
import { twice } from "./models.ts";

export interface Redelivery {
  readonly effect: Effect;
  readonly repeat: Repeat;
  readonly context: DeliveryContext;
  readonly flow: Flow;
  /** Where the linted file has it: the effect itself, or the call that leads to it. */
  readonly place: Site;
}

export const redelivery: Hazard = {
  rule: "require-idempotent-handler",
  needs: {
    all: [
      ["redelivery", "verify-webhook"],
      [
        "mail",
        "publish",
        "remote",
        "row-change",
        "row-update",
        "row-upsert",
        "row-save",
      ],
    ],
  },
  find: (flow, file) => redeliveriesIn(flow, file).map(findingOf),
};

const repeated = new Set<DeliveryContext["delivery"]>([
  "consumer",
  "webhook",
  "job",
  "cron",
  "retried-step",
]);

function redeliveriesIn(flow: Flow, file: string): readonly Redelivery[] {
  const found = new Map<Site["node"], Redelivery>();
  for (const effect of flow.effects) {
    const place = placeIn(file, effect);
    const context = contextOf(flow, effect);
    if (!place || !context || found.has(place.node)) continue;
    const repeat = repeatOf(effect, flow);
    if (!repeat) continue;
    const before = effectsBefore(flow.effects, effect);
    if (isRecognisedBefore(effect, before, flow)) continue;
    const redelivery = { effect, repeat, context, flow, place };
    if (!isReportedThere(redelivery)) found.set(place.node, redelivery);
  }
  return [...found.values()];
}

/** A request whose sender is proved to be a provider is one that is sent again. */
function contextOf(flow: Flow, effect: Effect): DeliveryContext | undefined {
  const { context } = flow;
  if (
    context &&
    repeated.has(context.delivery) &&
    context.evidence.by !== "name"
  )
    return context;
  const proof = effectsBefore(flow.effects, effect).find(
    ({ kind }) => kind === "verify-webhook",
  );
  if (proof)
    return {
      delivery: "webhook",
      evidence: proof.evidence,
      text: proof.site.text,
    };
  if (!context || !repeated.has(context.delivery)) return undefined;
  return context.delivery === "webhook" && isAboutOwnWebhooks(flow)
    ? undefined
    : context;
}

/** Code that keeps the webhooks which others registered sends them. */
function isAboutOwnWebhooks(flow: Flow): boolean {
  return flow.effects.some(
    (effect) =>
      effect.kind === "row" &&
      effect.operation !== "read" &&
      ownWebhook.test(entityName(effect.entity) ?? ""),
  );
}

/** A handler of another file, told by its own place, is reported where it stands. */
function isReportedThere(found: Redelivery): boolean {
  if (isCertain(found)) return false;
  const sites = [...found.effect.frames, found.effect.site];
  const next = sites[sites.indexOf(found.place) + 1];
  return (
    next !== undefined &&
    isHandlerExport(next.file, lastNameOf(found.place.text))
  );
}

function isCertain({ effect, repeat, context }: Redelivery): boolean {
  return isProved(effect) && context.evidence.by !== "name" && repeat.proved;
}

function findingOf(found: Redelivery): Finding {
  const { effect, repeat, context, place: site } = found;
  const target = effect.site.text;
  return {
    rule: "require-idempotent-handler",
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
      tasks: twice("delivery", [{ op: "effect.apply", name: effect.kind }]),
      invariant: "the effect happens once for one message",
    },
    ...judge({
      doubts: [
        ...doubtUnless(
          isCertain(found),
          `\`${effect.site.text}\` ${repeat.what}, or the handler is one, judged by name.`,
          "stores",
        ),
        ...doubtsAbout(effect, repeat, context, found.flow),
      ],
      beliefs: [
        {
          text: `\`${context.text}\` may be run again with the same message (${deliveries[context.delivery] ?? "redelivered"}).`,
        },
      ],
    }),
    fixes: idempotencyKeyFixes(found),
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
