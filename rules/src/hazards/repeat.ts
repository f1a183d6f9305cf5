/** What happens again on a second delivery. */
export interface Repeat {
  /** As a verb phrase. */
  readonly what: string;
  readonly kind:
    "mail" | "publish" | "remote" | "counter" | "list" | "insert" | "money";
  /** Whether the library, not only a name, says so. */
  readonly proved: boolean;
}
