/** Which library a value comes from, with the evidence. */
import type { Library } from "../catalog/entry.ts";
import type { Catalogue } from "./catalogue-index.ts";
import type { Effect, Evidence } from "./effect.ts";
import { globalModule, unresolvedModule } from "./linker.ts";
import type { Linker } from "./linker.ts";
import type { ClassFacts } from "./module-facts.ts";
import { Recent } from "./recent.ts";
import type { ExternalValue, Value } from "./value.ts";

export interface Origin {
  readonly library: Library;
  readonly evidence: Evidence;
  /** Name of the class or type that the value is of: `Repository`. */
  readonly typeName?: string;
  /** The entity a typed client works on: `Repository<User>`, an active-record class. */
  readonly entity?: Value;
  /** The row effect that read the value: it is a loaded entity. */
  readonly document?: Effect & { readonly kind: "row" };
}

const maxDepth = 30;

/** Conclusions for one linker, which is replaced when a file changes. */
const known = new WeakMap<Linker, Recent<Origin | "none">>();

export function originOf(
  catalogue: Catalogue,
  linker: Linker,
  value: Value,
  depth = 0,
): Origin | undefined {
  if (depth > maxDepth) return undefined;
  const answers = known.get(linker) ?? new Recent<Origin | "none">();
  known.set(linker, answers);
  const answer = answers.get(value);
  if (answer) return answer === "none" ? undefined : answer;
  const { questions } = linker.ledger;
  const made = readOrigin(catalogue, linker, value, depth);
  // What rests on other files is remembered by the ledger, which charges for it.
  if (linker.ledger.questions === questions) answers.set(value, made ?? "none");
  return made;
}

function readOrigin(
  catalogue: Catalogue,
  linker: Linker,
  value: Value,
  depth: number,
): Origin | undefined {
  const of = (inner: Value) => originOf(catalogue, linker, inner, depth + 1);
  switch (value.kind) {
    case "external":
      return externalOrigin(catalogue, value);
    case "instance":
      return instanceOrigin(catalogue, linker, value, of);
    case "class":
      return classOrigin(linker, value.facts, value, of);
    case "parameter":
      return value.type && of(value.type);
    case "member":
      return of(value.object);
    case "call":
      return of(value.callee);
    case "result":
      return resultOrigin(catalogue, value.effect, of);
    case "choice":
      return firstOrigin(value.options, of);
    case "operation":
      return value.operator === "??" ||
        value.operator === "||" ||
        value.operator === "&&"
        ? firstOrigin(value.operands, of)
        : undefined;
    case "object":
      return value.base && of(value.base);
    case "unknown":
    case "constant":
    case "function":
    case "array":
    case "template":
      return undefined;
  }
}

function firstOrigin(
  values: readonly Value[],
  of: (value: Value) => Origin | undefined,
): Origin | undefined {
  for (const value of values) {
    const origin = of(value);
    if (origin) return origin;
  }
  return undefined;
}

function externalOrigin(
  catalogue: Catalogue,
  value: ExternalValue,
): Origin | undefined {
  const typeName = value.path.at(-1);
  const store = catalogue.ofStore(value.module, value.path);
  if (store)
    return {
      library: store.library,
      evidence: { by: "setting", name: store.library.name },
    };
  if (value.module === "token") {
    const library =
      typeName === undefined ? undefined : catalogue.ofToken(typeName);
    return (
      library && { library, evidence: { by: "type", library: library.name } }
    );
  }
  if (value.module === globalModule) return globalOrigin(catalogue, typeName);
  const library = catalogue.ofPackage(value.module);
  const named =
    typeName === undefined || typeName === "default" ? {} : { typeName };
  if (library)
    return {
      library,
      evidence: { by: "package", library: library.name },
      ...named,
    };
  if (value.module.startsWith("/") || typeName === undefined) return undefined;
  const byName = catalogue.ofTypeName(typeName);
  return (
    byName && {
      library: byName,
      evidence: { by: "type", library: byName.name },
      typeName,
    }
  );
}

/** `new Map()` that code uses as a cache, and the platform's `Response`. */
function globalOrigin(
  catalogue: Catalogue,
  name: string | undefined,
): Origin | undefined {
  if (name === undefined) return undefined;
  const library = catalogue.ofPackage(`global:${name}`);
  return (
    library && {
      library,
      evidence: { by: "package", library: library.name },
      typeName: name,
    }
  );
}

function instanceOrigin(
  catalogue: Catalogue,
  linker: Linker,
  value: Value & { kind: "instance" },
  of: (value: Value) => Origin | undefined,
): Origin | undefined {
  const [entity] = value.typeArguments;
  if (value.of.kind === "class")
    return classOrigin(linker, value.of.facts, undefined, of);
  const origin =
    value.of.kind === "external" && value.of.module === unresolvedModule
      ? unresolvedOrigin(catalogue, value.of)
      : of(value.of);
  return origin && { ...origin, ...(entity && { entity }) };
}

function unresolvedOrigin(
  catalogue: Catalogue,
  value: ExternalValue,
): Origin | undefined {
  const typeName = value.path.at(-1);
  const library =
    typeName === undefined ? undefined : catalogue.ofTypeName(typeName);
  return (
    library && {
      library,
      evidence: { by: "type", library: library.name },
      ...(typeName && { typeName }),
    }
  );
}

/** A class of the project is of the library that its base class comes from. */
function classOrigin(
  linker: Linker,
  facts: ClassFacts,
  entity: Value | undefined,
  of: (value: Value) => Origin | undefined,
): Origin | undefined {
  const base = linker.superValue(facts);
  const origin = base && of(base);
  if (!origin) return undefined;
  return entity && !origin.entity ? { ...origin, entity } : origin;
}

/** An answer that was made may still be given headers. */
function answerOrigin(
  catalogue: Catalogue,
  { evidence }: Effect,
): Origin | undefined {
  if (!("library" in evidence)) return undefined;
  const library = catalogue.libraries.find(
    ({ name }) => name === evidence.library,
  );
  return library && { library, evidence };
}

function resultOrigin(
  catalogue: Catalogue,
  effect: Effect,
  of: (value: Value) => Origin | undefined,
): Origin | undefined {
  if (effect.kind === "opaque") return of(effect.callee);
  if (effect.kind === "response") return answerOrigin(catalogue, effect);
  if (effect.kind !== "row" || effect.operation === "delete") return undefined;
  const library = catalogue.libraries.find(
    ({ name }) => name === effect.library,
  );
  return (
    library && {
      library,
      evidence: effect.evidence,
      document: effect,
      entity: effect.entity,
    }
  );
}
