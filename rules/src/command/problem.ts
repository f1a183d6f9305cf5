/** A file that could not be linted, or not to its end. */
export interface Problem {
  /** Absolute path. */
  readonly file: string;
  readonly kind:
    "unreadable" | "syntax-error" | "limit" | "internal" | "settings";
  /** One sentence. */
  readonly text: string;
}

/** A plain sentence for why the system refused a path. */
export function unreadable(file: string, error: unknown): Problem {
  return { file, kind: "unreadable", text: reasonOf(error) };
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "No permission to read it.",
  EPERM: "No permission to read it.",
  ELOOP: "It is a symbolic link that leads back to itself.",
  ENOENT: "It is a symbolic link that leads nowhere.",
  EISDIR: "It is a folder.",
};

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code] ?? `It cannot be read (${code}).`;
}

/** The system's code for an error (`ENOENT`), or its name. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  return "code" in error && typeof error.code === "string"
    ? error.code
    : error.name;
}
