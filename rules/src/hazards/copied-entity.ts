/** Whether a cache key holds a copy of the rows that a write changes. */
import type { Effect, FlowModule } from "../analysis/effect.ts";
import { sourcesOf, valuesIn } from "../analysis/order.ts";
import { isProved } from "../analysis/report-place.ts";
import { calleeName } from "../analysis/unknown-calls.ts";
import type { Value } from "../analysis/value.ts";
import { optionsOf, piecesOf } from "../analysis/values.ts";
import {
  cacheDelete,
  cacheOnlyKey,
  cacheReceiver,
  oneTimeKey,
  recordEntity,
  tenantId,
  workKey,
} from "../catalog/names.ts";
import { haveSameForm } from "./cache-keys.ts";
import { lastNameOf } from "./call-names.ts";
import type { DatabaseWrite } from "./database-writes.ts";
import { sameEntity } from "../analysis/entity-name.ts";
import { isHole, sameHole } from "./same-row.ts";
import { holdsWords, wordsOf } from "./words.ts";

export type CacheDelete = Effect & { readonly kind: "cache-delete" };

/**
 * `proved`: this file stores rows of the entity under the key. `named`: the
 * key's words name the entity. `same-id`: one id picks the key and the row.
 */
export type Relation = "proved" | "named" | "same-id";

export function relationOf(
  deletion: CacheDelete,
  write: DatabaseWrite,
  module: FlowModule,
): Relation | undefined {
  const text = keyTexts(deletion.key).join(" ");
  if (cacheOnlyKey.test(text) || workKey.test(text)) return undefined;
  if (isStoredHere(deletion, write.effect, module)) return "proved";
  if (namesEntity(deletion, write)) return "named";
  const isRecord = write.entities.some((name) => recordEntity.test(name));
  if (isRecord || oneTimeKey.test(text)) return undefined;
  return sharesId(deletion, write.effect) ? "same-id" : undefined;
}

function isStoredHere(
  deletion: CacheDelete,
  write: Effect,
  module: FlowModule,
): boolean {
  if (write.kind !== "row") return false;
  return module
    .effects()
    .some(
      (fill) =>
        fill.kind === "cache-write" &&
        haveSameForm(fill.key, deletion.key) &&
        [...sourcesOf(fill.value)].some(
          (load) =>
            load.kind === "row" &&
            isProved(load) &&
            sameEntity(load.entity, write.entity) === "yes",
        ),
    );
}

function namesEntity(deletion: CacheDelete, write: DatabaseWrite): boolean {
  const words = [
    ...keyTexts(deletion.key),
    ...[...deletion.frames, deletion.site].map(({ text }) => cacheName(text)),
  ].map(wordsOf);
  return write.entities.some((entity) =>
    words.some((list) => holdsWords(list, entityWords(entity))),
  );
}

const suffixes = new Set(["entity", "model", "schema", "table", "tbl"]);

function entityWords(entity: string): readonly string[] {
  return wordsOf(entity).filter((word) => !suffixes.has(word));
}

/** What a call that takes keys away says of them: `invalidateUser`, `userCache.delete`. */
function cacheName(text: string): string {
  const method = lastNameOf(text);
  const receiver = text.split(/\??\./u).at(-2)?.replace(/\W/gu, "") ?? "";
  if (!cacheDelete.test(method)) return "";
  return cacheReceiver.test(receiver) ? `${receiver} ${method}` : method;
}

/** The fixed texts of a key, and the names of what builds it. */
function keyTexts(key: Value): readonly string[] {
  return keysIn(key).flatMap((one) =>
    piecesOf(one).flatMap((piece) =>
      typeof piece === "string" ? [piece] : builderNames(piece),
    ),
  );
}

function keysIn(key: Value): readonly Value[] {
  if (key.kind === "array") return [...key.items, ...key.spreads];
  return optionsOf(key);
}

/** `CacheKeys.USER` and `userKey(id)` name what the key is about; `user.id` does not. */
function builderNames(hole: Value): readonly string[] {
  if (hole.kind === "external") return hole.path;
  if (hole.kind === "call") return [calleeName(hole.callee)];
  if (hole.kind !== "member" || typeof hole.property !== "string") return [];
  return isFixed(hole.object) ? [hole.property] : [];
}

function isFixed(value: Value): boolean {
  if (value.kind === "member") return isFixed(value.object);
  return (
    value.kind === "external" ||
    value.kind === "class" ||
    value.kind === "instance"
  );
}

/** A tenant's id is shared by all its rows: it tells something only where it is the row's own. */
function sharesId(deletion: CacheDelete, write: Effect): boolean {
  const given = [...inputsOf(write)].filter(isHole);
  const own = ownIdOf(write);
  return holesIn(deletion.key).some((hole) =>
    isTenant(hole)
      ? own !== undefined && sameHole(own, hole)
      : [hole, ...rowOf(hole)].some((id) =>
          given.some((value) => sameHole(value, id)),
        ),
  );
}

function ownIdOf(write: Effect): Value | undefined {
  if (write.kind !== "row" || write.where?.kind !== "object") return undefined;
  const { entries } = write.where;
  return entries.get("id") ?? entries.get("_id");
}

/** What varies in a key. */
function holesIn(key: Value): readonly Value[] {
  return keysIn(key)
    .flatMap((one) => piecesOf(one))
    .filter((piece) => typeof piece !== "string")
    .filter(isHole);
}

function rowOf(hole: Value): readonly Value[] {
  return hole.kind === "member" && hole.object.kind === "result"
    ? [hole.object]
    : [];
}

function isTenant(hole: Value): boolean {
  const name =
    hole.kind === "parameter"
      ? hole.name
      : hole.kind === "member" && typeof hole.property === "string"
        ? hole.property
        : "";
  return tenantId.test(name);
}

function inputsOf(write: Effect): ReadonlySet<Value> {
  const roots =
    write.kind === "row"
      ? [write.where, write.data, write.update]
      : write.kind === "opaque"
        ? write.args
        : [];
  const all = [...roots, ...write.frames.flatMap(({ args }) => args ?? [])];
  return new Set(all.flatMap((value) => (value ? [...valuesIn(value)] : [])));
}
