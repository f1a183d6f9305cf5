import { createEngine } from "../../rules/src/engine.ts";
import { withoutDisabled } from "../../rules/src/directives.ts";

export type Verdict =
  | { readonly kind: "answered" | "syntax-error" }
  | { readonly kind: "crashed"; readonly reason: string };

/** Whether the engine answers for a text; a new engine each time, so that a text stands for itself. */
export function check(text: string, path = "/hostile/file.tsx"): Verdict {
  try {
    const { findings, notes } = createEngine().analyze({ path, text });
    withoutDisabled(text, findings);
    JSON.stringify(findings);
    const crash = notes.find(({ kind }) => kind === "internal");
    if (crash) return { kind: "crashed", reason: crash.text };
    const isBroken = notes.some(({ kind }) => kind === "syntax-error");
    return { kind: isBroken ? "syntax-error" : "answered" };
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : "";
    return { kind: "crashed", reason };
  }
}
