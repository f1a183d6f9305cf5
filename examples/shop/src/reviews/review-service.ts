import { eq, sql } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { reviews } from "./schema.js";

export class ReviewService {
  constructor(private readonly db: NodePgDatabase) {}

  async markHelpful(id: string): Promise<void> {
    const [review] = await this.db
      .select()
      .from(reviews)
      .where(eq(reviews.id, id));
    if (review === undefined) return;
    await this.db
      // expect: require-version-check certain
      .update(reviews)
      .set({ helpful: review.helpful + 1 })
      .where(eq(reviews.id, id));
  }

  /** The database adds, so that two votes both count. */
  async markHelpfulAtomically(id: string): Promise<void> {
    await this.db
      .update(reviews)
      .set({ helpful: sql`${reviews.helpful} + 1` })
      .where(eq(reviews.id, id));
  }
}
