/** The source of the module that holds the texts of the helper files. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";

export const TEMPLATES = path.resolve(
  import.meta.dirname,
  "../../rules/src/fixes/templates",
);

const CLIENTS = ["ioredis", "node-redis"] as const;

/** Each line of a helper file as one string, so that a change reads as one. */
export function textsModule(): Promise<string> {
  const entries = CLIENTS.map(
    (client) => `  ${JSON.stringify(client)}: ${linesOf(client)},\n`,
  );
  const text = [
    "// Made of the files beside it by `npm run templates`; do not edit.\n\n",
    "/** The text of `cache-lease.ts` for each client. */\n",
    "export const cacheLeaseTexts = {\n",
    ...entries,
    "} as const;\n",
  ].join("");
  return format(text, { parser: "typescript" });
}

function linesOf(client: string): string {
  const text = readFileSync(
    path.join(TEMPLATES, client, "cache-lease.ts"),
    "utf8",
  );
  const lines = text.replace(/\n$/u, "").split("\n");
  const strings = lines.map((line) => `    ${JSON.stringify(line)},\n`);
  return `[\n${strings.join("")}    "",\n  ].join("\\n")`;
}
