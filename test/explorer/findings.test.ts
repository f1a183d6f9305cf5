import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { before, describe, it } from "mocha";
import { globSync } from "tinyglobby";
import type { Finding } from "../../rules/src/finding.ts";
import plugin from "../../rules/src/index.ts";
import { exploreModel } from "../../tutorial/explorer/src/model/explore-model.ts";
import { shopFindings, testedFindings } from "./all-findings.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");

describe("the models of findings", () => {
  let shop: readonly Finding[] = [];
  let all: readonly Finding[] = [];

  before(() => {
    shop = shopFindings();
    all = [...shop, ...testedFindings()];
  });

  it("are there for every rule that the shop shows", () => {
    const missing = Object.keys(plugin.rules).filter(
      (rule) => !shop.some((finding) => finding.rule === rule),
    );
    assert.deepEqual(missing, []);
  });

  it("break in some order, each", () => {
    const sound = all.filter(
      ({ model }) => exploreModel(model).kind !== "violated",
    );
    assert.deepEqual(sound.map(describeFinding), []);
  });

  it("of fixes hold in every order, each", () => {
    const broken = all.flatMap(({ fixes }) =>
      fixes.filter(({ model }) => exploreModel(model).kind !== "holds"),
    );
    assert.deepEqual(broken, []);
  });

  it("of fixes name the fix's own protocol", () => {
    const others = all.flatMap(({ fixes }) =>
      fixes.filter(({ model, protocol }) => model.protocol !== protocol),
    );
    assert.deepEqual(others, []);
  });

  it("are of every protocol that a rule or a fix names", () => {
    const seen = new Set(
      all.flatMap(({ model, fixes }) => [
        model.protocol,
        ...fixes.map(({ protocol }) => protocol),
      ]),
    );
    const unseen = protocolsInRules().filter((name) => !seen.has(name));
    assert.deepEqual(unseen, []);
  });
});

function describeFinding({ rule, location, model }: Finding): string {
  return `${rule} ${location.file}:${location.start.line} ${model.protocol}`;
}

/** All names that stand in the rules' sources as a model's protocol. */
function protocolsInRules(): readonly string[] {
  const files = globSync("rules/src/{hazards,fixes}/**/*.ts", { cwd: ROOT });
  const names = files.flatMap((file) => {
    const text = readFileSync(path.join(ROOT, file), "utf8");
    const uses = text.matchAll(
      /(?:protocol: (?:[^"\n]*\? )?|cacheAsideModel\(\s*)"([\w-]+)"(?: : "([\w-]+)")?/gu,
    );
    return [...uses].flatMap(([, first, second]) => [first, second]);
  });
  return [...new Set(names.filter((name) => name !== undefined))];
}
