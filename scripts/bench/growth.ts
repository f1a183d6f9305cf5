/** How time and memory grow with the number of files, each size in a process of its own. */
import { generateProject } from "./generate.ts";
import { runJob } from "./job.ts";
import type { Row } from "./table.ts";

export function measureGrowth(sizes: readonly number[]): readonly Row[] {
  return sizes.map((size) => {
    const project = generateProject(size);
    const grown = runJob({
      folder: project.folder,
      configs: ["recommended"],
      runs: 1,
    });
    project.remove();
    const what = `${size} files`;
    const bar = "finishes with 2 GB";
    if (!grown) return { what, measured: "did not finish", bar, holds: false };
    const time = grown.times[0]?.[0] ?? 0;
    const each = (time / grown.files).toFixed(2);
    return {
      what,
      measured: `${(time / 1000).toFixed(1)} s, ${each} ms each, heap ${grown.heap} MB, resident ${grown.resident} MB`,
      bar,
      holds: true,
    };
  });
}
