/**
 * Effects: what a piece of code does to the world outside its own memory.
 *
 * A function's flow is a flat list of effects in program order. Where each
 * stands is told by its path (which arm of which branch) and its scopes (inside
 * which transaction, loop, callback...). Two effects can happen in one run
 * unless their paths take different arms of the same branch.
 */
import type { TSESTree } from "@typescript-eslint/utils";
import type {
  Delivery,
  HttpMethod,
  RowOperation,
  TimeUnit,
  Unmatched,
} from "../catalog/entry.ts";
import type { Fate } from "./promise-fate.ts";
import type { Location } from "../finding.ts";
import type { Table } from "../schema/table.ts";
import type { Peers } from "../peers/peer.ts";
import type { Value } from "./value.ts";

/** Where the code has it. */
export interface Site extends Location {
  /** Source text of the callee, shortened: `redis.set`. */
  readonly text: string;
  readonly node: TSESTree.Node;
  /** Of a call that was followed: what its caller gave it. */
  readonly args?: readonly Value[];
}

/** One taken arm of a branch: what was tested and how it came out. */
export interface Arm {
  readonly branch: number;
  /** Index of the arm; two different arms of one branch never run together. */
  readonly taken: number;
  readonly test?: Value;
  /** `truthy`/`falsy` of `test`; `caught` for a catch clause; `other` says nothing. */
  readonly outcome: "truthy" | "falsy" | "caught" | "other";
}

export type ScopeKind =
  | "transaction"
  | "lock"
  /** A step whose result is kept across retries. */
  | "step"
  | "loop"
  | "parallel"
  /** One of the promises that a parallel scope was given. */
  | "lane"
  /** Runs after the function went on (`waitUntil`, `void`, `setTimeout`). */
  | "deferred"
  /** A callback given to code that could not be followed. */
  | "callback"
  /** Its failure is caught; `text` is the handler's source. */
  | "try";

export interface Scope {
  readonly kind: ScopeKind;
  readonly id: number;
  /** The call that opened it, e.g. `redlock.using`. */
  readonly text: string;
  readonly value?: Value;
  /** Of a lock: whether it holds across processes. */
  readonly shared?: boolean;
  readonly isolation?: string;
}

/** Why the engine believes a call does what it says, strongest first. */
export type Evidence =
  | { readonly by: "package"; readonly library: string }
  | { readonly by: "type"; readonly library: string }
  | { readonly by: "setting"; readonly name: string }
  | { readonly by: "name"; readonly name: string };

export interface EffectPlace {
  readonly id: number;
  readonly site: Site;
  /** Call sites that lead to it, outermost first; empty when the function does it itself. */
  readonly frames: readonly Site[];
  readonly path: readonly Arm[];
  readonly scopes: readonly Scope[];
  /** Whether the flow waits for it before it goes on. */
  readonly awaited: boolean;
  /** Whether the promise of the call in this function includes it; an own call's always does. */
  readonly joined: boolean;
  readonly evidence: Evidence;
}

export interface CacheTarget {
  /** The client: two effects with equal stores work on one cache. */
  readonly store: Value;
  readonly key: Value;
  readonly field?: Value;
  readonly inProcess: boolean;
  /** Collected by a pipeline, and sent with the rest of it. */
  readonly queued?: true;
}

export type EffectDetail =
  | ({ readonly kind: "cache-read"; readonly many: boolean } & CacheTarget)
  | ({
      readonly kind: "cache-write";
      readonly value: Value;
      readonly many: boolean;
      readonly condition: "none" | "absent" | "compare";
      /** In seconds, where a number is known. */
      readonly ttl?: Value;
      /** What the library takes the given number for. */
      readonly ttlUnit?: TimeUnit;
      /** It stays for ever: neither the call nor the client gives it an end. */
      readonly kept?: true;
    } & CacheTarget)
  | ({ readonly kind: "cache-expire" } & CacheTarget)
  | ({ readonly kind: "cache-delete"; readonly pattern: boolean } & CacheTarget)
  | ({ readonly kind: "cache-load"; readonly loader: Value } & CacheTarget)
  | ({ readonly kind: "cache-change" } & CacheTarget)
  | ({ readonly kind: "cache-script"; readonly script: Value } & CacheTarget)
  | RowEffect
  | {
      readonly kind: "publish";
      readonly channel?: Value;
      readonly payload?: Value;
      readonly dedup?: Value;
    }
  | { readonly kind: "mail"; readonly dedup?: Value }
  | {
      readonly kind: "remote";
      readonly write: boolean;
      readonly idempotency?: Value;
    }
  | { readonly kind: "verify-webhook" }
  /** Who asks is looked up: a session, a token, cookies. */
  | { readonly kind: "identity" }
  /** An HTTP answer, or a part of one: its headers may be set before its body is sent. */
  | {
      readonly kind: "response";
      readonly status?: Value;
      readonly body?: Value;
      /** An object of header names and values. */
      readonly headers?: Value;
    }
  /** Recognises a second delivery, by the word of the catalogue or of a setting. */
  | { readonly kind: "dedup"; readonly key?: Value }
  /** The call of a function value that the caller supplies. */
  | {
      readonly kind: "callback-call";
      readonly callee: Value;
      readonly args: readonly Value[];
    }
  /** A call that could not be followed. */
  | {
      readonly kind: "opaque";
      readonly callee: Value;
      readonly args: readonly Value[];
    };

export interface RowEffect {
  readonly kind: "row";
  readonly operation: RowOperation;
  /** Table, model or entity; unknown when it could not be told. */
  readonly entity: Value;
  /** Client, repository or transaction it went through. */
  readonly client: Value;
  readonly where?: Value;
  readonly data?: Value;
  /** Of an upsert: what is written when the row exists. */
  readonly update?: Value;
  readonly many: boolean;
  readonly lock: "none" | "share" | "update";
  readonly conflict: "none" | "ignore" | "update";
  /** A read that a copy may answer which lags behind the primary. */
  readonly replica: boolean;
  /** What the call does when no row matched its condition; absent where nobody says. */
  readonly unmatched?: Unmatched;
  readonly library: string;
  /** The whole chain, for facts that only one library has. */
  readonly call: Value;
}

export type Effect = EffectPlace & EffectDetail;

/** How a function gets run, when something other than plain code runs it. */
export interface DeliveryContext {
  readonly delivery: Delivery;
  readonly evidence: Evidence;
  /** What tells so: `@EventPattern`, `new Worker(...)`. */
  readonly text: string;
  /** Of a request: the method it is registered for. */
  readonly method?: HttpMethod;
}

/** The effects of one function in program order, through its callees. */
export interface Flow {
  readonly name: string;
  readonly site: Site;
  readonly effects: readonly Effect[];
  /** What it answers; unknown for a file's top level. */
  readonly returns: Value;
  /** What is known after every normal end: guards that would have thrown. */
  readonly afterwards: readonly Arm[];
  readonly context?: DeliveryContext;
  readonly module: FlowModule;
}

/** What a matcher may ask about the rest of the file. */
export interface FlowModule {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly ast: TSESTree.Program;
  flows(): readonly Flow[];
  /** Every effect of every flow of the file. */
  effects(): readonly Effect[];
  /** What becomes of the promise that a call of the file answers. */
  fateOf(call: TSESTree.Node): Fate;
  /** Whether a person runs the file once: a script, a seed, a migration. */
  readonly isOneOff: boolean;
  /** What the nearest manifest asks for of a package: `^5.2.0`. */
  packageVersion(packageName: string): string | undefined;
  /** What the project's schema says about the table of a row effect; undefined when it is not known. */
  table(row: RowEffect): Table | undefined;
  /** Who else works on the same keys and rows, across the project. */
  readonly peers: Peers;
}
