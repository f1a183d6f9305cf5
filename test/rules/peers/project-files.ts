/** Small projects on disk, and what the engine finds in their files. */
import { createEngine } from "../../../rules/src/engine.ts";
import type { Engine, FileReport } from "../../../rules/src/engine.ts";
import type { Finding, RuleName } from "../../../rules/src/finding.ts";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import type { TemporaryFolder } from "../../support/temporary-folder.ts";

export type Files = Readonly<Record<string, string>>;

/** Clients that every project of these tests has. */
const clients: Files = {
  "package.json": `{ "name": "service" }`,
  "clients.ts": `import { Redis } from "ioredis";
    import { PrismaClient } from "@prisma/client";
    export const redis = new Redis();
    export const prisma = new PrismaClient();`,
};

/** Caches users under a key, an hour long, with a plain set after a load. */
export const reader = `import { prisma, redis } from "./clients.ts";
export async function findUser(id: string) {
  const hit = await redis.get(\`user:\${id}\`);
  if (hit) return JSON.parse(hit);
  const user = await prisma.user.findUnique({ where: { id } });
  await redis.set(\`user:\${id}\`, JSON.stringify(user), "EX", 3600);
  return user;
}
`;

/** Changes users, and does something about the cached copy. */
export function writer(care: string, more = ""): string {
  return `import { prisma, redis } from "./clients.ts";
${more}
export async function rename(id: string, name: string) {
  await prisma.user.update({ where: { id }, data: { name } });
  ${care}
}
`;
}

export class ProjectFiles {
  readonly engine: Engine = createEngine();
  readonly folder: TemporaryFolder;

  constructor(files: Files) {
    this.folder = temporaryFolder({ ...clients, ...files });
  }

  report(name: string, rule: RuleName): FileReport {
    const file = this.folder.at(name);
    const text = readFileSync(file, "utf8");
    return this.engine.analyze(
      { path: file, text },
      new Map([[rule, "possible"]]),
    );
  }

  /** Changes a file, and says so. */
  write(name: string, text: string): void {
    writeFileSync(this.folder.at(name), text);
    this.engine.refresh();
  }

  /** Where the steps of a finding are: `writer.ts:4`, or `-` outside the code. */
  placesOf({ steps }: Finding): readonly string[] {
    return steps.map(({ location }) =>
      location
        ? `${path.relative(this.folder.path, location.file)}:${String(location.start.line)}`
        : "-",
    );
  }

  remove(): void {
    this.folder.remove();
  }
}
