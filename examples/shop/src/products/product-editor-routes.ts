import { Router } from "express";
import { prisma, redis } from "../clients.js";

interface ProductForm {
  readonly name: string;
  readonly categoryId: string;
  readonly version: number;
}

/** What the back office edits products with: the first pair is broken. */
export const productEditorRoutes = Router();

productEditorRoutes.get("/editor/:id", async (request, response) => {
  const { id } = request.params;
  const product = await prisma.product.findUniqueOrThrow({ where: { id } });
  // expect: require-version-in-response possible
  response.json({ name: product.name, categoryId: product.categoryId });
});

productEditorRoutes.put("/editor/:id", async (request, response) => {
  const { id } = request.params;
  const { name, categoryId } = request.body as ProductForm;
  // expect: no-blind-overwrite certain
  await prisma.product.update({ where: { id }, data: { name, categoryId } });
  await redis.del(`product:${id}`, `catalogue:${categoryId}`);
  response.sendStatus(204);
});

productEditorRoutes.get("/safe-editor/:id", async (request, response) => {
  const { id } = request.params;
  const product = await prisma.product.findUniqueOrThrow({ where: { id } });
  const { name, categoryId, version } = product;
  response.json({ name, categoryId, version });
});

/** The form says which version it was made from; who comes second gets 409. */
productEditorRoutes.put("/safe-editor/:id", async (request, response) => {
  const { id } = request.params;
  const { name, categoryId, version } = request.body as ProductForm;
  const { count } = await prisma.product.updateMany({
    where: { id, version },
    data: { name, categoryId, version: { increment: 1 } },
  });
  if (count === 0) {
    response.sendStatus(409);
    return;
  }
  await redis.del(`product:${id}`, `catalogue:${categoryId}`);
  response.sendStatus(204);
});
