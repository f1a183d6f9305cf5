/** How time and memory grow with the number of files, each size in a process of its own. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Row } from "./table.ts";

const worker = fileURLToPath(new URL("growth-worker.ts", import.meta.url));

export interface Grown {
  readonly milliseconds: number;
  readonly megabytes: number;
}

export function measureGrowth(sizes: readonly number[]): readonly Row[] {
  return sizes.map((size) => {
    const grown = grow(size);
    const what = `${String(size)} files`;
    if (!grown)
      return { what, measured: "out of memory", bar: "2 GB", holds: false };
    const { milliseconds, megabytes } = grown;
    const each = (milliseconds / size).toFixed(2);
    return {
      what,
      measured: `${(milliseconds / 1000).toFixed(1)} s, ${each} ms each, ${String(megabytes)} MB`,
      bar: "2 GB",
      holds: true,
    };
  });
}

function grow(size: number): Grown | undefined {
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--max-old-space-size=2048", "--import", "tsx", worker, String(size)],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  return status === 0 ? (JSON.parse(stdout) as Grown) : undefined;
}
