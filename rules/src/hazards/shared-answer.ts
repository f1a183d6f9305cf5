/**
 * The shared stale answer: what was made for one reader is sent with headers
 * that let a cache in between give it to the next reader.
 */
import type { Effect, Flow, Site } from "../analysis/effect.ts";
import { effectsBefore } from "../analysis/order.ts";
import { callSite } from "../analysis/report-place.ts";
import type { Value } from "../analysis/value.ts";
import { optionsOf, piecesOf } from "../analysis/values.ts";
import {
  cacheHeader,
  readerHeader,
  sharedCacheHeader,
  sharedDirective,
  unsharedDirective,
} from "../catalog/cache-headers.ts";
import type { Hazard } from "./hazard.ts";
import { identityBehind } from "./identity.ts";
import { sharedAnswerFinding } from "./shared-answer-report.ts";
import type { ResponseNode, SharedAnswer } from "./shared-answer-report.ts";

export const sharedAnswer: Hazard = {
  rule: "no-shared-stale-response",
  find: (flow, file) =>
    answersIn(flow)
      .map(sharedAnswerFinding)
      .filter(({ location }) => location.file === file),
};

/** One for each call that sets the headers. */
function answersIn(flow: Flow): readonly SharedAnswer[] {
  const found = new Map<Site["node"], SharedAnswer>();
  for (const effect of flow.effects) {
    if (effect.kind !== "response") continue;
    const { node } = callSite(effect);
    const answer = found.has(node) ? undefined : sharedAnswerOf(effect, flow);
    if (answer) found.set(node, answer);
  }
  return [...found.values()];
}

function sharedAnswerOf(
  response: ResponseNode,
  flow: Flow,
): SharedAnswer | undefined {
  const directives = sharedDirectives(response);
  if (directives === undefined || variesByReader(response, flow))
    return undefined;
  const identity = identityBehind(response, flow);
  return identity && { response, directives, identity };
}

/** The header's text, if it lets a shared cache keep the answer. */
function sharedDirectives({ headers }: ResponseNode): string | undefined {
  for (const [name, value] of headersIn(headers)) {
    if (!cacheHeader.test(name)) continue;
    const text = textIn(value);
    if (unsharedDirective.test(text)) return undefined;
    if (
      sharedCacheHeader.test(name)
        ? /max-?age/iu.test(text)
        : sharedDirective.test(text)
    )
      return text;
  }
  return undefined;
}

/** Headers set by this or another call of the same answer; spread objects are looked into. */
function headersIn(
  headers: Value | undefined,
): readonly (readonly [string, Value])[] {
  if (headers?.kind !== "object") return [];
  return [
    ...headers.spreads.flatMap((spread) =>
      optionsOf(spread).flatMap(headersIn),
    ),
    ...headersIn(headers.base),
    ...headers.entries,
  ];
}

/** The literal pieces of the text; a hole stands as `$`. */
function textIn(value: Value): string {
  return optionsOf(value)
    .map((option) =>
      piecesOf(option)
        .map((piece) => (typeof piece === "string" ? piece : "$"))
        .join(""),
    )
    .join(", ");
}

/** `Vary: Cookie`, set by this call or by another one before it. */
function variesByReader(response: ResponseNode, flow: Flow): boolean {
  return [...effectsBefore(flow.effects, response), response].some(
    (effect: Effect) =>
      effect.kind === "response" &&
      headersIn(effect.headers).some(
        ([name, value]) =>
          /^vary$/iu.test(name) && readerHeader.test(textIn(value)),
      ),
  );
}
