/**
 * What the extension and its language server say to each other beyond the
 * language server protocol. Both sides import this file, so neither can drift.
 */

/** The section of the settings that both sides read. */
export const SETTINGS_SECTION = "consistencyLint";

/** Commands that the extension registers and that code actions may name. */
export const COMMANDS = {
  learnWhy: "consistencyLint.learnWhy",
  restart: "consistencyLint.restart",
  showLog: "consistencyLint.showLog",
} as const;

/** What the client tells the server when it starts it. */
export interface InitializationOptions {
  /** Commands the client can run; actions that need another one are left out. */
  readonly commands?: readonly string[];
}

/** Sent by the server after each check of a document. */
export interface CheckedDocument {
  readonly uri: string;
  /** Findings that are shown, after settings and disable comments. */
  readonly shown: number;
  /** `off`: by the setting. `unreadable`: a syntax error; the notes say where. */
  readonly state: "checked" | "off" | "unreadable";
  /** What could not be answered, each as one sentence. */
  readonly notes: readonly string[];
}

/** The notification's method name. */
export const CHECKED_DOCUMENT = "consistencyLint/checkedDocument";
