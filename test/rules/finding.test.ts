import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createEngine } from "../../rules/src/engine.ts";

const shop = path.resolve(import.meta.dirname, "../../examples/shop/src");

/** One file of the shop for each rule. */
const files = [
  "users/profile-routes.ts",
  "products/stock-service.ts",
  "orders/confirmation-worker.ts",
];

describe("a finding", () => {
  for (const file of files)
    it(`is plain data that any view can be sent (${file})`, () => {
      const filename = path.join(shop, file);
      const text = readFileSync(filename, "utf8");
      const { findings } = createEngine().analyze({ path: filename, text });
      assert.ok(findings.length > 0);
      assert.deepEqual(JSON.parse(JSON.stringify(findings)), findings);
    });

  it("marks a place that lies in the analysed text", () => {
    const filename = path.join(shop, "users/profile-routes.ts");
    const text = readFileSync(filename, "utf8");
    const [finding] = createEngine().analyze({ path: filename, text }).findings;
    assert.ok(finding);
    const [from, to] = finding.location.range;
    assert.equal(text.slice(from, to), "redis.set");
  });
});
