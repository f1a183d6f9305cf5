/**
 * `npm run orders [-- --explain]`: every known protocol with the number of
 * orders that break it, of all orders, as counted now. `--explain` adds a
 * paragraph for each, and a shortest order that breaks it.
 */
import { parseArgs } from "node:util";
import {
  exploreModel,
  formatOrder,
  formatTable,
  PROTOCOLS,
} from "@consistency-lint/explorer";
import type { Protocol } from "@consistency-lint/explorer";

const { values } = parseArgs({
  options: { explain: { type: "boolean", default: false } },
});

console.log(
  formatTable([["protocol", "bad / all", "use"], ...PROTOCOLS.map(row)]),
);
if (values.explain)
  for (const protocol of PROTOCOLS) console.log(paragraph(protocol));

function row({ title, model, use }: Protocol): readonly string[] {
  const { violations, schedules } = exploreModel(model);
  return [title, `${violations} / ${schedules}`, use];
}

function paragraph({ title, explanation, model }: Protocol): string {
  const outcome = exploreModel(model);
  const order =
    outcome.kind === "violated" ? [formatOrder(outcome.witness)] : [];
  return [`\n## ${title}`, explanation, ...order].join("\n\n");
}
