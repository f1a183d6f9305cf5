import { at, call, nothing } from "../build.ts";
import type { CallEntry, Library, Pick } from "../entry.ts";

/** `create(params, options)`, `update(id, params, options)`, and a list's `create(id, params, options)`. */
const options: readonly Pick[] = [
  at(1, "idempotencyKey"),
  at(2, "idempotencyKey"),
];

const writes = [
  "create",
  "update",
  "cancel",
  "capture",
  "confirm",
  "pay",
  "del",
  "finalizeInvoice",
];
const others = [
  "voidInvoice",
  "sendInvoice",
  "reverse",
  "approve",
  "resume",
  "deleteDiscount",
];
const attachments = [
  "attach",
  "detach",
  "createReversal",
  "createBalanceTransaction",
  "expire",
];

function remote(paths: readonly string[], write: boolean): CallEntry {
  return call(paths, {
    effect: "remote",
    write,
    ...(write && { idempotency: options }),
  });
}

/**
 * Stripe, checked on 23.1.0.
 *
 * Facts: the `idempotencyKey` option makes a second `create` answer the first
 * one's result (for about a day).
 *
 * Negative facts: the key that the SDK invents covers its own network retries
 * only. A `randomUUID()`, or an id of a row created in the same run, is a new
 * key on every delivery. A verified signature says who sent the event, not
 * that it is the first time.
 */
export const stripe: Library = {
  name: "stripe",
  packages: ["stripe"],
  checked: "14 - 23",
  role: "remote",
  typeNames: ["Stripe"],
  calls: [
    call(["webhooks.constructEvent", "webhooks.constructEventAsync"], {
      effect: "verify-webhook",
    }),
    // Sessions and portal links: a second one is of no harm.
    remote(
      [
        "sessions.create",
        "billingPortal.sessions.create",
        "accountLinks.create",
      ],
      false,
    ),
    remote(["ephemeralKeys.create", "accountSessions.create"], false),
    remote([...writes, ...others, ...attachments], true),
    remote(
      [
        "retrieve",
        "list",
        "search",
        "retrieveUpcoming",
        "createPreview",
        "listLineItems",
      ],
      false,
    ),
    nothing("autoPagingToArray", "autoPagingEach", "generateTestHeaderString"),
  ],
  messages: [
    "Event",
    "DiscriminatedEvent",
    "CheckoutSessionCompletedEvent",
    "InvoicePaidEvent",
    "CustomerSubscriptionUpdatedEvent",
    "CustomerSubscriptionDeletedEvent",
    "PaymentIntentSucceededEvent",
  ].map((name) => ({ type: `Stripe.${name}`, delivery: "webhook" })),
};
