import { at, call, nothing } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * Bull, checked on 4.16. `process(name?, concurrency?, fn)`.
 *
 * Negative facts: as for BullMQ, a `jobId` deduplicates the enqueue only.
 */
export const bull: Library = {
  name: "bull",
  packages: ["bull"],
  checked: "4",
  role: "broker",
  calls: [
    // Listeners of this process: nothing is delivered to them again.
    call("on", { effect: "task", callback: at(1), delivery: "event" }),
    call("once", { effect: "task", callback: at(1), delivery: "event" }),
    call("process", {
      effect: "task",
      callback: at(-1),
      delivery: "job",
      message: 0,
    }),
    {
      ...call("add", { effect: "publish", payload: at(0), dedup: [] }),
      args: 1,
    },
    call("add", {
      effect: "publish",
      channel: at(0),
      payload: at(1),
      dedup: [at(2, "jobId"), at(1, "jobId")],
    }),
    call("addBulk", { effect: "publish", payload: at(0) }),
    nothing("getJob", "getJobs", "close", "progress", "log"),
  ],
  messages: [{ type: "Job", delivery: "job" }],
};

/** @nestjs/bull and @nestjs/bullmq: checked on 10 and 11; queues are injected Bull(MQ) objects. */
export const nestBull: Library = {
  name: "@nestjs/bull",
  packages: ["@nestjs/bull", "@nestjs/bullmq"],
  checked: "10 - 11",
  role: "broker",
  calls: [],
  decorators: [
    { decorator: "Process", delivery: "job" },
    { decorator: "OnQueueActive", delivery: "event" },
    { decorator: "OnQueueCompleted", delivery: "event" },
    { decorator: "OnQueueFailed", delivery: "event" },
    { decorator: "OnWorkerEvent", delivery: "event" },
    { decorator: "OnQueueEvent", delivery: "event" },
  ],
  bases: [{ base: "WorkerHost", method: "process", delivery: "job" }],
};
