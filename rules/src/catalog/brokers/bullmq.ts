import { at, call, nothing, on } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * BullMQ, checked on 6.7.0.
 *
 * Negative facts: a job id or `deduplication` stops a second enqueue, not a
 * second run: a stalled job is run again by default (`maxStalledCount` is 1),
 * whatever `attempts` says. A job id no longer deduplicates once the job was
 * removed. Templates of a job scheduler cannot carry a job id.
 */
export const bullmq: Library = {
  name: "bullmq",
  packages: ["bullmq"],
  checked: "4 - 6",
  role: "broker",
  typeNames: ["FlowProducer"],
  calls: [
    // Listeners of this process: nothing is delivered to them again.
    call("on", { effect: "task", callback: at(1), delivery: "event" }),
    call("once", { effect: "task", callback: at(1), delivery: "event" }),
    on(
      ["Worker"],
      call("new", {
        effect: "task",
        callback: at(1),
        delivery: "job",
        message: 0,
      }),
    ),
    on(
      ["FlowProducer"],
      call("add", {
        effect: "publish",
        channel: at(0, "queueName"),
        payload: at(0, "data"),
        dedup: [at(0, "opts.jobId"), at(0, "opts.deduplication.id")],
      }),
    ),
    call("add", {
      effect: "publish",
      channel: at(0),
      payload: at(1),
      dedup: [at(2, "jobId"), at(2, "deduplication.id")],
    }),
    call("addBulk", { effect: "publish", payload: at(0) }),
    call("upsertJobScheduler", {
      effect: "publish",
      channel: at(0),
      dedup: [at(0)],
    }),
    nothing(
      "getJob",
      "getJobs",
      "getJobCounts",
      "close",
      "updateProgress",
      "updateData",
      "log",
    ),
  ],
  bases: [{ base: "WorkerHost", method: "process", delivery: "job" }],
  messages: [{ type: "Job", delivery: "job" }],
};
