/** Every protocol that is known, in the order of the table. */
import { cacheAside } from "./cache-aside.ts";
import { copies } from "./copies.ts";
import { deliveries } from "./deliveries.ts";
import type { Meaning } from "../model/meaning.ts";
import { outbox } from "./outbox.ts";
import type { Protocol } from "./protocol.ts";
import { versions } from "./versions.ts";
import { writeThrough } from "./write-through.ts";

export const PROTOCOLS: readonly Protocol[] = [
  ...cacheAside,
  ...writeThrough,
  ...versions,
  ...deliveries,
  ...copies,
  ...outbox,
];

const byName = new Map(PROTOCOLS.map((one) => [one.name, one]));

/** Where a protocol's stores start, and its invariant. */
export function meaningOf(name: string): Meaning | undefined {
  return byName.get(name)?.meaning;
}

export function protocolNames(): readonly string[] {
  return [...byName.keys()];
}
