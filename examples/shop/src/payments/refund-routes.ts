import { Router } from "express";
import { stripe } from "../clients.js";

export const refundRoutes = Router();

interface Refund {
  readonly charge: string;
  readonly cents: number;
}

/** A client that got no answer tries again, and the money goes back twice. */
refundRoutes.post("/refunds", async (request, response) => {
  const { charge, cents } = request.body as Refund;
  // expect: require-idempotency-key certain
  await stripe.refunds.create({ charge, amount: cents });
  response.sendStatus(204);
});

/** The client makes the key once and sends it with every try. */
refundRoutes.put("/refunds/:id", async (request, response) => {
  const { charge, cents } = request.body as Refund;
  await stripe.refunds.create(
    { charge, amount: cents },
    { idempotencyKey: request.params.id },
  );
  response.sendStatus(204);
});
