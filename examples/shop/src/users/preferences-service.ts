import type { Prisma, PrismaClient } from "@prisma/client";

export class ConflictError extends Error {}

export class PreferencesService {
  constructor(private readonly prisma: PrismaClient) {}

  async change(userId: string, changes: Prisma.JsonObject): Promise<void> {
    const user = await this.prisma.user.findUniqueOrThrow({
      where: { id: userId },
    });
    const preferences = {
      ...(user.preferences as Prisma.JsonObject),
      ...changes,
    };
    // expect: require-version-check certain
    await this.prisma.user.update({
      where: { id: userId },
      data: { preferences },
    });
  }

  /** The same, but a change that came in between is a conflict and not lost. */
  async changeVersioned(
    userId: string,
    changes: Prisma.JsonObject,
  ): Promise<void> {
    const user = await this.prisma.user.findUniqueOrThrow({
      where: { id: userId },
    });
    const preferences = {
      ...(user.preferences as Prisma.JsonObject),
      ...changes,
    };
    const { count } = await this.prisma.user.updateMany({
      where: { id: userId, version: user.version },
      data: { preferences, version: { increment: 1 } },
    });
    if (count === 0)
      throw new ConflictError("The preferences changed meanwhile.");
  }
}
