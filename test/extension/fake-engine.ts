/**
 * An engine that knows two lines of code by heart. The server's tests are about
 * the server; with it they need no analysis, and say exactly what was found.
 */
import type { Engine, FileReport, SourceFile } from "../../rules/src/engine.ts";
import type { Finding, Location, Step } from "../../rules/src/finding.ts";
import { atomicModel } from "../../rules/src/fixes/models.ts";

/** What is to be written, and what instead. */
export const WRITE = "balance: wallet.balance - amount";
export const ATOMIC_WRITE = "balance: { decrement: amount }";

/** What makes a text unreadable. */
export const SYNTAX_ERROR = "const = ;";

/** An engine whose reports are those of `analyze`. */
export function engineOf(analyze: (file: SourceFile) => FileReport): Engine {
  return { analyze, setText: () => undefined, refresh: () => undefined };
}

/** A file whose project wants a reason for each comment that disables a rule. */
export const STRICT_PROJECT = "/strict/";

/** A file whose project has settings that cannot be used. */
export const WRONG_SETTINGS = "/wrong-settings/";

/** Reports the first `WRITE` as a lost update, with one fix. */
export function fakeReport(file: SourceFile): FileReport {
  if (file.text.includes(SYNTAX_ERROR)) {
    const note = { kind: "syntax-error", text: "Line 1: no." } as const;
    return { findings: [], notes: [note], dependencies: [] };
  }
  if (file.path.startsWith(WRONG_SETTINGS)) {
    const note = { kind: "settings", text: "consistency.json: no." } as const;
    return { findings: [], notes: [note], dependencies: [] };
  }
  const start = file.text.indexOf(WRITE);
  const findings = start === -1 ? [] : [lostUpdate(file, start)];
  const requireReason = file.path.startsWith(STRICT_PROJECT);
  const directives = { requireReason, reportUnused: false };
  return { findings, notes: [], dependencies: [], directives };
}

/** The finding for the `WRITE` at `start`. */
export function lostUpdate(file: SourceFile, start: number): Finding {
  const write = locate(file, start, start + WRITE.length);
  return {
    rule: "require-version-check",
    certainty: "certain",
    message: "Two payments can read the same balance. Count in the database.",
    location: write,
    steps: [
      step("first", "reads the balance", locate(file, 0, 1)),
      step("second", "writes the balance", undefined),
      { ...step("first", "writes the balance", write), after: "one is lost" },
    ],
    model: {
      protocol: "lost-update",
      tasks: [],
      invariant: "no update is lost",
    },
    assumptions: [],
    fixes: [
      {
        title: "Count in the database with `decrement`",
        protocol: "atomic-change",
        model: atomicModel,
        edits: [{ file: file.path, range: write.range, text: ATOMIC_WRITE }],
        leavesOpen: "the balance may become negative",
      },
    ],
  };
}

/** The location of a range of a file's text. */
function locate(
  { path, text }: SourceFile,
  start: number,
  end: number,
): Location {
  return {
    file: path,
    range: [start, end],
    start: positionAt(text, start),
    end: positionAt(text, end),
  };
}

function positionAt(text: string, offset: number): Location["start"] {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}

function step(
  actor: string,
  operation: string,
  location: Location | undefined,
): Step {
  const base = { actor, operation, target: "wallet" };
  return location === undefined ? base : { ...base, location };
}
