/** Mail, text messages and push: a second one reaches a person. */
import { at, call, exported, made, nothing } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * Resend, checked on 6.38.0. The idempotency key holds for a day.
 * Negative facts: `X-Entity-Ref-ID` only keeps mail clients from threading.
 */
export const resend: Library = {
  name: "resend",
  packages: ["resend"],
  checked: "4 - 6",
  role: "mail",
  typeNames: ["Resend"],
  calls: [
    call(["emails.send", "emails.create", "batch.send", "batch.create"], {
      effect: "mail",
      dedup: [at(1, "idempotencyKey"), at(0, "headers.Idempotency-Key")],
    }),
    nothing("emails.get", "contacts.get", "contacts.list", "domains.list"),
  ],
};

/** nodemailer, checked on 10 (types 8); it has no idempotency key: `messageId` is only a header. */
export const nodemailer: Library = {
  name: "nodemailer",
  packages: ["nodemailer", "@nestjs-modules/mailer"],
  checked: "6 - 10",
  role: "mail",
  typeNames: ["MailerService"],
  calls: [
    call("sendMail", { effect: "mail" }),
    nothing("verify", "close", "use"),
  ],
};

/** @sendgrid/mail, checked on 8 (by hand); no idempotency key. */
export const sendgrid: Library = {
  name: "@sendgrid/mail",
  packages: ["@sendgrid/mail"],
  checked: "8",
  role: "mail",
  calls: [
    call(["send", "sendMultiple"], { effect: "mail" }),
    nothing("setApiKey"),
  ],
};

/** postmark, checked on 4 (by hand); no idempotency key. */
export const postmark: Library = {
  name: "postmark",
  packages: ["postmark"],
  checked: "4",
  role: "mail",
  calls: [
    call(["sendEmail", "sendEmailWithTemplate", "sendEmailBatch"], {
      effect: "mail",
    }),
    call("sendEmailBatchWithTemplates", { effect: "mail" }),
  ],
};

/** mailgun.js, checked on 10 to 12 (by hand). */
export const mailgun: Library = {
  name: "mailgun",
  packages: ["mailgun.js", "mailgun-js"],
  checked: "10 - 12",
  role: "mail",
  calls: [call(["messages.create", "send"], { effect: "mail" })],
};

/** SES through the AWS SDK v3, checked on 3 (by hand); no idempotency key. */
export const ses: Library = {
  name: "ses",
  packages: ["@aws-sdk/client-ses", "@aws-sdk/client-sesv2"],
  checked: "3",
  role: "mail",
  calls: [
    made(
      ["SendEmailCommand", "SendRawEmailCommand", "SendTemplatedEmailCommand"],
      {
        effect: "mail",
      },
    ),
    nothing("send"),
  ],
};

/** Twilio, checked on 4 and 5 (by hand); no idempotency key for messages. */
export const twilio: Library = {
  name: "twilio",
  packages: ["twilio"],
  checked: "4 - 5",
  role: "mail",
  calls: [call(["messages.create", "calls.create"], { effect: "mail" })],
};

/** Push services (by hand, light). */
export const push: Library = {
  name: "push",
  packages: [
    "web-push",
    "firebase-admin",
    "firebase-admin/messaging",
    "expo-server-sdk",
  ],
  role: "mail",
  calls: [
    ...exported("sendNotification", { effect: "mail" }),
    call(
      ["sendEach", "sendEachForMulticast", "sendToDevice", "sendMulticast"],
      { effect: "mail" },
    ),
    call(["messaging.()", "getMessaging"], { effect: "view" }),
    call("sendPushNotificationsAsync", { effect: "mail" }),
  ],
};

/** Chat messages (by hand, light). `client_msg_id` is not honoured for bots. */
export const slack: Library = {
  name: "slack",
  packages: ["@slack/web-api", "@slack/webhook"],
  role: "mail",
  calls: [call(["chat.postMessage", "chat.postEphemeral"], { effect: "mail" })],
};
