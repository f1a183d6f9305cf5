/** The answers where nothing was searched. */
import type { PeerAnswer, Peers } from "./peer.ts";

const nothing: PeerAnswer<never> = {
  effects: [],
  flows: [],
  isComplete: false,
};

export const noPeers: Peers = {
  hasProject: false,
  isService: true,
  own: () => [],
  ofKey: () => nothing,
  ofEntity: () => nothing,
  holding: () => nothing,
  callersOf: () => nothing,
  mentions: () => "unknown",
};
