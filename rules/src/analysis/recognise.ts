/** Which effects a call has, by the catalogue: a chain of links in, effect details out. */
import type {
  CallEntry,
  Contribution,
  Delivery,
  HttpMethod,
  Library,
} from "../catalog/entry.ts";
import { chainOf, namesUpTo } from "./chain.ts";
import type { Chain, Link } from "./chain.ts";
import type { AnalysisContext } from "./context.ts";
import type {
  CacheTarget,
  EffectDetail,
  Evidence,
  ScopeKind,
} from "./effect.ts";
import { originByShape } from "./origin-by-shape.ts";
import { originOf } from "./library-of.ts";
import type { Origin } from "./library-of.ts";
import { hasAnyMark, pickFirst, pickFrom, textOf, ttlFrom } from "./picks.ts";
import { httpMethodOf } from "./http-method.ts";
import { ResponseDraft } from "./response-draft.ts";
import { RowDraft } from "./row-draft.ts";
import { sqlEffect } from "./sql-effect.ts";
import { evidenceOf, storeOf } from "./told.ts";
import type { CallValue, FunctionValue, Value } from "./value.ts";
import { unknown } from "./values.ts";
import { CALLED } from "./wrappers.ts";
import type { Told } from "./wrappers.ts";

export type RecognisedPart =
  | {
      readonly kind: "effect";
      readonly detail: EffectDetail;
      readonly callback?: Value;
    }
  | {
      readonly kind: "scope";
      readonly scope: ScopeKind;
      readonly callback: Value;
      readonly args: readonly Value[];
      readonly shared?: boolean;
      readonly isolation?: string;
      readonly key?: Value;
    }
  | {
      readonly kind: "task";
      readonly callback: Value;
      readonly delivery: Delivery;
      readonly method?: HttpMethod;
    };

export interface Recognised {
  readonly parts: readonly RecognisedPart[];
  readonly evidence: Evidence;
  readonly library: Library;
}

/** `undefined` when nothing of the chain is in the catalogue. */
export function recognise(
  context: AnalysisContext,
  call: CallValue,
): Recognised | undefined {
  const chain = chainOf(call);
  const origin =
    originOf(context.catalogue, context.linker, chain.root) ??
    originByShape(context.catalogue, chain);
  if (!origin) return undefined;
  const reading = new Reading(context, chain, origin);
  const parts = reading.parts();
  return reading.known
    ? { parts, evidence: origin.evidence, library: origin.library }
    : undefined;
}

/** The effects of a call that a user's setting is about. */
export function recogniseAs(
  context: AnalysisContext,
  call: CallValue,
  told: Told,
): Recognised {
  const link: Link = { names: [CALLED], args: call.args, call };
  const chain = { root: storeOf(told), links: [link] };
  const { library } = told;
  const evidence = evidenceOf(told);
  const reading = new Reading(context, chain, { library, evidence });
  // What a wrapper hands to its callback, the callback's own annotations say.
  const parts = reading
    .parts()
    .map((part) =>
      part.kind === "scope" ? { ...part, args: [unknown(), unknown()] } : part,
    );
  return { parts, evidence, library };
}

/** One pass over a chain's links. */
class Reading {
  readonly #context: AnalysisContext;
  readonly #chain: Chain;
  readonly #origin: Origin;
  readonly #row: RowDraft;
  readonly #response = new ResponseDraft();
  readonly #parts: RecognisedPart[] = [];
  #owner: string | undefined;
  known = false;

  constructor(context: AnalysisContext, chain: Chain, origin: Origin) {
    this.#context = context;
    this.#chain = chain;
    this.#origin = origin;
    this.#owner = origin.typeName;
    this.#row = new RowDraft(origin, chain.root);
  }

  parts(): readonly RecognisedPart[] {
    this.#readViews();
    for (const link of this.#chain.links) this.#read(link);
    const last = this.#chain.links.at(-1);
    const row = last && this.#row.effect(last.call);
    if (row) this.#parts.push({ kind: "effect", detail: row });
    const response = this.#response.effect();
    if (response) this.#parts.push({ kind: "effect", detail: response });
    return this.#parts;
  }

  /** A client that is one of several may have been given its replicas in one of them. */
  #readViews(): void {
    if (this.#chain.root.kind !== "choice") return;
    for (const option of this.#chain.root.options) {
      const chain = chainOf(option);
      for (const link of chain.links) {
        const gives = this.#context.catalogue.entry(this.#origin.library, {
          links: namesUpTo(chain, link),
          owner: this.#owner,
          argumentCount: link.args.length,
          onRow: false,
        })?.gives;
        if (gives?.effect === "view") this.#row.see(gives, link);
      }
    }
  }

  #read(link: Link): void {
    const entry = this.#entry(link);
    if (!entry) return;
    this.known = true;
    if (entry.as !== undefined && entry.gives.effect !== "transaction")
      this.#owner = entry.as;
    const part = this.#partOf(entry, link);
    if (part) this.#parts.push(part);
  }

  #entry(link: Link): CallEntry | undefined {
    return this.#context.catalogue.entry(this.#origin.library, {
      links: this.#namesUpTo(link),
      owner: this.#owner,
      argumentCount: link.args.length,
      onRow: isRow(this.#chain.root, this.#origin),
    });
  }

  /** In a user's store the export itself may be the function: `getCached(key)`. */
  #namesUpTo(link: Link): readonly string[] {
    const names = namesUpTo(this.#chain, link);
    const { root } = this.#chain;
    return this.#origin.evidence.by === "setting" && root.kind === "external"
      ? [...root.path, ...names].filter((name) => name !== "()")
      : names;
  }

  #partOf(entry: CallEntry, link: Link): RecognisedPart | undefined {
    const { gives } = entry;
    const { args } = link;
    switch (gives.effect) {
      case "none":
        return undefined;
      case "view":
        this.#row.see(gives, link);
        return undefined;
      case "row":
        this.#row.add(
          gives,
          {
            ...link,
            args: link.args.map((arg) => this.#condition(arg, gives)),
          },
          entry.onRow === true,
        );
        return undefined;
      case "sql":
        return this.#sql(gives, args, link);
      case "transaction":
        return this.#transaction(entry, gives, args);
      case "lock":
      case "step":
        return scopePart(gives, args);
      case "task": {
        const callback = pickFrom(args, gives.callback);
        if (!callback) return undefined;
        const method = methodOf(gives, link);
        const { delivery } = gives;
        return { kind: "task", callback, delivery, ...(method && { method }) };
      }
      case "response":
        this.#response.add(gives, args);
        return undefined;
      default:
        return this.#simple(gives, args);
    }
  }

  /** `where: (table, { eq }) => eq(table.id, id)` stands for what it answers. */
  #condition(
    arg: Value,
    gives: Contribution & { readonly effect: "row" },
  ): Value {
    if (!gives.where) return arg;
    if (arg.kind === "function") return this.#answerOf(arg);
    if (arg.kind !== "object") return arg;
    const where = arg.entries.get("where");
    if (where?.kind !== "function") return arg;
    return {
      ...arg,
      entries: new Map(arg.entries).set("where", this.#answerOf(where)),
    };
  }

  #answerOf(fn: FunctionValue): Value {
    return this.#context.summaries.of(this.#context, fn)?.returns ?? fn;
  }

  #simple(
    gives: Contribution,
    args: readonly Value[],
  ): RecognisedPart | undefined {
    const detail = this.#detail(gives, args);
    if (!detail) return undefined;
    const callback =
      gives.effect === "cache-read" || gives.effect === "dedup"
        ? pickFrom(args, gives.callback)
        : undefined;
    return {
      kind: "effect",
      detail,
      ...(callback?.kind === "function" && { callback }),
    };
  }

  #sql(
    gives: Contribution & { effect: "sql" },
    args: readonly Value[],
    link: Link,
  ): RecognisedPart | undefined {
    const text = pickFrom(args, gives.text);
    const parameters = pickFrom(args, gives.parameters);
    const detail =
      text &&
      sqlEffect(
        text,
        parameters,
        this.#chain.root,
        this.#origin.library.name,
        link.call,
      );
    return detail && { kind: "effect", detail };
  }

  #transaction(
    entry: CallEntry,
    gives: Contribution & { effect: "transaction" },
    args: readonly Value[],
  ): RecognisedPart | undefined {
    const callback = pickFrom(args, gives.callback);
    if (!callback || callback.kind === "array") return undefined;
    const isolation = isolationOf(args, gives.isolation);
    return {
      kind: "scope",
      scope: "transaction",
      callback,
      args: [this.#view(entry.as)],
      ...(isolation !== undefined && { isolation }),
    };
  }

  /** The client that a transaction hands to its callback. */
  #view(as: string | undefined): Value {
    const [module] = this.#origin.library.packages;
    if (as === undefined || module === undefined) return this.#chain.root;
    return {
      kind: "instance",
      of: { kind: "external", module, path: [as] },
      typeArguments: [],
      name: "transaction",
    };
  }

  #detail(
    gives: Contribution,
    args: readonly Value[],
  ): EffectDetail | undefined {
    switch (gives.effect) {
      case "cache-read":
        return {
          kind: "cache-read",
          many: gives.many === true,
          ...this.#target(gives, args),
        };
      case "cache-write":
        return this.#cacheWrite(gives, args);
      case "cache-delete":
        return {
          kind: "cache-delete",
          pattern: gives.pattern === true,
          ...this.#target(gives, args),
        };
      case "cache-load":
        return {
          kind: "cache-load",
          loader: pickFrom(args, gives.loader) ?? unknown(),
          ...this.#target(gives, args),
        };
      case "cache-change":
        return { kind: "cache-change", ...this.#target(gives, args) };
      case "cache-script":
        return {
          kind: "cache-script",
          script: pickFrom(args, gives.script) ?? unknown(),
          ...this.#target({ key: { arg: 2 } }, args),
        };
      case "publish":
        return withDefined(
          { kind: "publish" },
          {
            channel: pickFrom(args, gives.channel),
            payload: pickFrom(args, gives.payload),
            dedup: pickFirst(args, gives.dedup),
          },
        );
      case "mail":
        return withDefined(
          { kind: "mail" },
          { dedup: pickFirst(args, gives.dedup) },
        );
      case "remote":
        return withDefined(
          { kind: "remote", write: gives.write },
          { idempotency: pickFirst(args, gives.idempotency) },
        );
      case "dedup":
        return withDefined(
          { kind: "dedup" },
          { key: pickFrom(args, gives.key) },
        );
      case "verify-webhook":
        return { kind: "verify-webhook" };
      case "identity":
        return { kind: "identity" };
      default:
        return undefined;
    }
  }

  #cacheWrite(
    gives: Contribution & { effect: "cache-write" },
    args: readonly Value[],
  ): EffectDetail {
    const ttl = ttlFrom(args, gives.ttl);
    const absent =
      gives.absent === true || hasAnyMark(args, gives.onlyIfAbsent);
    const compared = hasAnyMark(args, gives.onlyIf);
    return {
      kind: "cache-write",
      value: pickFrom(args, gives.value) ?? unknown(),
      many: gives.many === true,
      condition: absent ? "absent" : compared ? "compare" : "none",
      ...(ttl && { ttl }),
      ...this.#target(gives, args),
    };
  }

  #target(
    gives: {
      readonly key: Contribution extends never ? never : { arg: number };
      readonly field?: { arg: number };
    },
    args: readonly Value[],
  ): CacheTarget {
    const field = pickFrom(args, gives.field);
    return {
      store: this.#chain.root,
      key: pickFrom(args, gives.key) ?? unknown(),
      inProcess: this.#origin.library.inProcess === true,
      ...(field && { field }),
    };
  }
}

function isRow(root: Value, origin: Origin): boolean {
  return (
    origin.document !== undefined ||
    (root.kind === "instance" && root.args !== undefined) ||
    root.kind === "object"
  );
}

function scopePart(
  gives: Contribution & { effect: "lock" | "step" },
  args: readonly Value[],
): RecognisedPart | undefined {
  const callback = pickFrom(args, gives.callback);
  const key = pickFrom(args, gives.key);
  if (!callback) return undefined;
  return {
    kind: "scope",
    scope: gives.effect,
    callback,
    args: [],
    ...(gives.effect === "lock" && { shared: gives.scope === "shared" }),
    ...(key && { key }),
  };
}

function methodOf(
  gives: Contribution & { effect: "task" },
  { names, args }: Link,
): HttpMethod | undefined {
  if (gives.methodName) return httpMethodOf(names.at(-1));
  const method = pickFrom(args, gives.method);
  return method && httpMethodOf(textOf(method));
}

function isolationOf(
  args: readonly Value[],
  pick: Parameters<typeof pickFrom>[1],
): string | undefined {
  const value = pickFrom(args, pick);
  if (value?.kind === "constant" && typeof value.value === "string")
    return value.value.toLowerCase();
  if (value?.kind === "member" && typeof value.property === "string")
    return value.property.toLowerCase();
  return undefined;
}

function withDefined<Made extends EffectDetail>(
  made: Made,
  more: Readonly<Record<string, Value | undefined>>,
): Made {
  const defined = Object.entries(more).filter(
    ([, value]) => value !== undefined,
  );
  return { ...made, ...(Object.fromEntries(defined) as Record<string, Value>) };
}
