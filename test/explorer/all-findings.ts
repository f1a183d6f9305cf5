/** Findings of every kind that the rules make. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { globSync } from "tinyglobby";
import { collectFiles } from "../../rules/src/command/collect-files.ts";
import { createEngine } from "../../rules/src/engine.ts";
import type { Finding } from "../../rules/src/finding.ts";
import { codeBlocksOf } from "../support/markdown.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** Of the example shop, possible ones too. */
export function shopFindings(): readonly Finding[] {
  const shop = path.join(ROOT, "examples/shop");
  const collection = collectFiles([shop], shop);
  if (!("found" in collection)) throw new Error("The shop has no files.");
  return findingsIn(collection.found.files);
}

/** Of the files that test the rules, of the examples of their pages, and of one more. */
export function testedFindings(): readonly Finding[] {
  const fixtures = path.join(ROOT, "test/rules/fixtures");
  const files = globSync("**/*.ts", { cwd: fixtures, absolute: true });
  return [...findingsIn(files), ...pageFindings()];
}

function pageFindings(): readonly Finding[] {
  const folder = mkdtempSync(path.join(tmpdir(), "pages-"));
  writeFileSync(path.join(folder, "package.json"), "{}");
  const file = path.join(folder, "example.ts");
  const pages = globSync("rules/docs/*.md", { cwd: ROOT, absolute: true });
  const examples = pages
    .flatMap((page) => codeBlocksOf(readFileSync(page, "utf8")))
    .map(({ code }) => code);
  const findings = [...examples, repeatedRefund].flatMap((code) => {
    writeFileSync(file, code);
    return findingsIn([file]);
  });
  rmSync(folder, { recursive: true });
  return findings;
}

/** What no page shows: an effect whose provider remembers keys. */
const repeatedRefund = `import Stripe from "stripe";
import { Worker } from "bullmq";
const stripe = new Stripe("key");
new Worker("refunds", async (job) => {
  await stripe.refunds.create({ payment_intent: job.data.payment });
});`;

function findingsIn(files: readonly string[]): readonly Finding[] {
  const engine = createEngine();
  return files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return engine.analyze({ path: file, text }).findings;
  });
}
