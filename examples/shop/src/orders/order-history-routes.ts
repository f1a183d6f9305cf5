import { Router } from "express";
import type { Request } from "express";
import { prisma } from "../clients.js";

/** A request that the sign-in has let through. */
interface SignedIn extends Request {
  readonly user: { readonly id: string };
}

export const orderHistoryRoutes = Router();

/** The content network keeps one customer's orders and shows them to the next. */
orderHistoryRoutes.get("/my/orders", async (request, response) => {
  const { user } = request as SignedIn;
  const orders = await prisma.order.findMany({ where: { userId: user.id } });
  // expect: no-shared-stale-response possible
  response.set("Cache-Control", "public, max-age=60");
  response.json(orders);
});

orderHistoryRoutes.get("/my/orders/fresh", async (request, response) => {
  const { user } = request as SignedIn;
  const orders = await prisma.order.findMany({ where: { userId: user.id } });
  response.set("Cache-Control", "private, no-cache");
  response.json(orders);
});
