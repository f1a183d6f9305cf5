import assert from "node:assert/strict";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as parser from "@typescript-eslint/parser";
import { Linter, type ESLint } from "eslint";
import { after, describe, it } from "mocha";
import plugin from "../../rules/src/index.ts";
import {
  codeBlocksOf,
  headingsOf,
  type CodeBlock,
} from "../support/markdown.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../rules/docs");

/** A package without files, and not a test: the examples share no key with anything else. */
const PACKAGE = mkdtempSync(path.join(tmpdir(), "pages-"));
writeFileSync(path.join(PACKAGE, "package.json"), "{}");

const HEADINGS = [
  "The bug",
  "What is reported",
  "What is not reported",
  "Examples",
  "Incorrect",
  "Correct",
  "Options",
  "Limitations",
  "When not to use it",
  "Lesson",
];

const rules = Object.keys(plugin.rules);

/** The messages of one rule for a block, with the options that its fence gives. */
function messagesFor(rule: string, { code, options }: CodeBlock): string[] {
  const linter = new Linter({ cwd: PACKAGE });
  const messages = linter.verify(
    code,
    {
      files: ["**/*.ts"],
      languageOptions: { parser },
      // The plugin is typed by typescript-eslint, whose types are stricter than ESLint's.
      plugins: { consistency: plugin as unknown as ESLint.Plugin },
      rules: { [`consistency/${rule}`]: ["error", options ?? {}] },
    },
    path.join(PACKAGE, "example.ts"),
  );
  return messages.map(({ line, message }) => `${String(line)}: ${message}`);
}

function pageOf(rule: string): string {
  return readFileSync(path.join(FOLDER, `${rule}.md`), "utf8");
}

describe("the rules' pages", () => {
  after(() => {
    rmSync(PACKAGE, { recursive: true });
  });

  it("are one for each rule", () => {
    const pages = readdirSync(FOLDER).map((file) => path.parse(file).name);
    assert.deepEqual(pages.sort(), [...rules].sort());
  });

  for (const rule of rules) {
    describe(rule, () => {
      const page = pageOf(rule);
      const blocks = codeBlocksOf(page);

      it("has its headings, in order", () => {
        assert.deepEqual(headingsOf(page), [rule, ...HEADINGS]);
      });

      it("links to files that exist", () => {
        for (const [, target] of page.matchAll(/\]\((?!https?:)([^)#]+)/gu))
          assert.ok(existsSync(path.join(FOLDER, target ?? "")), target);
      });

      it("shows incorrect and correct code", () => {
        const words = new Set(blocks.map(({ word }) => word));
        assert.deepEqual([...words].sort(), ["correct", "incorrect"]);
      });

      for (const block of blocks) {
        it(`tells the truth at line ${String(block.line)}: ${block.word}`, () => {
          const messages = messagesFor(rule, block);
          if (block.word === "correct") assert.deepEqual(messages, []);
          else assert.ok(messages.length >= 1, "nothing was reported");
          assert.ok(
            !messages.some((one) => one.includes("Parsing error")),
            messages[0],
          );
        });
      }
    });
  }
});
