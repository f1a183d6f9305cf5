import express from "express";
import { CacheService } from "./cache/cache-service.js";
import { LeasedCache } from "./cache/leased-cache.js";
import { VersionedCache } from "./cache/versioned-cache.js";
import { orderQueue, prisma, redis } from "./clients.js";
import { OrderService } from "./orders/order-service.js";
import { stripeWebhook } from "./payments/stripe-webhook.js";
import { CatalogueService } from "./products/catalogue-service.js";
import { CategoryService } from "./products/category-service.js";
import { PriceService } from "./products/price-service.js";
import { ProductService } from "./products/product-service.js";
import { productEditorRoutes } from "./products/product-editor-routes.js";
import { productRoutes } from "./products/product-routes.js";
import { profileRoutes } from "./users/profile-routes.js";
import { orderHistoryRoutes } from "./orders/order-history-routes.js";
import { orderRoutes } from "./orders/order-routes.js";

const products = new ProductService(prisma, new CacheService(redis));
const prices = new PriceService(prisma, new VersionedCache(redis));
const catalogue = new CatalogueService(prisma, new LeasedCache(redis));
const categories = new CategoryService(prisma);
const orders = new OrderService(prisma, orderQueue);

const app = express();
// Stripe signs the raw bytes, so its route comes before the JSON parser.
app.use(stripeWebhook);
app.use(express.json());
app.use(profileRoutes);
app.use(productEditorRoutes);
app.use(productRoutes({ products, prices, catalogue, categories }));
app.use(orderHistoryRoutes);
app.use(orderRoutes(orders));
app.listen(3000);
