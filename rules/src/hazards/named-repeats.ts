/** Calls that only their names tell about: never certain. */
import type { Effect } from "../analysis/effect.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import { sendCall } from "../catalog/handler-names.ts";
import {
  charge,
  inProcessEmitter,
  mail,
  mailReceiver,
  publish,
  publishReceiver,
} from "../catalog/names.ts";
import { lastNameOf, receiverName } from "./call-names.ts";
import type { Repeat } from "./repeat.ts";

const sendsMessage: Repeat = {
  what: "sends a message",
  kind: "mail",
  proved: false,
};
const publishes: Repeat = {
  what: "publishes or enqueues",
  kind: "publish",
  proved: false,
};
const movesMoney: Repeat = {
  what: "moves money",
  kind: "money",
  proved: false,
};

export function namedRepeat(
  effect: Effect & { readonly kind: "opaque" },
): Repeat | undefined {
  const name = calleeName(effect.callee);
  const receiver = receiverName(effect.callee);
  if (inProcessEmitter.test(receiver)) return undefined;
  return (
    byNames(name, receiver) ??
    (sendCall.test(name) ? byFrames(effect) : undefined)
  );
}

function byNames(name: string, receiver: string): Repeat | undefined {
  if (mail.test(name) || (sendCall.test(name) && mailReceiver.test(receiver)))
    return sendsMessage;
  if (charge.test(name)) return movesMoney;
  const isQueue = publishReceiver.test(receiver);
  if (/^(?:add|addBulk|send|emit|publish|push|produce)$/u.test(name))
    return isQueue ? publishes : undefined;
  return publish.test(name) && name !== "broadcast" ? publishes : undefined;
}

/** `send` inside `sendWelcomeMail`. */
function byFrames(effect: Effect): Repeat | undefined {
  const names = effect.frames.map(({ text }) => lastNameOf(text));
  if (names.some((name) => mail.test(name))) return sendsMessage;
  return names.some((name) => charge.test(name)) ? movesMoney : undefined;
}
