import assert from "node:assert/strict";
import { beforeEach, describe, it } from "mocha";
import { Ledger } from "../../../rules/src/analysis/ledger.ts";
import type { Entry } from "../../../rules/src/analysis/ledger.ts";

describe("the ledger", () => {
  let ledger: Ledger;
  let store: Map<string, Entry>;
  beforeEach(() => {
    ledger = new Ledger({ nodes: 10, characters: 100 });
    store = new Map();
  });

  /** Answers with the files that could be followed. */
  function ask(name: string, files: Readonly<Record<string, number>>) {
    return ledger.answer(store, name, () =>
      Object.entries(files)
        .filter(([file, size]) => ledger.follow(file, size))
        .map(([file]) => file),
    );
  }

  it("charges a known answer like a new one", () => {
    ask("a", { x: 60 });
    ledger.start();
    ask("a", { x: 60 });
    assert.deepEqual([...ledger.files], ["x"]);
    assert.equal(ledger.follow("y", 60), false);
  });

  it("charges a file once", () => {
    ask("a", { x: 60 });
    ask("b", { x: 60 });
    assert.equal(ledger.follow("y", 40), true);
  });

  it("makes an answer anew that does not fit", () => {
    ask("a", { x: 60, y: 30 });
    ledger.start();
    ledger.follow("z", 30);
    assert.deepEqual(ask("a", { x: 60, y: 30 }), ["x"]);
    ledger.start();
    assert.deepEqual(ask("a", { x: 60, y: 30 }), ["x", "y"]);
  });

  it("charges what an answer was made of", () => {
    ledger.answer(store, "outer", () => ask("inner", { x: 60 }));
    ledger.start();
    ledger.answer(store, "outer", () => undefined);
    assert.deepEqual([...ledger.files], ["x"]);
  });

  it("repeats the notes of a known answer", () => {
    const make = () => {
      ledger.note("budget", "long");
    };
    ledger.answer(store, "a", make);
    ledger.start();
    ledger.answer(store, "a", make);
    assert.deepEqual([...ledger.notes], [["long", "budget"]]);
  });

  it("answers nothing to a question that leads to itself, and keeps no answer made of that", () => {
    const answers: unknown[] = [];
    const a = (): string => ledger.answer(store, "a", () => `a(${b()})`) ?? "";
    const b = (): string => ledger.answer(store, "b", () => `b(${a()})`) ?? "";
    answers.push(a(), b());
    assert.deepEqual(answers, ["a(b())", "b(a(b()))"]);
  });

  it("refuses work beyond the limit and says so", () => {
    const done = Array.from({ length: 12 }, () => ledger.spend());
    assert.equal(done.filter(Boolean).length, 10);
    assert.deepEqual([...ledger.notes.values()], ["budget"]);
  });
});
