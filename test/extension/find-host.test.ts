import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { findHost } from "../../scripts/e2e/find-host.ts";

describe("the VS Code for the end-to-end tests", () => {
  it("is the one that is named", () => {
    assert.deepEqual(findHost({ E2E_CODE: "/opt/code" }), {
      kind: "desktop",
      executable: "/opt/code",
    });
  });

  it("is none on a bare machine, which says how to get one", () => {
    const host = findHost({ E2E_HOST_DIR: "/no/such/folder", PATH: "" });
    assert.ok(host.kind === "none");
    assert.match(host.how, /npm run e2e:host.*E2E_CODE=/u);
  });
});
