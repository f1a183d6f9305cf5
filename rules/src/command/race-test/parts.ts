/** What the parts of a race test are made of. */
import type { BadOrder } from "../orders.ts";
import type { Runner } from "./runner.ts";
import type { ImportedClient, Subject } from "./subject.ts";
import type { Finding, Model } from "../../finding.ts";

export interface Parts {
  readonly finding: Finding;
  readonly badOrder: BadOrder;
  readonly subject: Subject;
  readonly runner: Runner;
  readonly test: string;
}

/**
 * The cache that is read and filled, where all else is in the test's hands: the
 * row comes from an argument.
 */
export function cacheOf(
  { clients, parameters }: Subject,
  { protocol }: Model,
): ImportedClient | undefined {
  return protocol === "cache-aside-delete" &&
    parameters.some(({ kind }) => kind === "load")
    ? clients.find(({ methods }) => methods.includes("get"))
    : undefined;
}

/** Whether the test may have types: the analysed file has them. */
export function isTyped(test: string): boolean {
  return /\.[cm]?tsx?$/u.test(test);
}
