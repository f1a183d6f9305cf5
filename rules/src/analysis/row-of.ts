/** Whether a value is the row that an effect read. */
import type { Effect } from "./effect.ts";
import type { Value } from "./value.ts";
import { optionsOf } from "./values.ts";

/** The row that was read, or an element of the rows; not what hangs on it. */
export function isRowOf(value: Value, read: Effect): boolean {
  return optionsOf(value).some((option) => {
    if (option.kind === "result") return option.effect === read;
    if (option.kind === "object")
      return option.base !== undefined && isRowOf(option.base, read);
    return (
      option.kind === "member" &&
      isElement(option.property) &&
      isRowOf(option.object, read)
    );
  });
}

function isElement(property: string | Value): boolean {
  return (
    typeof property !== "string" ||
    /^(?:\d+|rows|doc|dataValues|Item|data)$/u.test(property)
  );
}
