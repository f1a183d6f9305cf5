/** One feature of a back end, file by file; each imports what it uses, and some the feature before. */

export interface Template {
  path(feature: number): string;
  text(feature: number): string;
}

function template(
  name: string,
  text: (feature: number, before: number) => string,
): Template {
  return {
    path: (feature) => `src/${folderOf(feature)}/${name}`,
    text: (feature) => text(feature, Math.max(0, feature - 1)),
  };
}

function folderOf(feature: number): string {
  return `feature-${String(feature)}`;
}

export const templates: readonly Template[] = [
  template(
    "types.ts",
    (n) => `export interface Item${String(n)} {
  id: string;
  name: string;
  price: number;
  tags: readonly string[];
}

export type Filter${String(n)} = Partial<Pick<Item${String(n)}, "name" | "price">>;
`,
  ),
  template(
    "repository.ts",
    (n) => `import { prisma } from "../clients";
import type { Filter${String(n)} } from "./types";

export class Repository${String(n)} {
  find(id: string) {
    return prisma.item${String(n)}.findUnique({ where: { id } });
  }

  list(filter: Filter${String(n)}) {
    return prisma.item${String(n)}.findMany({ where: filter, take: 50 });
  }

  rename(id: string, name: string) {
    return prisma.item${String(n)}.update({ where: { id }, data: { name } });
  }
}
`,
  ),
  template(
    "service.ts",
    (n, before) => `import { redis } from "../clients";
import { Repository${String(n)} } from "./repository";
import { keyOf${String(n)} } from "./keys";
import { slug${String(before)} } from "../${folderOf(before)}/text";

export class Service${String(n)} {
  constructor(private readonly items: Repository${String(n)}) {}

  async get(id: string) {
    const cached = await redis.get(keyOf${String(n)}(id));
    if (cached) return JSON.parse(cached);
    const item = await this.items.find(id);
    await redis.set(keyOf${String(n)}(id), JSON.stringify(item), "EX", 60);
    return item;
  }

  async rename(id: string, name: string) {
    await this.items.rename(id, slug${String(before)}(name));
    await redis.del(keyOf${String(n)}(id));
  }
}
`,
  ),
  template(
    "keys.ts",
    (n) => `export function keyOf${String(n)}(id: string): string {
  return \`item${String(n)}:\${id}\`;
}
`,
  ),
  template(
    "text.ts",
    (n) => `const separators = /[^a-z0-9]+/g;

export function slug${String(n)}(text: string): string {
  return text.toLowerCase().replace(separators, "-").replace(/^-|-$/g, "");
}

export function initials${String(n)}(text: string): string {
  const words = text.split(" ").filter((word) => word.length > 0);
  return words.map((word) => word.charAt(0).toUpperCase()).join("");
}

export function shorten${String(n)}(text: string, length: number): string {
  if (text.length <= length) return text;
  return \`\${text.slice(0, length - 1)}…\`;
}
`,
  ),
  template(
    "route.ts",
    (n) => `import { Router } from "express";
import { Repository${String(n)} } from "./repository";
import { Service${String(n)} } from "./service";

export const router${String(n)} = Router();
const service = new Service${String(n)}(new Repository${String(n)}());

router${String(n)}.get("/items/:id", async (request, response) => {
  const item = await service.get(request.params.id);
  if (!item) {
    response.status(404).end();
    return;
  }
  response.json(item);
});

router${String(n)}.patch("/items/:id", async (request, response) => {
  await service.rename(request.params.id, request.body.name);
  response.status(204).end();
});
`,
  ),
  template(
    "consumer.ts",
    (n) => `import { Worker } from "bullmq";
import { prisma, mails } from "../clients";

export const worker${String(n)} = new Worker("item${String(n)}", async (job) => {
  const item = await prisma.item${String(n)}.findUnique({ where: { id: job.data.id } });
  if (!item) return;
  await mails.add("changed", { id: item.id }, { jobId: \`changed-\${job.id}\` });
});
`,
  ),
  ...["List", "Form", "Card"].map((kind) =>
    template(
      `${kind}.tsx`,
      (n) => `import { useState } from "react";
import type { Item${String(n)} } from "./types";
import { initials${String(n)}, shorten${String(n)} } from "./text";

interface Props {
  readonly items: readonly Item${String(n)}[];
  readonly onSelect: (item: Item${String(n)}) => void;
}

export function ${kind}${String(n)}({ items, onSelect }: Props) {
  const [query, setQuery] = useState("");
  const shown = items.filter(({ name }) => name.includes(query));
  return (
    <section>
      <input value={query} onChange={(event) => setQuery(event.target.value)} />
      <ul>
        {shown.map((item) => (
          <li key={item.id} onClick={() => onSelect(item)}>
            <b>{initials${String(n)}(item.name)}</b> {shorten${String(n)}(item.name, 40)}
            {item.tags.length > 0 && <i>{item.tags.join(", ")}</i>}
          </li>
        ))}
      </ul>
    </section>
  );
}
`,
    ),
  ),
  template(
    "service.test.ts",
    (n) => `import { Service${String(n)} } from "./service";

describe("Service${String(n)}", () => {
  it("answers from the repository", async () => {
    const repository = { find: async () => ({ id: "1", name: "a" }) };
    const service = new Service${String(n)}(repository as never);
    expect(await service.get("1")).toEqual({ id: "1", name: "a" });
  });
});
`,
  ),
];
