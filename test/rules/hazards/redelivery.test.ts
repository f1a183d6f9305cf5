import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, it } from "mocha";
import { createEngine } from "../../../rules/src/engine.ts";
import type { Edit, Finding } from "../../../rules/src/finding.ts";

const rule = "require-idempotent-handler";
const fixtures = path.join(import.meta.dirname, "..", "fixtures", rule);

function findingsIn(file: string, text = readFileSync(file, "utf8")) {
  return createEngine()
    .analyze({ path: file, text })
    .findings.filter((finding) => finding.rule === rule);
}

/** `step 2 stock.ts:7`, by the comments: a comment of its own line is for the next. */
function expectedPlaces(folder: string): readonly string[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const lines = readFileSync(path.join(folder, name), "utf8").split("\n");
      return lines.flatMap((line, index) => {
        const at = index + (line.trim().startsWith("//") ? 2 : 1);
        const words = line.split("//")[1]?.match(/step \d+|\breport$/gu) ?? [];
        return words.map((word) => `${word} ${name}:${String(at)}`);
      });
    })
    .sort();
}

function foundPlaces({ location, steps }: Finding): readonly string[] {
  const places = steps.map((step, index) => ({
    word: `step ${String(index + 1)}`,
    at: step.location,
  }));
  return [{ word: "report", at: location }, ...places].flatMap(
    ({ word, at }) =>
      at ? [`${word} ${path.basename(at.file)}:${String(at.start.line)}`] : [],
  );
}

describe("a second delivery", () => {
  for (const name of readdirSync(fixtures))
    it(`is told with its steps: ${name}`, () => {
      const folder = path.join(fixtures, name);
      const found = findingsIn(path.join(folder, "entry.ts")).flatMap(
        foundPlaces,
      );
      assert.deepEqual(found.toSorted(), expectedPlaces(folder));
    });
});

function applied(text: string, edits: readonly Edit[]): string {
  return edits.reduce(
    (current, { range, text: insert }) =>
      current.slice(0, range[0]) + insert + current.slice(range[1]),
    text,
  );
}

const repairable = {
  "a Stripe refund": `import Stripe from "stripe";
const stripe = new Stripe("key");
export async function POST(request: Request) {
  const event = await stripe.webhooks.constructEventAsync(await request.text(), "s", "k");
  await stripe.refunds.create({ charge: "ch" });
}`,
  "a BullMQ job": `import { Job, Queue } from "bullmq";
const mails = new Queue("mails");
export async function receipt(job: Job) {
  await mails.add("receipt", { order: job.data.order });
}`,
};

const unrepairable = {
  "in a loop, where one key would stand for several": `import Stripe from "stripe";
const stripe = new Stripe("key");
export async function onEvent(event: Stripe.Event) {
  for (const charge of ["a", "b"]) await stripe.refunds.create({ charge });
}`,
  "where no message id is in scope": `import { schedule } from "node-cron";
import Stripe from "stripe";
const stripe = new Stripe("key");
schedule("0 * * * *", async () => {
  await stripe.payouts.create({ amount: 1, currency: "eur" });
});`,
};

describe("the key that is suggested", () => {
  for (const [name, text] of Object.entries(repairable))
    it(`makes an end of the finding: ${name}`, () => {
      const file = path.join(fixtures, "written.ts");
      const [finding, ...others] = findingsIn(file, text);
      assert.ok(finding);
      assert.deepEqual(others, []);
      const [fix] = finding.fixes;
      assert.ok(fix);
      assert.deepEqual(findingsIn(file, applied(text, fix.edits)), []);
    });

  for (const [name, text] of Object.entries(unrepairable))
    it(`is not there ${name}`, () => {
      const [finding] = findingsIn(path.join(fixtures, "written.ts"), text);
      assert.deepEqual(finding?.fixes, []);
    });
});
