import { Router } from "express";
import { prisma, redis } from "../clients.js";

/** How old a profile may be if its invalidation is lost. */
const PROFILE_MAX_AGE_SECONDS = 3600;

export const profileRoutes = Router();

profileRoutes.get("/users/:id", async (request, response) => {
  const { id } = request.params;
  const cached = await redis.get(`user:${id}`);
  if (cached !== null) {
    response.json(JSON.parse(cached));
    return;
  }
  const user = await prisma.user.findUnique({
    where: { id },
    select: { id: true, name: true },
  });
  if (user === null) {
    response.sendStatus(404);
    return;
  }
  // expect: no-cache-aside-race certain
  await redis.set(
    `user:${id}`,
    JSON.stringify(user),
    "EX",
    PROFILE_MAX_AGE_SECONDS,
  );
  response.json(user);
});

profileRoutes.patch("/users/:id", async (request, response) => {
  const { id } = request.params;
  const { name } = request.body as { name: string };
  const user = await prisma.user.update({ where: { id }, data: { name } });
  await redis.del(`user:${id}`);
  response.json(user);
});
