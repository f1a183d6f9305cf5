/** The short form of a setting (`is: "lock"`) in the words of the catalogue. */
import type { Contribution, Pick } from "../catalog/entry.ts";
import type { WrapperSetting } from "../settings.ts";

/** A part of a call, as users write it: the position of an argument, or a pick. */
type Part = number | Pick | undefined;

/** What a call does; undefined for what takes effects away instead. */
export function contributionOf(
  setting: WrapperSetting,
): Contribution | undefined {
  const dedup = "dedup" in setting ? picks(setting.dedup) : undefined;
  switch (setting.is) {
    case "read-through":
      return {
        effect: "cache-load",
        key: pick(setting.key, 0),
        loader: pick(setting.loader, -1),
      };
    case "cache-read":
    case "cache-delete":
      return { effect: setting.is, key: pick(setting.key, 0) };
    case "cache-write":
      return {
        effect: "cache-write",
        key: pick(setting.key, 0),
        value: pick(setting.value, 1),
      };
    case "lock":
      return {
        effect: "lock",
        key: pick(setting.key, 0),
        callback: pick(setting.callback, -1),
        scope: setting.scope ?? "shared",
      };
    case "transaction":
      return { effect: "transaction", callback: pick(setting.callback, -1) };
    case "publish":
      return {
        effect: "publish",
        channel: pick(setting.channel, 0),
        payload: pick(setting.payload, 1),
        ...(dedup && { dedup }),
      };
    case "mail":
      return { effect: "mail", ...(dedup && { dedup }) };
    case "remote":
      return {
        effect: "remote",
        write: setting.write ?? true,
        ...(dedup && { idempotency: dedup }),
      };
    case "dedup":
      return {
        effect: "dedup",
        key: pick(setting.key, 0),
        callback: pick(setting.callback, -1),
      };
    case "not-a-cache":
    case "nothing":
      return undefined;
  }
}

function pick(part: Part, standard: number): Pick {
  if (part === undefined) return { arg: standard };
  return typeof part === "number" ? { arg: part } : part;
}

function picks(part: Part): readonly Pick[] | undefined {
  return part === undefined ? undefined : [pick(part, 0)];
}
