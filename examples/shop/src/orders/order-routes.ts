import { Router } from "express";
import type { OrderService } from "./order-service.js";

interface NewOrder {
  readonly userId: string;
  readonly totalCents: number;
}

export function orderRoutes(orders: OrderService): Router {
  const routes = Router();

  routes.post("/orders", async (request, response) => {
    const { userId, totalCents } = request.body as NewOrder;
    response.status(201).json(await orders.place(userId, totalCents));
  });

  routes.post("/orders/:id/cancel", async (request, response) => {
    await orders.cancel(request.params.id);
    response.sendStatus(204);
  });

  return routes;
}
