import type Stripe from "stripe";

export function calls(stripe: Stripe): unknown[] {
  const once = { idempotencyKey: "k" };
  return [
    stripe.webhooks.constructEvent("body", "signature", "secret"),
    stripe.webhooks.constructEventAsync("body", "signature", "secret"),
    stripe.webhooks.generateTestHeaderString({ payload: "p", secret: "s" }),
    stripe.checkout.sessions.create({}),
    stripe.billingPortal.sessions.create({ customer: "c" }),
    stripe.accountLinks.create({ account: "a", type: "account_onboarding" }),
    stripe.accountSessions.create({ account: "a", components: {} }),
    stripe.ephemeralKeys.create({}),
    stripe.paymentIntents.create({ amount: 1, currency: "eur" }, once),
    stripe.customers.update("c", {}, once),
    stripe.customers.del("c"),
    stripe.customers.deleteDiscount("c"),
    stripe.customers.createBalanceTransaction("c", {
      amount: 1,
      currency: "eur",
    }),
    stripe.customers.retrieve("c"),
    stripe.customers.search({ query: "q" }),
    stripe.customers.list().autoPagingToArray({ limit: 1 }),
    stripe.customers.list().autoPagingEach(() => undefined),
    stripe.subscriptions.cancel("s"),
    stripe.subscriptions.resume("s"),
    stripe.paymentIntents.capture("p"),
    stripe.paymentIntents.confirm("p"),
    stripe.invoices.pay("i"),
    stripe.invoices.finalizeInvoice("i"),
    stripe.invoices.voidInvoice("i"),
    stripe.invoices.sendInvoice("i"),
    stripe.payouts.reverse("p"),
    stripe.paymentMethods.attach("p", { customer: "c" }),
    stripe.paymentMethods.detach("p"),
    stripe.transfers.createReversal("t"),
    stripe.checkout.sessions.expire("s"),
    stripe.checkout.sessions.listLineItems("s"),
    stripe.invoices.createPreview(),
  ];
}

export type Messages = [
  Stripe.Event,
  Stripe.CheckoutSessionCompletedEvent,
  Stripe.InvoicePaidEvent,
  Stripe.CustomerSubscriptionUpdatedEvent,
  Stripe.CustomerSubscriptionDeletedEvent,
  Stripe.PaymentIntentSucceededEvent,
];
