/** Names of calls and of what they are made on. */
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { asideCall, logName } from "../catalog/handler-names.ts";

/** `mailer.send` is called `send`; `new Queue(...)` keeps its class. */
export function lastNameOf(text: string): string {
  return (
    text
      .replace(/\([^()]*\)|[!?]/gu, "")
      .split(".")
      .at(-1)
      ?.trim() ?? ""
  );
}

/** A call that only looks, tells or sets up: `log(...)`, `audit.record(...)`. */
export function isAsideCall(text: string): boolean {
  const names = text.split(".").map(lastNameOf);
  return asideCall.test(names.at(-1) ?? "") || logName.test(names.at(-2) ?? "");
}

/** What stands before the last name of a callee: `queue` in `this.queue.add`. */
export function receiverName(callee: Value): string {
  return callee.kind === "member" ? nameOfValue(callee.object) : "";
}

function nameOfValue(value: Value): string {
  switch (value.kind) {
    case "instance":
      return value.name || nameOfValue(value.of);
    case "class":
      return value.facts.name;
    case "call":
      return calleeName(value.callee);
    case "result":
      return value.effect.kind === "opaque"
        ? calleeName(value.effect.callee)
        : "";
    case "choice":
      return value.options.map(nameOfValue).find((name) => name !== "") ?? "";
    default:
      return calleeName(value);
  }
}
