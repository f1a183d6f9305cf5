/** Proofs that a request is a provider's webhook: such requests are delivered again. */
import { call, on } from "../build.ts";
import type { Library } from "../entry.ts";

/** Svix signs for many providers (Clerk, Resend, ...), checked on 1 (by hand). */
export const svix: Library = {
  name: "svix",
  packages: [
    "svix",
    "standardwebhooks",
    "@clerk/nextjs/webhooks",
    "@clerk/backend/webhooks",
  ],
  checked: "1",
  role: "framework",
  calls: [
    on(["Webhook"], call("verify", { effect: "verify-webhook" })),
    on(["verifyWebhook"], call("()", { effect: "verify-webhook" })),
  ],
};

/** Octokit's webhooks, checked on 12 and 13 (by hand). */
export const octokitWebhooks: Library = {
  name: "@octokit/webhooks",
  packages: ["@octokit/webhooks", "@octokit/webhooks-methods"],
  checked: "12 - 13",
  role: "framework",
  calls: [
    call(["verify", "verifyAndReceive"], { effect: "verify-webhook" }),
    on(["verify"], call("()", { effect: "verify-webhook" })),
    call(["on", "onAny"], {
      effect: "task",
      callback: { arg: -1 },
      delivery: "webhook",
      message: 0,
    }),
  ],
  messages: [{ type: "EmitterWebhookEvent", delivery: "webhook" }],
};
