/** Where a file has an effect that happens in what it calls. */
import type { Effect, Flow, Site } from "../analysis/effect.ts";
import { senderCall } from "../catalog/handler-names.ts";
import { lastNameOf } from "./call-names.ts";

/** Effects farther away than this are seldom meant by it. */
const maxFrames = 3;

/** The deepest call that the file itself has, down to one that says what it does. */
export function placeIn(file: string, effect: Effect): Site | undefined {
  if (effect.frames.length > maxFrames) return undefined;
  let place: Site | undefined;
  for (const site of [...effect.frames, effect.site]) {
    if (site.file !== file) return place;
    place = site;
    if (senderCall.test(lastNameOf(site.text))) return place;
  }
  return place;
}

/** Whether the flow is only registered here: its function stands, and is looked at, in another file. */
export function isRegisteredOnly({ effects, site }: Flow): boolean {
  return effects[0]?.frames[0]?.node === site.node;
}
