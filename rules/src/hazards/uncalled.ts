/** Code that nothing in the project seems to run: what it does wrong does not happen yet. */
import type { Flow } from "../analysis/effect.ts";
import { frameworkCalled } from "../catalog/names.ts";
import type { Assumption } from "../finding.ts";
import { lastNameOf } from "./call-names.ts";
import { doubtUnless } from "./judgement.ts";

/** Asked last: it may cost a search of the project's text. */
export function uncalledDoubts(flow: Flow): readonly Assumption[] {
  const name = lastNameOf(flow.name);
  return doubtUnless(
    isCalledByFramework(flow, name) ||
      isMentionedTwice(flow.module.text, name) ||
      flow.module.peers.mentions(name) !== "no",
    `Something runs \`${name}\`; no other code of the project mentions it.`,
  );
}

function isCalledByFramework(flow: Flow, name: string): boolean {
  return (
    flow.context !== undefined ||
    !/^[A-Za-z_$][\w$]{2,}$/u.test(name) ||
    frameworkCalled.test(name) ||
    isDecorated(flow)
  );
}

/** `@Mutation(() => User) async rename(...)`: what registers it is not known, but something does. */
function isDecorated({ site, module }: Flow): boolean {
  const before = module.text.slice(
    Math.max(0, site.range[0] - 400),
    site.range[0],
  );
  const at = before.lastIndexOf("@");
  const rest = before.slice(at);
  return at >= 0 && /^@[A-Z]/u.test(rest) && !/;|\}\s*\n\s*\n/u.test(rest);
}

function isMentionedTwice(text: string, name: string): boolean {
  const mentions = text.match(
    new RegExp(`\\b${name.replace(/\$/gu, String.raw`\$`)}\\b`, "gu"),
  );
  return (mentions?.length ?? 0) > 1;
}
