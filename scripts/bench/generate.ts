/** A back end made of our own templates: the same files for the same size, every time. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { templates } from "./templates.ts";

export interface Generated {
  readonly folder: string;
  remove(): void;
}

/** Writes a project of so many files to a temporary folder. */
export function generateProject(files: number): Generated {
  const folder = mkdtempSync(path.join(tmpdir(), "consistency-bench-"));
  const write = (name: string, text: string) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write("package.json", '{ "name": "generated", "private": true }\n');
  write("tsconfig.json", "{}\n");
  write("src/clients.ts", clients);
  for (let index = 0; index < files - 1; index++) {
    const template = templates[index % templates.length];
    const feature = Math.floor(index / templates.length);
    if (template) write(template.path(feature), template.text(feature));
  }
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

const clients = `import { PrismaClient } from "@prisma/client";
import Redis from "ioredis";
import { Queue } from "bullmq";

export const prisma = new PrismaClient();
export const redis = new Redis();
export const mails = new Queue("mails");
`;
