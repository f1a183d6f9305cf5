import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  DEFAULT_SETTINGS,
  isShown,
  readSettings,
} from "../../src/server/settings.ts";

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
    assert.equal(isShown("certain", DEFAULT_SETTINGS), true);
    assert.equal(isShown("possible", DEFAULT_SETTINGS), false);
    assert.equal(isShown("possible", possible), true);
  });
});
