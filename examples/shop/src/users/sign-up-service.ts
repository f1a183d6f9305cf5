import { Prisma, type PrismaClient } from "@prisma/client";

export class AddressTakenError extends Error {}

export class SignUpService {
  constructor(private readonly prisma: PrismaClient) {}

  /** The address is unique: the second of two clicks fails with an error nobody expects. */
  async signUp(email: string, name: string): Promise<void> {
    const known = await this.prisma.user.findUnique({ where: { email } });
    if (known) throw new AddressTakenError(email);
    // expect: no-check-then-insert possible
    await this.prisma.user.create({ data: { email, name } });
  }

  /** The unique key decides, and its violation is an answer. */
  async signUpOnce(email: string, name: string): Promise<void> {
    try {
      await this.prisma.user.create({ data: { email, name } });
    } catch (error) {
      if (isUniqueViolation(error)) throw new AddressTakenError(email);
      throw error;
    }
  }
}

function isUniqueViolation(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError &&
    error.code === "P2002"
  );
}
