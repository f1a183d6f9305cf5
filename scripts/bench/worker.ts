/** `worker.ts JOB`: lints a folder under the job's configurations, which take turns, and prints what it took. */
import { configOf } from "./configs.ts";
import type { Job, Measured } from "./job.ts";
import { createLint, sourcesIn } from "./lint.ts";
import { cpuTime, megabytes } from "./measure.ts";

const job = JSON.parse(process.argv[2] ?? "") as Job;
const files = sourcesIn(job.folder);
const lints = job.configs.map((name) =>
  createLint(job.folder, configOf(name, job.folder)),
);
const times = lints.map((): number[] => []);
let unread = 0;
let heap = 0;

for (let run = 0; run < job.runs; run++)
  for (const [index, lint] of lints.entries()) {
    unread = 0;
    const time = await cpuTime(async () => {
      for (const file of files) {
        if (!(await lint(file))) unread += 1;
        heap = Math.max(heap, process.memoryUsage().heapUsed);
      }
    });
    times[index]?.push(time);
  }

const measured: Measured = {
  times,
  files: files.length,
  unread,
  heap: megabytes(heap),
  resident: megabytes(process.resourceUsage().maxRSS * 1024),
};
console.log(JSON.stringify(measured));
