/**
 * What other code does to a cache key or to an entity, as plain data: it holds
 * no syntax tree, so that it can be kept, compared and shown.
 */
import type { Delivery, RowOperation } from "../catalog/entry.ts";
import type { Location } from "../finding.ts";
import type { Answer } from "../analysis/same.ts";
import type { KeyForm } from "./key-form.ts";

/** Which arm of which branch of its flow an effect stands in. */
export interface PeerArm {
  readonly branch: number;
  readonly taken: number;
  readonly isCaught: boolean;
}

export interface PeerPlace {
  readonly location: Location;
  /** The callee as the code spells it: `redis.set`. */
  readonly text: string;
  /** The calls that lead to it, outermost first. */
  readonly via: readonly PeerCall[];
  readonly path: readonly PeerArm[];
  /** What it is, is proved by imports, types or settings. */
  readonly isProved: boolean;
}

export interface PeerCall {
  readonly location: Location;
  readonly text: string;
}

/** A row, or rows, that a cached value is made of. */
export interface HeldRow {
  /** As all spellings of it share: `cartitem`. */
  readonly entity: string;
  /** As the code spells it. */
  readonly name: string;
  /** Several rows, or a number made of them: an insert changes it. */
  readonly many: boolean;
  /** The columns that the value keeps, where all are spelled out. */
  readonly columns?: readonly string[];
  readonly read: PeerCall;
  readonly isProved: boolean;
}

export interface CachePeer extends PeerPlace {
  readonly kind:
    | "cache-read"
    | "cache-write"
    | "cache-delete"
    /** A read-through: reads, loads on a miss and writes. */
    | "cache-load"
    | "cache-change";
  /** More than one where the code decides between keys or takes several. */
  readonly keys: readonly KeyForm[];
  readonly inProcess: boolean;
  /** Of a write: seconds, where the code says so. */
  readonly ttl?: number;
  /** Of a write or a read-through: the rows it was made of. */
  readonly holds: readonly HeldRow[];
}

export interface RowPeer extends PeerPlace {
  readonly kind: "row";
  readonly operation: RowOperation;
  readonly entity: string;
  readonly name: string;
  /** A new row alone. */
  readonly isInsert: boolean;
  /** The columns that it sets, where all are spelled out. */
  readonly columns?: readonly string[];
}

/** A call that was not followed and, by its name, may take cached values away or tell others to. */
export interface UnknownPeer extends PeerPlace {
  readonly kind: "unknown";
}

/** The call in the flow's own function through which an effect happens. */
export function callIn({ via, location, text }: PeerPlace): PeerCall {
  return via[0] ?? { location, text };
}

export type Peer = CachePeer | RowPeer | UnknownPeer;

/** A function with what it does to caches and rows, through everything it calls. */
export interface PeerFlow {
  readonly name: string;
  readonly location: Location;
  readonly delivery?: Delivery;
  /** In program order. */
  readonly effects: readonly Peer[];
}

export interface PeerAnswer<Effect extends Peer = Peer> {
  /** The effects that were asked for, one for each place in the code. */
  readonly effects: readonly Effect[];
  /** The flows that hold them. */
  readonly flows: readonly PeerFlow[];
  /** False when a limit was reached: what is missing may still be there. */
  readonly isComplete: boolean;
}

/**
 * Questions about the rest of the project, asked on behalf of one file. The
 * file's own flows, as they are being analysed, are part of each answer. A
 * question costs a search of the project's text: ask it last.
 */
export interface Peers {
  /** Whether there is a project around the file that can be searched. */
  readonly hasProject: boolean;
  /** Whether the file is part of the running service: no test, no mock, no script. */
  readonly isService: boolean;
  /** Who reads, writes or deletes keys of this form. */
  ofKey(key: KeyForm): PeerAnswer<CachePeer>;
  /** Who reads or writes rows of this entity (`plainName`). */
  ofEntity(entity: string): PeerAnswer<RowPeer>;
  /** Which cached values are made of rows of this entity. */
  holding(entity: string): PeerAnswer<CachePeer>;
  /** The flows of other functions that run this flow of the file. */
  callersOf(flow: PeerFlow): PeerAnswer;
  /** Whether another file of the service mentions a name. */
  mentions(name: string): Answer;
  /** A flow of this file as its peers see it. */
  own(): readonly PeerFlow[];
}
