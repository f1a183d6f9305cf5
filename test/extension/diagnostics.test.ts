import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { DiagnosticSeverity } from "vscode-languageserver";
import { toDiagnostic } from "../../src/server/diagnostics.ts";
import { lostUpdate, WRITE } from "./fake-engine.ts";

const file = { path: "/shop/wallet.ts", text: `read;\n  ${WRITE}\n` };
const finding = lostUpdate(file, file.text.indexOf(WRITE));

describe("a finding as a diagnostic", () => {
  it("counts lines from 0, as the protocol does", () => {
    const start = { line: 1, character: 2 };
    const end = { line: 1, character: 2 + WRITE.length };
    assert.deepEqual(toDiagnostic(finding).range, { start, end });
  });

  it("names the rule and links its page", () => {
    const { code, codeDescription, source } = toDiagnostic(finding);
    assert.equal(source, "consistency");
    assert.equal(code, "consistency/require-version-check");
    assert.match(
      codeDescription?.href ?? "",
      /^https:.*\/rules\/docs\/require-version-check\.md$/u,
    );
  });

  it("is an error when certain and a warning when possible", () => {
    const possible = { ...finding, certainty: "possible" } as const;
    const severities = [finding, possible].map(
      (one) => toDiagnostic(one).severity,
    );
    assert.deepEqual(severities, [
      DiagnosticSeverity.Error,
      DiagnosticSeverity.Warning,
    ]);
  });

  it("shows every step in order; one from elsewhere at the step before it", () => {
    const { relatedInformation = [] } = toDiagnostic(finding);
    assert.deepEqual(
      relatedInformation.map(({ message, location }) => [
        message,
        location.uri,
        location.range.start.line,
      ]),
      [
        ["Step 1 (first): reads the balance", "file:///shop/wallet.ts", 0],
        [
          "Step 2 (second, elsewhere): writes the balance",
          "file:///shop/wallet.ts",
          0,
        ],
        [
          "Step 3 (first): writes the balance (one is lost)",
          "file:///shop/wallet.ts",
          1,
        ],
      ],
    );
  });

  it("shows a first step from elsewhere at the first line there is", () => {
    const [first, second, third] = finding.steps;
    assert.ok(first && second && third);
    const { relatedInformation } = toDiagnostic({
      ...finding,
      steps: [second, third],
    });
    assert.equal(relatedInformation?.[0]?.location.range.start.line, 1);
  });

  it("carries the finding as data that survives JSON", () => {
    const text = JSON.stringify(toDiagnostic(finding));
    const { data } = JSON.parse(text) as { data: unknown };
    assert.deepEqual(data, finding);
  });
});
