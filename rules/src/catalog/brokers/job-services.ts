/** Services and libraries that run declared jobs and steps, and retry them. */
import { at, call, exported, nothing, on } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * Inngest, checked on 3 (by hand). A function may be run again from its start;
 * a step's result is remembered.
 *
 * Negative facts: the code inside one step can still repeat; code between
 * steps repeats at every step. An event `id` deduplicates for 24 hours.
 */
export const inngest: Library = {
  name: "inngest",
  packages: ["inngest", "inngest/*"],
  checked: "3",
  role: "broker",
  typeNames: ["Inngest"],
  calls: [
    call("createFunction", {
      effect: "task",
      callback: at(-1),
      delivery: "retried-step",
      message: 0,
    }),
    call(["step.run", "run"], { effect: "step", key: at(0), callback: at(1) }),
    call(["step.sendEvent", "sendEvent"], {
      effect: "publish",
      payload: at(1),
      dedup: [at(0)],
    }),
    call("send", {
      effect: "publish",
      channel: at(0, "name"),
      payload: at(0, "data"),
      dedup: [at(0, "id")],
    }),
    nothing("sleep", "sleepUntil", "waitForEvent"),
  ],
};

/**
 * Trigger.dev, checked on 3 and 4 (by hand): a task is retried as a whole.
 *
 * Negative facts: an idempotency key made inside the run from a random or new
 * id is new on every attempt.
 */
export const triggerDev: Library = {
  name: "trigger.dev",
  packages: ["@trigger.dev/sdk", "@trigger.dev/sdk/*"],
  checked: "3 - 4",
  role: "broker",
  calls: [
    ...["task", "schemaTask"].flatMap((name) =>
      exported(name, {
        effect: "task",
        callback: at(0, "run"),
        delivery: "retried-step",
        message: 0,
      }),
    ),
    call("schedules.task", {
      effect: "task",
      callback: at(0, "run"),
      delivery: "cron",
      message: 0,
    }),
    call(["tasks.trigger", "tasks.triggerAndWait", "tasks.batchTrigger"], {
      effect: "publish",
      channel: at(0),
      payload: at(1),
      dedup: [at(2, "idempotencyKey")],
    }),
    on(
      ["tasks"],
      call(["trigger", "triggerAndWait", "batchTrigger"], {
        effect: "publish",
        channel: at(0),
        payload: at(1),
        dedup: [at(2, "idempotencyKey")],
      }),
    ),
    call(["trigger", "triggerAndWait", "batchTrigger"], {
      effect: "publish",
      payload: at(0),
      dedup: [at(1, "idempotencyKey")],
    }),
    on(
      ["schedules"],
      call("task", {
        effect: "task",
        callback: at(0, "run"),
        delivery: "cron",
      }),
    ),
    nothing(
      "logger.info",
      "logger.error",
      "logger.log",
      "logger.warn",
      "wait.for",
    ),
  ],
};

/** Temporal, checked on 1 (by hand, light): activities are retried, workflow code is replayed. */
export const temporal: Library = {
  name: "temporal",
  packages: [
    "@temporalio/client",
    "@temporalio/workflow",
    "@temporalio/worker",
  ],
  checked: "1",
  role: "broker",
  calls: [
    call(["workflow.start", "workflow.execute", "signalWithStart"], {
      effect: "publish",
      channel: at(0),
      payload: at(1),
      dedup: [at(1, "workflowId")],
    }),
  ],
};

/**
 * QStash and Upstash Workflow, checked on 2 (by hand). Signed routes are
 * called again until they answer with success.
 */
export const qstash: Library = {
  name: "qstash",
  packages: [
    "@upstash/qstash",
    "@upstash/qstash/*",
    "@upstash/workflow",
    "@upstash/workflow/*",
  ],
  checked: "2",
  role: "broker",
  calls: [
    ...[
      "verifySignatureAppRouter",
      "verifySignature",
      "verifySignatureEdge",
    ].flatMap((name) =>
      exported(name, {
        effect: "task",
        callback: at(0),
        delivery: "consumer",
        message: 0,
      }),
    ),
    ...exported("serve", {
      effect: "task",
      callback: at(0),
      delivery: "retried-step",
      message: 0,
    }),
    on(["Receiver"], call("verify", { effect: "verify-webhook" })),
    call(["publishJSON", "publish"], {
      effect: "publish",
      channel: at(0, "url"),
      payload: at(0, "body"),
      dedup: [at(0, "deduplicationId"), at(0, "contentBasedDeduplication")],
    }),
    call(["enqueueJSON", "enqueue"], {
      effect: "publish",
      payload: at(0, "body"),
      dedup: [at(0, "deduplicationId")],
    }),
    call("batchJSON", { effect: "publish", payload: at(0) }),
    call("run", { effect: "step", key: at(0), callback: at(1) }),
    on(
      ["Client"],
      call("trigger", {
        effect: "publish",
        payload: at(0),
        dedup: [at(0, "workflowRunId")],
      }),
    ),
  ],
};

/** pg-boss, checked on 9 to 11 (by hand). `singletonKey` deduplicates the enqueue only. */
export const pgBoss: Library = {
  name: "pg-boss",
  packages: ["pg-boss"],
  checked: "9 - 11",
  role: "broker",
  typeNames: ["PgBoss"],
  calls: [
    call("work", {
      effect: "task",
      callback: at(-1),
      delivery: "job",
      message: 0,
    }),
    call(["send", "sendAfter", "publish"], {
      effect: "publish",
      channel: at(0),
      payload: at(1),
      dedup: [at(2, "singletonKey"), at(2, "id")],
    }),
    call("insert", { effect: "publish", payload: at(-1) }),
    nothing("start", "stop", "complete", "fail", "createQueue", "schedule"),
  ],
};

/** graphile-worker, checked on 0.16 (by hand). `jobKey` deduplicates the enqueue only. */
export const graphileWorker: Library = {
  name: "graphile-worker",
  packages: ["graphile-worker"],
  checked: "0.16",
  role: "broker",
  typeNames: ["WorkerUtils"],
  calls: [
    call("addJob", {
      effect: "publish",
      channel: at(0),
      payload: at(1),
      dedup: [at(2, "jobKey")],
    }),
    call("quickAddJob", {
      effect: "publish",
      channel: at(1),
      payload: at(2),
      dedup: [at(3, "jobKey")],
    }),
  ],
  messages: [
    { type: "Task", delivery: "job" },
    { type: "JobHelpers", delivery: "job" },
  ],
};

/** Agenda, checked on 5 (by hand). A lock that ran out runs the job a second time. */
export const agenda: Library = {
  name: "agenda",
  packages: ["agenda", "@hokify/agenda"],
  checked: "5",
  role: "broker",
  typeNames: ["Agenda"],
  calls: [
    call("define", {
      effect: "task",
      callback: at(-1),
      delivery: "job",
      message: 0,
    }),
    call("now", { effect: "publish", channel: at(0), payload: at(1) }),
    call("schedule", { effect: "publish", channel: at(1), payload: at(2) }),
    nothing("start", "stop", "every", "jobs", "cancel"),
  ],
};

/** Timers: every instance of the service runs each tick. */
export const cron: Library = {
  name: "cron",
  packages: [
    "node-cron",
    "cron",
    "@nestjs/schedule",
    "node-schedule",
    "croner",
  ],
  role: "framework",
  calls: [
    ...["schedule", "scheduleJob"].flatMap((name) =>
      exported(name, { effect: "task", callback: at(-1), delivery: "cron" }),
    ),
    on(
      ["CronJob"],
      call("new", { effect: "task", callback: at(1), delivery: "cron" }),
    ),
    on(
      ["CronJob"],
      call("from", {
        effect: "task",
        callback: at(0, "onTick"),
        delivery: "cron",
      }),
    ),
    on(
      ["Cron"],
      call("new", { effect: "task", callback: at(-1), delivery: "cron" }),
    ),
    nothing("start", "stop", "addCronJob", "deleteCronJob"),
  ],
  decorators: [
    { decorator: "Cron", delivery: "cron" },
    { decorator: "Interval", delivery: "cron" },
    { decorator: "Timeout", delivery: "cron" },
  ],
};
