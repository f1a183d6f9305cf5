import type { Transporter } from "nodemailer";
import type { Resend } from "resend";

export function nodemailer(transport: Transporter): unknown[] {
  return [
    transport.sendMail({ to: "a@example.com" }),
    transport.verify(),
    transport.close(),
    transport.use("compile", () => undefined),
  ];
}

export function resend(resend: Resend): unknown[] {
  const letter = {
    from: "a@example.com",
    to: "b@example.com",
    subject: "s",
    text: "t",
  };
  return [
    resend.emails.send(letter, { idempotencyKey: "k" }),
    resend.emails.create(letter, { idempotencyKey: "k" }),
    resend.batch.send([letter], { idempotencyKey: "k" }),
    resend.batch.create([letter], { idempotencyKey: "k" }),
    resend.emails.get("id"),
    resend.contacts.get({ audienceId: "a", id: "b" }),
    resend.contacts.list({ audienceId: "a" }),
    resend.domains.list(),
  ];
}
