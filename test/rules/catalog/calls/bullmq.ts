import { Worker } from "bullmq";
import type { FlowProducer, Job, Queue } from "bullmq";

export function calls(
  queue: Queue,
  flow: FlowProducer,
  job: Job,
  worker: Worker,
): unknown[] {
  return [
    worker.on("failed", (one) => one?.id),
    worker.once("completed", (one) => one.id),
    new Worker("mail", (one) => Promise.resolve(one.data)),
    queue.add("mail", { id: 1 }, { jobId: "a", deduplication: { id: "a" } }),
    flow.add({ name: "a", queueName: "b", data: {}, opts: { jobId: "c" } }),
    queue.addBulk([{ name: "a", data: {} }]),
    queue.upsertJobScheduler("nightly", { every: 1000 }),
    queue.getJob("a"),
    queue.getJobs("active"),
    queue.getJobCounts("active"),
    queue.close(),
    job.updateProgress(1),
    job.updateData({}),
    job.log("a"),
  ];
}
