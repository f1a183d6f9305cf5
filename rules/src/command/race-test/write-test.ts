/** The text of a race test: the user's function, in the order that breaks it. */
import { badOrderOf } from "../orders.ts";
import { head, imports } from "./head-text.ts";
import type { Parts } from "./parts.ts";
import { runnerFor } from "./runner.ts";
import { clients, constants, scenario } from "./scenario-text.ts";
import { subjectOf } from "./subject.ts";
import type { Finding } from "../../finding.ts";

/** Where the test is to lie, absolute; and the analysed file's text. */
export interface Place {
  readonly test: string;
  readonly text: string;
}

/** The test, or one sentence for why there can be none. */
export function raceTestFor(
  finding: Finding,
  { test, text }: Place,
): { readonly text: string } | { readonly problem: string } {
  const badOrder = badOrderOf(finding);
  const subject = subjectOf(finding, text);
  if (!badOrder || !subject)
    return { problem: "Its orders could not be counted." };
  const runner = runnerFor(finding.location.file);
  const parts = { finding, badOrder, subject, runner, test };
  const lines = [
    ...head(parts),
    ...imports(parts),
    ...constants(parts),
    ...clients(subject),
    ...scenario(parts),
    ...tests(parts),
  ];
  return { text: `${lines.join("\n")}\n` };
}

function tests({ subject, runner }: Parts) {
  const name = subject.name ?? "the code";
  return [
    `describe("${name}", () => {`,
    `  ${runner.after}(() => {`,
    "    clients.restore();",
    "  });",
    "",
    '  it("ends well in the order that broke it", async () => {',
    "    const replayed = await replay(scenario, BREAKING_ORDER);",
    "    // Code that takes other steps by now has other orders: see below.",
    '    if (replayed.kind === "refused") {',
    '      assert.equal(replayed.problem.name, "schedule", replayed.problem.text);',
    "      return;",
    "    }",
    "    const { order } = replayed;",
    "    assert.ok(order.verdict.holds, formatOrder(order));",
    "  });",
    "",
    '  it("ends well in every order", async () => {',
    "    const outcome = await explore(scenario);",
    '    if (outcome.kind === "violated") assert.fail(formatOrder(outcome.witness));',
    '    if (outcome.kind === "refused") assert.fail(outcome.problem.text);',
    '    if (outcome.kind === "stopped") assert.fail(outcome.limit.text);',
    "  });",
    "});",
  ];
}
