/**
 * Follows declarations across files: what does this name, type or field stand
 * for? Answers with a symbolic value; what cannot be followed stays external
 * or unknown, and is never an error.
 */
import type { TSESTree } from "@typescript-eslint/utils";
import { DeclaredTypes } from "./declared-types.ts";
import { Fields } from "./fields.ts";
import type { Ledger, Store } from "./ledger.ts";
import type { Modules } from "./modules.ts";
import { isEmptyValue, isFunction, unwrap } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import type {
  ClassFacts,
  Declaration,
  ExportedName,
  MethodFacts,
  ModuleFacts,
} from "./module-facts.ts";
import type { ExternalValue, Value } from "./value.ts";
import { choice, member, unknown } from "./values.ts";

/** Marks names that no import or declaration explains. */
export const unresolvedModule = "?";
/** Names that the language or the platform provides. */
export const globalModule = "global";

/** Whether a user's setting says what an export of a file is, so that it is not followed. */
export type StoreTest = (path: string, name: string) => boolean;

/** Evaluates an expression of a module's own scope, without keeping its effects. */
export type ModuleEvaluator = (module: ModuleFacts, node: Node) => Value;

/** Values assigned to one variable that are looked at. */
const maxSources = 4;

export class Linker {
  readonly modules: Modules;
  readonly ledger: Ledger;
  readonly evaluate: ModuleEvaluator;
  readonly #types: DeclaredTypes;
  readonly #fields: Fields;
  readonly #names = new WeakMap<ModuleFacts, Store<string>>();
  readonly #exports = new WeakMap<ModuleFacts, Store<string>>();

  readonly #isStore: StoreTest;

  constructor(
    modules: Modules,
    ledger: Ledger,
    evaluate: ModuleEvaluator,
    isStore: StoreTest,
  ) {
    this.modules = modules;
    this.#isStore = isStore;
    this.ledger = ledger;
    this.evaluate = evaluate;
    this.#types = new DeclaredTypes(this);
    this.#fields = new Fields(this);
  }

  moduleOf(path: string): ModuleFacts | undefined {
    return this.modules.moduleOf(path);
  }

  /** A name as seen from the top level of a module. */
  nameIn(module: ModuleFacts, name: string): Value | undefined {
    if (!module.imports.has(name) && !module.declarations.has(name))
      return undefined;
    return this.ledger.answer(memo(this.#names, module), name, () =>
      this.#nameUncached(module, name),
    );
  }

  #nameUncached(module: ModuleFacts, name: string): Value | undefined {
    const imported = module.imports.get(name);
    if (imported)
      return this.importedValue(module, imported.specifier, imported.name);
    const declaration = module.declarations.get(name);
    return declaration && this.#declaredValue(module, name, declaration);
  }

  importedValue(module: ModuleFacts, specifier: string, name: string): Value {
    const target = this.modules.resolve(specifier, module);
    if (target.kind === "file") {
      const other = this.moduleOf(target.path);
      if (other && name === "*")
        return { kind: "external", module: other.path, path: ["*"] };
      const value = other && this.exportOf(other, name);
      if (value) return value;
    }
    const external = target.kind === "package" ? target.name : specifier;
    return {
      kind: "external",
      module: external,
      path: name === "*" ? [] : [name],
    };
  }

  exportOf(module: ModuleFacts, name: string): Value | undefined {
    return this.ledger.answer(memo(this.#exports, module), name, () =>
      this.#exportUncached(module, name),
    );
  }

  #exportUncached(module: ModuleFacts, name: string): Value | undefined {
    if (this.#isStore(module.path, name))
      return { kind: "external", module: module.path, path: [name] };
    const exported = module.exports.get(name);
    if (exported) return this.#exportedValue(module, exported);
    const handedOn = this.#starExport(module, name);
    if (handedOn) return handedOn;
    const whole = module.exports.get("default");
    if (
      whole?.kind === "expression" &&
      name !== "default" &&
      module.exports.size === 1
    )
      return member(this.#exportedValue(module, whole) ?? unknown(), name);
    return undefined;
  }

  /** `export * from` brings a name only from files whose text can have it. */
  #starExport(module: ModuleFacts, name: string): Value | undefined {
    for (const specifier of module.starExports) {
      const target = this.modules.resolve(specifier, module);
      if (target.kind === "package" && module.starExports.length === 1)
        return { kind: "external", module: target.name, path: [name] };
      if (target.kind !== "file" || !this.modules.mayExport(target.path, name))
        continue;
      const other = this.moduleOf(target.path);
      const value = other && this.exportOf(other, name);
      if (value) return value;
    }
    return undefined;
  }

  #exportedValue(
    module: ModuleFacts,
    exported: ExportedName,
  ): Value | undefined {
    switch (exported.kind) {
      case "local":
        return this.nameIn(module, exported.name);
      case "expression":
        return this.evaluate(module, exported.node);
      case "from":
        return this.importedValue(module, exported.specifier, exported.name);
    }
  }

  #declaredValue(
    module: ModuleFacts,
    name: string,
    declaration: Declaration,
  ): Value | undefined {
    switch (declaration.kind) {
      case "function":
        return { kind: "function", node: declaration.node, module, name };
      case "class":
        return { kind: "class", facts: declaration.facts };
      case "variable":
        return this.#variableValue(module, name, declaration);
      case "enum":
        return { kind: "external", module: module.path, path: [name] };
      case "type":
      case "interface":
        return undefined;
    }
  }

  #variableValue(
    module: ModuleFacts,
    name: string,
    declaration: Declaration & { kind: "variable" },
  ): Value {
    const identity: ExternalValue = {
      kind: "external",
      module: module.path,
      path: [name],
    };
    const { annotation } = declaration;
    const typed = () => annotation && this.typeValue(module, annotation, name);
    const sources = [
      ...(declaration.init ? [declaration.init] : []),
      ...(module.assignments.get(name) ?? []),
    ].filter((node) => !isEmptyValue(node));
    const values = sources
      .slice(0, maxSources)
      .map((node) => named(this.evaluate(module, node), name));
    const value = values.length > 0 ? choice(values) : undefined;
    const inner = value && declaration.path.reduce<Value>(member, value);
    if (inner && !isOpaque(inner)) return inner;
    const made = () => this.#madeOnce(module, declaration.init, name);
    return typed() ?? made() ?? inner ?? identity;
  }

  /** `remember("db", () => new PrismaClient())` is what the function makes, kept under a name. */
  #madeOnce(
    module: ModuleFacts,
    init: Node | undefined,
    name: string,
  ): Value | undefined {
    const values = (init ? makersIn(init) : [])
      .slice(0, maxSources)
      .map((node) => named(this.evaluate(module, node), name));
    const known = values.filter((value) => isClient(value));
    return known.length > 0 ? choice(known) : undefined;
  }

  /** What a value declared with this type is: an instance of something, or nothing known. */
  typeValue(
    module: ModuleFacts,
    node: TSESTree.TypeNode,
    name: string,
  ): Value | undefined {
    return this.#types.valueOf(module, node, name);
  }

  /** What `this.field` holds, by annotation, initialiser, injection or constructor. */
  fieldOf(facts: ClassFacts, name: string): Value | undefined {
    return this.#fields.valueOf(facts, name);
  }

  baseClass(facts: ClassFacts): ClassFacts | undefined {
    return this.#fields.baseClass(facts);
  }

  /** What a class extends: a class, or something of a package. */
  superValue(facts: ClassFacts): Value | undefined {
    return this.#fields.superValue(facts);
  }

  methodOf(
    facts: ClassFacts,
    name: string,
  ): { owner: ClassFacts; method: MethodFacts } | undefined {
    return this.#fields.methodOf(facts, name);
  }
}

/** Gives an anonymous instance the name of the field or variable that holds it. */
export function named(value: Value, name: string): Value {
  return value.kind === "instance" ? { ...value, name, held: true } : value;
}

/** What a function without parameters answers that is the last argument of a call. */
function makersIn(node: Node): readonly Node[] {
  const call = unwrap(node);
  if (call.type !== "CallExpression") return [];
  const maker = call.arguments.at(-1);
  if (!maker || !isFunction(maker) || maker.params.length > 0) return [];
  return maker.body.type === "BlockStatement"
    ? returnsIn(maker.body.body)
    : [maker.body];
}

/** What a body returns, but for what its inner functions do. */
function returnsIn(statements: readonly Node[]): readonly Node[] {
  return statements.flatMap((statement): readonly Node[] => {
    switch (statement.type) {
      case "ReturnStatement":
        return statement.argument ? [statement.argument] : [];
      case "IfStatement":
        return returnsIn([
          statement.consequent,
          ...(statement.alternate ? [statement.alternate] : []),
        ]);
      case "BlockStatement":
        return returnsIn(statement.body);
      default:
        return [];
    }
  });
}

/** A client that was constructed there, or another view of one. */
function isClient(value: Value): boolean {
  if (value.kind === "instance") return value.args !== undefined;
  if (value.kind === "call") return isClient(value.callee);
  if (value.kind === "choice") return value.options.some(isClient);
  return value.kind === "member" && isClient(value.object);
}

function isOpaque(value: Value): boolean {
  return (
    value.kind === "unknown" ||
    value.kind === "call" ||
    value.kind === "result" ||
    value.kind === "member"
  );
}

function memo<Key extends object>(
  map: WeakMap<Key, Store<string>>,
  key: Key,
): Store<string> {
  const known = map.get(key);
  if (known) return known;
  const made: Store<string> = new Map();
  map.set(key, made);
  return made;
}
