import assert from "node:assert/strict";
import plugin from "../../rules/src/index.ts";
import { rules } from "../../rules/src/rules/index.ts";

/** What a preset makes each rule report; rules that it leaves off are absent. */
function reportsOf(preset: "recommended" | "strict" | "all"): object {
  const entries = Object.entries(plugin.configs[preset].rules ?? {});
  return Object.fromEntries(
    entries.map(([name, entry]) => {
      assert.ok(Array.isArray(entry), `${name} has options`);
      const [severity, options] = entry as [string, { report: string }];
      assert.equal(severity, "error", name);
      return [name.replace(/^consistency\//u, ""), options.report];
    }),
  );
}

describe("the presets", () => {
  it("recommended reports what each rule's metadata says for it", () => {
    const expected = Object.entries(rules).flatMap(([name, rule]) => {
      const report = rule.meta.docs?.presets.recommended;
      return report ? [[name, report]] : [];
    });
    assert.deepEqual(reportsOf("recommended"), Object.fromEntries(expected));
  });

  it("recommended never reports possible findings", () => {
    assert.deepEqual(
      new Set(Object.values(reportsOf("recommended"))),
      new Set(["certain"]),
    );
  });

  it("strict reports what each rule's metadata says for it", () => {
    const expected = Object.entries(rules).flatMap(([name, rule]) => {
      const report = rule.meta.docs?.presets.strict;
      return report ? [[name, report]] : [];
    });
    assert.deepEqual(reportsOf("strict"), Object.fromEntries(expected));
  });

  it("all turns every rule on", () => {
    assert.deepEqual(Object.keys(reportsOf("all")), Object.keys(rules));
  });
});
