/** Remedies for a repeated effect: a key made of the message, where the provider remembers keys. */
import type { Effect } from "../analysis/effect.ts";
import type { Node } from "../analysis/syntax.ts";
import type { Fix } from "../finding.ts";
import { lastNameOf } from "../hazards/call-names.ts";
import type { Redelivery } from "../hazards/redelivery.ts";
import { messageIdAt } from "./message-id.ts";
import type { MessageId } from "./message-id.ts";
import { idempotencyModel } from "./models.ts";

/** None inside a loop, where one key would stand for several effects. */
export function idempotencyKeyFixes(found: Redelivery): readonly Fix[] {
  const { effect, place, flow } = found;
  const provider = providerOf(effect);
  const call = effect.site.node;
  if (!provider || effect.site !== place || call.type !== "CallExpression")
    return [];
  if (effect.scopes.some(({ kind }) => kind === "loop")) return [];
  const last = call.arguments.at(-1);
  const id = messageIdAt(flow.module.ast, call);
  if (!id || !last || call.arguments.length !== provider.arguments) return [];
  if (last.type === "SpreadElement") return [];
  const label = labelOf(effect, flow.effects);
  const key = provider.key(id, label);
  return [
    {
      title: `Pass ${provider.option} made of \`${id.text}\``,
      protocol: "idempotency-key",
      model: idempotencyModel(effect.kind),
      edits: [
        {
          file: place.file,
          range: [last.range[1], last.range[1]],
          text: `, { ${provider.option}: ${key} }`,
        },
      ],
      leavesOpen: provider.leavesOpen,
    },
  ];
}

interface Provider {
  readonly option: string;
  /** Arguments of the call without options. */
  readonly arguments: number;
  readonly leavesOpen: string;
  key(id: MessageId, label: string): string;
}

const stripe: Provider = {
  option: "idempotencyKey",
  arguments: 1,
  leavesOpen: "Stripe remembers a key for at least 24 hours, not for ever",
  key: joinedBy(":"),
};

const resend: Provider = {
  option: "idempotencyKey",
  arguments: 1,
  leavesOpen: "Resend remembers a key for 24 hours",
  key: joinedBy(":"),
};

/** BullMQ refuses integers as job ids, and most ids with a colon. */
const bullmq: Provider = {
  option: "jobId",
  arguments: 2,
  leavesOpen:
    "a second job is ignored only as long as the first has not been removed",
  key: joinedBy("-"),
};

function joinedBy(separator: string): Provider["key"] {
  return ({ text }, label) => `\`\${${text}}${separator}${label}\``;
}

function providerOf(effect: Effect): Provider | undefined {
  if (effect.evidence.by === "name" || effect.evidence.by === "setting")
    return undefined;
  const { library } = effect.evidence;
  const name = lastNameOf(effect.site.text);
  if (library === "stripe" && name === "create") return stripe;
  if (library === "resend" && name === "send") return resend;
  return library === "bullmq" && name === "add" ? bullmq : undefined;
}

/** What tells this effect from the others of the same message: `refunds`, `refunds-2`. */
function labelOf(effect: Effect, effects: readonly Effect[]): string {
  const word = wordOf(effect);
  const alike = new Set<Node>();
  for (const other of effects) {
    if (other === effect) break;
    if (wordOf(other) === word && other.site.node !== effect.site.node)
      alike.add(other.site.node);
  }
  return alike.size === 0 ? word : `${word}-${String(alike.size + 1)}`;
}

/** The resource before the method; of a job its name. */
function wordOf({ site }: Effect): string {
  if (site.node.type === "CallExpression") {
    const [first] = site.node.arguments;
    if (first?.type === "Literal" && typeof first.value === "string")
      return first.value.replace(/[^\w-]+/gu, "-");
  }
  const names = site.text.split(".");
  return lastNameOf(names.at(-2) ?? names[0] ?? "effect");
}
