/** Reports on files: put together, told apart, and without what nobody asked for. */
import type { FileReport, Wanted } from "./engine.ts";
import type { Finding } from "./finding.ts";
import type { Gate } from "./reach/gate.ts";

/** Of a test: what races in it is staged, and harms nobody. */
export const nothingFound: FileReport = {
  findings: [],
  notes: [],
  dependencies: [],
};
export const nothing = { findings: [], notes: [] };
export const noFiles: ReadonlySet<string> = new Set();

/** Naming the files takes time that few callers need, and nothing of the analysis is kept for it. */
export function withDependencies(
  told: Omit<FileReport, "dependencies">,
  path: string,
  files: ReadonlySet<string>,
  gate: Gate | undefined,
): FileReport {
  return {
    ...told,
    get dependencies() {
      return [...new Set([...files, ...(gate?.filesBehind(path) ?? [])])];
    },
  };
}

/** Of a text that could not be parsed. */
export function unreadable({
  message,
  line,
}: {
  readonly message: string;
  readonly line?: number;
}): FileReport {
  const text =
    line === undefined ? message : `Line ${String(line)}: ${message}`;
  return {
    findings: [],
    notes: [{ kind: "syntax-error", text }],
    dependencies: [],
  };
}

/** Whether a finding is sure enough for what was asked. */
export function isWanted(
  { rule, certainty }: Finding,
  wanted?: Wanted,
): boolean {
  return certainty === "certain" || wanted?.get(rule) !== "certain";
}

/** One finding for each rule and place, the more certain one, in source order. */
export function withoutRepeats(
  findings: readonly Finding[],
): readonly Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of findings) {
    const place = `${finding.rule}:${finding.location.range.join("-")}`;
    const known = byPlace.get(place);
    if (
      !known ||
      (known.certainty === "possible" && finding.certainty === "certain")
    )
      byPlace.set(place, finding);
  }
  return [...byPlace.values()].sort(
    (a, b) => a.location.range[0] - b.location.range[0],
  );
}
