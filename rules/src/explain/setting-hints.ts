/** The settings that change what is believed of a call. */
import path from "node:path";
import type { Identity } from "../analysis/identities.ts";
import type { Effect } from "../analysis/effect.ts";
import { entityName } from "../analysis/entity-name.ts";
import type { SettingHint } from "./explanation.ts";

/** `identity` is what the call is called, `root` the project's root. */
export function hintsFor(
  effects: readonly Effect[],
  identity: Identity,
  root: string | undefined,
): readonly SettingHint[] {
  const [first] = effects;
  if (identity.path.length === 0) return [];
  if (!first || first.kind === "opaque")
    return [
      hint(
        "says what it is: read-through, cache-read, cache-write, cache-delete, lock, transaction, publish, mail, remote, dedup or nothing",
        { from: fromOf(identity, root), is: "…" },
      ),
    ];
  if (first.kind.startsWith("cache-"))
    return [
      hint("says that this is no cache, or that its data has no other copy", {
        from: receiverOf(identity, root),
        is: "not-a-cache",
      }),
    ];
  if (first.kind === "row") return tableHints(first);
  return [
    hint("says that this does nothing that matters", {
      from: fromOf(identity, root),
      is: "nothing",
    }),
  ];
}

function tableHints(
  effect: Effect & { readonly kind: "row" },
): readonly SettingHint[] {
  const name = entityName(effect.entity);
  if (name === undefined) return [];
  return [
    hint("(in `tables`) says that its rows never change", {
      name,
      is: "append-only",
    }),
  ];
}

function hint(says: string, setting: object): SettingHint {
  return { says, setting: JSON.stringify(setting) };
}

/** The call itself, as a setting names it. */
function fromOf(
  { module, path: names }: Identity,
  root: string | undefined,
): object {
  const name = names.join(".");
  if (module === undefined) return { name };
  if (!path.isAbsolute(module)) return { package: module, name };
  return root === undefined
    ? { name }
    : { file: path.relative(root, module).replaceAll(path.sep, "/"), name };
}

/** What the call is made on; a function by itself stands for itself. */
function receiverOf(identity: Identity, root: string | undefined): object {
  const names = identity.path;
  const owner = names.length > 1 ? names.slice(0, -1) : names;
  return fromOf({ ...identity, path: owner }, root);
}
