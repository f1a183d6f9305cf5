/** What all flows of one analysis share: the linker, the catalogue, summaries and budgets. */
import type { Catalogue } from "./catalogue-index.ts";
import type { FlowModule } from "./effect.ts";
import type { Peers } from "../peers/peer.ts";
import type { Linker } from "./linker.ts";
import type { Summaries } from "./summaries.ts";

export type NoteKind =
  "syntax-error" | "budget" | "unresolved-import" | "internal";

export interface AnalysisContext {
  readonly linker: Linker;
  readonly catalogue: Catalogue;
  readonly summaries: Summaries;
  peersOf(module: FlowModule): Peers;
  nextId(): number;
  /** Takes one unit of work; false once the file's budget is used up. */
  spend(): boolean;
  /** One level deeper into the code; undefined where it is nested deeper than followed. */
  nested<Answer>(follow: () => Answer): Answer | undefined;
  note(kind: NoteKind, text: string): void;
}
