import { Router } from "express";
import type { CatalogueService } from "./catalogue-service.js";
import type { CategoryService } from "./category-service.js";
import type { PriceService } from "./price-service.js";
import type { ProductService } from "./product-service.js";

export interface Shelves {
  readonly products: ProductService;
  readonly prices: PriceService;
  readonly catalogue: CatalogueService;
  readonly categories: CategoryService;
}

export function productRoutes(shelves: Shelves): Router {
  const routes = Router();

  routes.get("/products/:id", async (request, response) => {
    const product = await shelves.products.find(request.params.id);
    const price = await shelves.prices.find(request.params.id);
    if (product === null) {
      response.sendStatus(404);
      return;
    }
    response.json({ ...product, price });
  });

  routes.get("/categories/:id", async (request, response) => {
    const { id } = request.params;
    const category = await shelves.categories.find(id);
    const products = await shelves.catalogue.list(id);
    response.json({ category, products });
  });

  routes.put("/products/:id/price", async (request, response) => {
    const { cents } = request.body as { cents: number };
    response.json(await shelves.prices.change(request.params.id, cents));
  });

  return routes;
}
