/** Writes of the database in a flow: catalogued ones, and those of repositories that could not be followed. */
import type { Effect } from "../analysis/effect.ts";
import { isProved } from "../analysis/report-place.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { rowStore, rowWrite } from "../catalog/names.ts";
import { receiverName } from "./call-names.ts";
import { entityName } from "../analysis/entity-name.ts";

export interface DatabaseWrite {
  readonly effect: Effect;
  /** What it writes, by each name that the code has for it. */
  readonly entities: readonly string[];
  /** Whether a library is known to do it, or only a name says so. */
  readonly proved: boolean;
}

export function databaseWrite(effect: Effect): DatabaseWrite | undefined {
  if (effect.kind === "row") {
    if (effect.operation === "read") return undefined;
    const names = [...rowNames(effect), ...storeNames(effect)];
    return { effect, entities: names, proved: isProved(effect) };
  }
  if (effect.kind !== "opaque" || !isRowWrite(effect)) return undefined;
  const names = [...storeNames(effect), storeName(receiverName(effect.callee))];
  const entities = names.filter((name) => name !== undefined);
  return entities.length > 0 ? { effect, entities, proved: false } : undefined;
}

/** `this.userRepository.update(...)`, or `super.update(...)` inside it. */
function isRowWrite({ callee }: Effect & { readonly kind: "opaque" }): boolean {
  return callee.kind === "member" && rowWrite.test(calleeName(callee));
}

function rowNames(
  effect: Effect & { readonly kind: "row" },
): readonly string[] {
  const name = entityName(effect.entity) ?? savedEntity(effect.data);
  return name === undefined ? [] : [name];
}

/** `save(user)`: the entity is that of the row which was read. */
function savedEntity(data: Value | undefined): string | undefined {
  if (data?.kind === "object") return savedEntity(data.base);
  if (data?.kind === "instance") return entityName(data.of);
  return data?.kind === "result" && data.effect.kind === "row"
    ? entityName(data.effect.entity)
    : undefined;
}

/** The repositories that the calls on the way name: `this.userRepository.update`. */
function storeNames({ frames, site }: Effect): readonly string[] {
  return [...frames, site].flatMap(({ text }) => {
    const receiver =
      text
        .split(/\??\.|\s/u)
        .at(-2)
        ?.replace(/\W/gu, "") ?? "";
    return storeName(receiver) ?? [];
  });
}

function storeName(receiver: string): string | undefined {
  return rowStore.exec(receiver)?.[1];
}
