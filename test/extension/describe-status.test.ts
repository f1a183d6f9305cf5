import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { CheckedDocument } from "../../src/protocol.ts";
import {
  describeStatus,
  type DocumentState,
} from "../../src/features/status/describe-status.ts";

describe("the status item", () => {
  it("waits while the server starts or starts again", () => {
    const states = (["starting", "restarting"] as const).map(
      (server) => describeStatus({ server }).state,
    );
    assert.deepEqual(states, ["waiting", "waiting"]);
  });

  it("says that it failed, and how to recover", () => {
    const { state, detail } = describeStatus({
      server: "failed",
      reason: "The language server stopped too often.",
    });
    assert.equal(state, "failed");
    assert.match(detail, /stopped too often\. Choose Restart/u);
  });

  it("says why a file is not checked", () => {
    const off = about({ kind: "checked", check: checked("off", 0) });
    assert.equal(off.state, "off");
    assert.match(off.detail, /consistencyLint\.enable/u);
    const broken = { ...checked("unreadable", 0), notes: ["Line 3: no."] };
    const unreadable = about({ kind: "checked", check: broken });
    assert.equal(unreadable.state, "off");
    assert.match(unreadable.detail, /a syntax error\. Line 3: no\.$/u);
    const virtual = about({ kind: "not-on-disk" });
    assert.equal(virtual.state, "off");
    assert.match(virtual.detail, /on disk/u);
  });

  it("counts the findings of the file in front", () => {
    const details = [0, 1, 2].map(
      (shown) =>
        about({ kind: "checked", check: checked("checked", shown) }).detail,
    );
    assert.deepEqual(details, [
      "No findings in this file.",
      "1 finding in this file.",
      "2 findings in this file.",
    ]);
  });

  it("says what could not be answered", () => {
    const note = "The file has a syntax error.";
    const check = { ...checked("checked", 0), notes: [note] };
    const { detail } = about({ kind: "checked", check });
    assert.equal(detail, `No findings in this file. ${note}`);
  });

  it("is on, or waits, where there is nothing to tell yet", () => {
    assert.equal(about({ kind: "none" }).state, "on");
    assert.equal(about({ kind: "waiting" }).state, "waiting");
  });
});

function about(document: DocumentState): ReturnType<typeof describeStatus> {
  return describeStatus({ server: "running", document });
}

function checked(state: CheckedDocument["state"], shown: number) {
  return { uri: "file:///shop/a.ts", state, shown, notes: [] };
}
