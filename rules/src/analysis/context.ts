/** What all flows of one analysis share: the linker, the catalogue, summaries and budgets. */
import type { Catalogue } from "./catalogue-index.ts";
import type { FlowModule } from "./effect.ts";
import type { Peers } from "../peers/peer.ts";
import type { Linker } from "./linker.ts";
import type { ModuleFacts } from "./module-facts.ts";
import type { Recognised } from "./recognise.ts";
import type { Schemas } from "../schema/schemas.ts";
import type { Summaries } from "./summaries.ts";
import type { CallValue, FunctionValue } from "./value.ts";
import type { Told } from "./wrappers.ts";

export type NoteKind =
  "syntax-error" | "budget" | "unresolved-import" | "internal";

/** How a call was read, strongest evidence first. */
export type CallReading =
  | { readonly how: "setting"; readonly told: Told }
  /** A function of the project, followed into. */
  | { readonly how: "followed"; readonly fn: FunctionValue }
  /** A function that the caller supplies. */
  | { readonly how: "callback" }
  | { readonly how: "catalogue"; readonly recognised: Recognised }
  /** By its name at best; with `recognised`, a call that is known to matter to nothing. */
  | { readonly how: "unknown"; readonly recognised?: Recognised };

export interface SeenCall {
  readonly call: CallValue;
  readonly module: ModuleFacts;
  readonly reading: CallReading;
}

export interface AnalysisContext {
  readonly linker: Linker;
  readonly catalogue: Catalogue;
  readonly summaries: Summaries;
  readonly schemas: Schemas;
  peersOf(module: FlowModule): Peers;
  nextId(): number;
  /** Takes one unit of work; false once the file's budget is used up. */
  spend(): boolean;
  /** One level deeper into the code; undefined where it is nested deeper than followed. */
  nested<Answer>(follow: () => Answer): Answer | undefined;
  /** Told of each call that is read, for who wants to know how. */
  readonly onCall?: (seen: SeenCall) => void;
  /** Whether a person runs the file once, by its folders below the project's root. */
  isOneOff(file: string): boolean;
  /** The version of a package that the nearest manifest asks for. */
  packageVersion(packageName: string, file: string): string | undefined;
  note(kind: NoteKind, text: string): void;
}
