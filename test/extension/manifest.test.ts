import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import { learningPage, RULES_WITH_PAGES } from "../../src/learning-pages.ts";
import { COMMANDS, SETTINGS_SECTION } from "../../src/protocol.ts";
import { DEFAULT_SETTINGS } from "../../src/server/settings.ts";
import { readManifest, readMessages } from "../../scripts/manifest.ts";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const MEDIA = join(ROOT, "media");

const manifest = readManifest();
const { commands, configuration } = manifest.contributes;

describe("the extension's manifest", () => {
  it("contributes the commands that the code registers", () => {
    const contributed = commands.map(({ command }) => command);
    assert.deepEqual(contributed.sort(), Object.values(COMMANDS).sort());
  });

  it("contributes the settings that the code reads, with their defaults", () => {
    const defaults = Object.entries(configuration.properties).map(
      ([name, property]) => [name, property.default],
    );
    const read = Object.entries(DEFAULT_SETTINGS).map(
      ([name, value]: [string, unknown]) => [
        `${SETTINGS_SECTION}.${name}`,
        value,
      ],
    );
    // The trace is read by the language client itself.
    const trace = [`${SETTINGS_SECTION}.trace.server`, "off"];
    assert.deepEqual(defaults, [...read, trace]);
  });

  it("has a text for each placeholder, and none to spare", () => {
    const text = readFileSync(join(ROOT, "package.json"), "utf8");
    const used = [...text.matchAll(/"%([\w.]+)%"/gu)].map((match) => match[1]);
    assert.deepEqual(used.sort(), Object.keys(readMessages()).sort());
  });

  it("wakes the extension for TypeScript and for nothing else", () => {
    assert.deepEqual(manifest.activationEvents, [
      "onLanguage:typescript",
      "onLanguage:typescriptreact",
    ]);
  });

  it("asks for the VS Code whose types the code is checked with", () => {
    const types = manifest.devDependencies["@types/vscode"];
    assert.equal(manifest.engines.vscode, `^${types ?? "none"}`);
  });

  it("has an icon of at least 128 pixels", () => {
    const icon = readFileSync(join(MEDIA, "icon.png"));
    assert.equal(icon.toString("latin1", 1, 4), "PNG");
    assert.ok(icon.readUInt32BE(16) >= 128 && icon.readUInt32BE(20) >= 128);
  });
});

describe("the pages that explain rules", () => {
  it("exist for each rule", () => {
    const missing = RULES_WITH_PAGES.filter((rule) => {
      const page = learningPage(rule);
      return page === undefined || !existsSync(join(ROOT, page.path));
    });
    assert.deepEqual(missing, []);
  });

  it("speak of their rule", () => {
    const strays = RULES_WITH_PAGES.filter((rule) => {
      const page = learningPage(rule);
      const text = readFileSync(join(ROOT, page?.path ?? ""), "utf8");
      return !text.includes(rule);
    });
    assert.deepEqual(strays, []);
  });

  it("are none for a rule that is not ours", () => {
    assert.equal(learningPage("no-var"), undefined);
    assert.equal(learningPage("constructor"), undefined);
  });
});
