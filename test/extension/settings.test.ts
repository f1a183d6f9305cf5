import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Certainty, Finding } from "../../rules/src/finding.ts";
import {
  DEFAULT_SETTINGS,
  isShown,
  readSettings,
} from "../../src/server/settings.ts";
import { lostUpdate, WRITE } from "./fake-engine.ts";

function finding(certainty: Certainty): Finding {
  const file = { path: "/wallet.ts", text: WRITE };
  return { ...lostUpdate(file, 0), certainty };
}

describe("the settings of a document", () => {
  it("are taken as the editor sends them", () => {
    const sent = { enable: false, report: "possible" };
    assert.deepEqual(readSettings(sent), sent);
  });

  it("are the defaults where nothing, or something strange, is sent", () => {
    const strange = [null, undefined, 7, {}, { enable: "no", report: "all" }];
    for (const value of strange) {
      assert.deepEqual(readSettings(value), DEFAULT_SETTINGS);
    }
  });

  it("show possible findings only when asked to", () => {
    const possible = { enable: true, report: "possible" } as const;
    assert.equal(isShown(finding("certain"), DEFAULT_SETTINGS), true);
    assert.equal(isShown(finding("possible"), DEFAULT_SETTINGS), false);
    assert.equal(isShown(finding("possible"), possible), true);
  });
});
