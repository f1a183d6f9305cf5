/** Whether the literal part of a key names a table: `user:1` and `User`. */
import type { Value } from "../analysis/value.ts";
import { piecesOf } from "../analysis/values.ts";
import { entityName, plainName } from "../analysis/entity-name.ts";

export function keyNames(key: Value, entity: Value): boolean {
  const name = entityName(entity);
  if (name === undefined) return false;
  const words = piecesOf(key).flatMap((piece) =>
    typeof piece === "string" ? piece.split(/[^\p{L}\p{N}]+/u) : [],
  );
  return words.some(
    (word) => word !== "" && plainName(word) === plainName(name),
  );
}
