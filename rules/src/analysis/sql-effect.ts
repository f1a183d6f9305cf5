/** The row effect of a piece of SQL text. */
import type { EffectDetail } from "./effect.ts";
import type { CallValue, Value } from "./value.ts";

export function sqlEffect(
  _text: Value,
  _parameters: Value | undefined,
  _client: Value,
  _library: string,
  _call: CallValue,
): EffectDetail | undefined {
  return undefined;
}
