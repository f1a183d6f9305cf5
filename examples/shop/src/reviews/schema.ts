import { integer, pgTable, text } from "drizzle-orm/pg-core";

export const reviews = pgTable("reviews", {
  id: text("id").primaryKey(),
  productId: text("product_id").notNull(),
  stars: integer("stars").notNull(),
  helpful: integer("helpful").notNull().default(0),
});
