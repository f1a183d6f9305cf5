/** Why a task cannot take its next step yet. */
import type { Draft } from "./draft.ts";

/** A task that has to wait, and for what. Tasks by their place. */
export interface Wait {
  readonly waitsFor:
    | { readonly lock: string; readonly heldBy: number }
    | { readonly transactionOf: number };
}

/** Whoever changes what another transaction has changed waits for its end. */
export function waitForTransaction({
  otherTransaction,
}: Draft): Wait | undefined {
  return otherTransaction === undefined
    ? undefined
    : { waitsFor: { transactionOf: otherTransaction } };
}
