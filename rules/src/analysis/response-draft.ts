/** Gathers what the links of a chain say about one HTTP answer: `res.status(200).json(body)`. */
import type { Contribution } from "../catalog/entry.ts";
import type { EffectDetail } from "./effect.ts";
import { pickFrom, textOf } from "./picks.ts";
import type { Value } from "./value.ts";
import { object, unknown } from "./values.ts";

type Response = EffectDetail & { readonly kind: "response" };

export class ResponseDraft {
  #isMade = false;
  #status: Value | undefined;
  #body: Value | undefined;
  readonly #headers = new Map<string, Value>();
  readonly #more: Value[] = [];

  add(
    gives: Contribution & { readonly effect: "response" },
    args: readonly Value[],
  ): void {
    this.#isMade = true;
    this.#status = pickFrom(args, gives.status) ?? this.#status;
    this.#body = pickFrom(args, gives.body) ?? this.#body;
    const headers = pickFrom(args, gives.headers);
    if (headers) this.#more.push(headers);
    const name = pickFrom(args, gives.header);
    if (name) this.#addHeader(name, args[(gives.header?.arg ?? 0) + 1]);
  }

  /** `res.set({ name: value })` is written like `res.set(name, value)`. */
  #addHeader(name: Value, value: Value | undefined): void {
    const text = textOf(name);
    if (text !== undefined) this.#headers.set(text, value ?? unknown());
    else if (name.kind === "object") this.#more.push(name);
  }

  effect(): Response | undefined {
    if (!this.#isMade) return undefined;
    const hasHeaders = this.#headers.size + this.#more.length > 0;
    return {
      kind: "response",
      ...(this.#status && { status: this.#status }),
      ...(this.#body && { body: this.#body }),
      ...(hasHeaders && { headers: object(this.#headers, this.#more) }),
    };
  }
}
