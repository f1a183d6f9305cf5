import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { paintFor } from "../../rules/src/command/paint.ts";
import { paragraph } from "../../rules/src/command/printable.ts";
import { createProgress } from "../../rules/src/command/progress.ts";
import { recorder } from "./support.ts";

describe("colours", () => {
  it("are for a terminal that shows them", () => {
    const paint = paintFor({
      isTTY: true,
      hasColors: () => true,
      write: () => undefined,
    });
    assert.equal(paint("red", "x"), "\u001B[31mx\u001B[39m");
  });

  it("are not for a pipe, nor for a terminal without", () => {
    const write = () => undefined;
    assert.equal(paintFor({ write })("red", "x"), "x");
    const plain = paintFor({ isTTY: true, hasColors: () => false, write });
    assert.equal(plain("red", "x"), "x");
  });
});

describe("paragraphs", () => {
  it("break at spaces and lose no word", () => {
    const text = "One word after the other. ".repeat(20).trim();
    const lines = paragraph(text);
    assert.ok(lines.length > 1);
    assert.ok(lines.every((line) => line.length <= 88));
    assert.equal(lines.join(" "), text);
  });

  it("leave a long word whole", () => {
    const word = "x".repeat(200);
    assert.deepEqual(paragraph(`a ${word} b`), ["a", word, "b"]);
  });
});

describe("progress", () => {
  const terminal = () => ({ ...recorder(), isTTY: true });

  it("is silent while the work is short", () => {
    const line = terminal();
    let time = 0;
    const progress = createProgress(line, () => time);
    time = 499;
    progress.show(3, 10);
    progress.clear();
    assert.equal(line.text(), "");
  });

  it("counts files when the work lasts, and removes its line", () => {
    const line = terminal();
    let time = 0;
    const progress = createProgress(line, () => time);
    time = 500;
    progress.show(3, 10);
    time = 550;
    progress.show(4, 10);
    time = 600;
    progress.show(5, 10);
    progress.clear();
    assert.equal(
      line.text(),
      "\r\u001B[K3 of 10 files\r\u001B[K5 of 10 files\r\u001B[K",
    );
  });

  it("is never drawn into a pipe", () => {
    const line = recorder();
    let time = 0;
    const progress = createProgress(line, () => time);
    time = 10_000;
    progress.show(3, 10);
    progress.clear();
    assert.equal(line.text(), "");
  });
});
