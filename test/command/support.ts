import {
  runCommand,
  type ExitCode,
} from "../../rules/src/command/run-command.ts";
import type { Analyser, Note } from "../../rules/src/engine.ts";
import type { Finding } from "../../rules/src/finding.ts";
import { leaseModel } from "../../rules/src/fixes/models.ts";
import { findingAt, locationAt } from "../support/finding.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in a folder with these files and a pretended engine. */
export function runIn(
  files: Readonly<Record<string, string | Uint8Array>>,
  ...words: string[]
): Ran {
  const folder = temporaryFolder(files);
  try {
    return runAt(folder.path, words);
  } finally {
    folder.remove();
  }
}

/** The same in a folder that is there. `engine` replaces the pretended one. */
export function runAt(
  cwd: string,
  words: readonly string[],
  engine: Analyser = pretendedEngine,
): Ran {
  const stdout = recorder();
  const stderr = recorder();
  const code = runCommand(words, {
    stdout,
    stderr,
    cwd,
    version: "1.2.3",
    now: () => 0,
    createEngine: () => engine,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

export function recorder() {
  const written: string[] = [];
  return {
    write: (text: string) => written.push(text),
    text: () => written.join(""),
  };
}

/**
 * Finds something certain on each line with BUG, something possible on each
 * line with MAYBE, and an error of syntax where it reads BROKEN.
 */
const pretendedEngine: Analyser = {
  analyze({ path, text }) {
    const lines = text.split("\n");
    return {
      findings: lines.flatMap((line, index) =>
        findingsOf(path, line, index + 1),
      ),
      notes: text.includes("BROKEN") ? [brokenNote] : [],
      dependencies: [],
    };
  },
};

const brokenNote: Note = {
  kind: "syntax-error",
  text: "Line 1: ';' expected.",
};

function findingsOf(file: string, text: string, line: number): Finding[] {
  const column = text.search(/BUG|MAYBE/u);
  if (column < 0) return [];
  const place = { file, line, column };
  const certainty = text.includes("BUG") ? "certain" : "possible";
  return [
    findingAt({
      ...place,
      certainty,
      steps: [
        {
          actor: "reader",
          operation: "redis.get(`user:${id}`)",
          target: "user",
          location: locationAt(place),
        },
        {
          actor: "writer",
          operation: "any request updates the row",
          target: "User 7",
          after: "the cache is old",
        },
      ],
      fixes: [
        {
          title: "Fill under a lease",
          protocol: "lease",
          model: leaseModel,
          edits: [],
          leavesOpen: "The store must run scripts.",
        },
      ],
    }),
  ];
}
