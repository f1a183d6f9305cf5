import type { CheckedDocument } from "../../protocol.ts";

/** What the status item is about: the server, and the document in front. */
export type Situation =
  | { readonly server: "starting" | "restarting" }
  | { readonly server: "failed"; readonly reason: string }
  | { readonly server: "running"; readonly document: DocumentState };

/** What is known of the document in front. */
export type DocumentState =
  | { readonly kind: "none" | "not-on-disk" | "waiting" }
  | { readonly kind: "checked"; readonly check: CheckedDocument };

/** The item's words. Exactly one of on, off, waiting, failed. */
export interface StatusText {
  readonly state: "on" | "off" | "waiting" | "failed";
  readonly text: string;
  readonly detail: string;
}

/** Says in words what is going on and, where it is not well, what to do. */
export function describeStatus(situation: Situation): StatusText {
  switch (situation.server) {
    case "starting":
      return waiting("The language server is starting.");
    case "restarting":
      return waiting("The language server stopped and starts again.");
    case "failed":
      return failed(situation.reason);
    case "running":
      return describeDocument(situation.document);
  }
}

function describeDocument(document: DocumentState): StatusText {
  switch (document.kind) {
    case "none":
      return on("No TypeScript file is in front.");
    case "not-on-disk":
      return off("Only files on disk are checked.");
    case "waiting":
      return waiting("This file is being checked.");
    case "checked":
      return describeCheck(document.check);
  }
}

function describeCheck({ state, shown, notes }: CheckedDocument): StatusText {
  if (state === "off") {
    return off("The setting consistencyLint.enable is off for this file.");
  }
  if (state === "unreadable") {
    return off(["Not checked: a syntax error.", ...notes].join(" "));
  }
  return on([`${count(shown)} in this file.`, ...notes].join(" "));
}

function count(findings: number): string {
  if (findings === 0) return "No findings";
  return findings === 1 ? "1 finding" : `${String(findings)} findings`;
}

function on(detail: string): StatusText {
  return { state: "on", text: "Consistency Lint: on", detail };
}

function off(detail: string): StatusText {
  return { state: "off", text: "Consistency Lint: off", detail };
}

function waiting(detail: string): StatusText {
  return { state: "waiting", text: "Consistency Lint: waiting", detail };
}

function failed(reason: string): StatusText {
  const detail = `${reason} Choose Restart to start it again.`;
  return { state: "failed", text: "Consistency Lint: failed", detail };
}
