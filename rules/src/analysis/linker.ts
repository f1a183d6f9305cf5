/**
 * Follows declarations across files: what does this name, type or field stand
 * for? Answers with a symbolic value; what cannot be followed stays external
 * or unknown, and is never an error.
 */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Project } from "../project/project.ts";
import { nameOf, unwrap } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import { readModule } from "./module-facts.ts";
import type {
  ClassFacts,
  Declaration,
  ExportedName,
  FieldFacts,
  MethodFacts,
  ModuleFacts,
} from "./module-facts.ts";
import type { ExternalValue, InstanceValue, Value } from "./value.ts";
import { choice, member, unknown } from "./values.ts";

/** Marks names that no import or declaration explains. */
export const unresolvedModule = "?";
/** Names that the language or the platform provides. */
export const globalModule = "global";

/** Evaluates an expression of a module's own scope, without keeping its effects. */
export type ModuleEvaluator = (module: ModuleFacts, node: Node) => Value;

const maxLinks = 24;

export class Linker {
  readonly #project: Project;
  readonly #evaluate: ModuleEvaluator;
  readonly #modules = new Map<
    string,
    { readonly ast: TSESTree.Program; readonly facts: ModuleFacts }
  >();
  readonly #names = new WeakMap<ModuleFacts, Map<string, Value>>();
  readonly #exports = new WeakMap<ModuleFacts, Map<string, Value>>();
  readonly #fields = new WeakMap<ClassFacts, Map<string, Value | undefined>>();
  readonly #inProgress = new Set<string>();
  /** Files that answers so far have come from. */
  readonly followed = new Set<string>();
  readonly unresolved = new Set<string>();

  constructor(project: Project, evaluate: ModuleEvaluator) {
    this.#project = project;
    this.#evaluate = evaluate;
  }

  /** Forgets what was concluded, not what was read: another file has changed. */
  moduleOf(path: string): ModuleFacts | undefined {
    this.followed.add(path);
    const file = this.#project.file(path);
    if (!file?.ast) return undefined;
    return this.adopt(path, file.text, file.ast);
  }

  /** Takes a tree that the host has parsed already. */
  adopt(path: string, text: string, ast: TSESTree.Program): ModuleFacts {
    const known = this.#modules.get(path);
    if (known?.ast === ast || known?.facts.text === text) return known.facts;
    const facts = readModule(path, text, ast);
    this.#modules.set(path, { ast, facts });
    return facts;
  }

  /** A name as seen from the top level of a module. */
  nameIn(module: ModuleFacts, name: string): Value | undefined {
    const names = memo(this.#names, module);
    const known = names.get(name);
    if (known) return known;
    const value = this.#guarded(`${module.path}#${name}`, () =>
      this.#nameUncached(module, name),
    );
    if (value) names.set(name, value);
    return value;
  }

  #nameUncached(module: ModuleFacts, name: string): Value | undefined {
    const imported = module.imports.get(name);
    if (imported)
      return this.importedValue(module, imported.specifier, imported.name);
    const declaration = module.declarations.get(name);
    return declaration && this.#declaredValue(module, name, declaration);
  }

  importedValue(module: ModuleFacts, specifier: string, name: string): Value {
    const target = this.#project.resolve(specifier, module.path);
    if (target.kind === "file") {
      const other = this.moduleOf(target.path);
      if (other && name === "*")
        return { kind: "external", module: other.path, path: ["*"] };
      const value = other && this.exportOf(other, name);
      if (value) return value;
    }
    if (target.kind === "unknown") this.unresolved.add(specifier);
    const external = target.kind === "package" ? target.name : specifier;
    return {
      kind: "external",
      module: external,
      path: name === "*" ? [] : [name],
    };
  }

  exportOf(module: ModuleFacts, name: string): Value | undefined {
    const exports = memo(this.#exports, module);
    const known = exports.get(name);
    if (known) return known;
    const value = this.#guarded(`${module.path}>${name}`, () =>
      this.#exportUncached(module, name),
    );
    if (value) exports.set(name, value);
    return value;
  }

  #exportUncached(module: ModuleFacts, name: string): Value | undefined {
    const exported = module.exports.get(name);
    if (exported) return this.#exportedValue(module, exported);
    for (const specifier of module.starExports) {
      const target = this.#project.resolve(specifier, module.path);
      const other =
        target.kind === "file" ? this.moduleOf(target.path) : undefined;
      const value = other && this.exportOf(other, name);
      if (value) return value;
      if (target.kind === "package" && module.starExports.length === 1)
        return { kind: "external", module: target.name, path: [name] };
    }
    const whole = module.exports.get("default");
    if (
      whole?.kind === "expression" &&
      name !== "default" &&
      module.exports.size === 1
    )
      return member(this.#exportedValue(module, whole) ?? unknown(), name);
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
        return this.#evaluate(module, exported.node);
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
    const typed =
      declaration.annotation &&
      this.typeValue(module, declaration.annotation, name);
    const sources = [
      ...(declaration.init ? [declaration.init] : []),
      ...(module.assignments.get(name) ?? []),
    ].filter((node) => !isEmptyValue(node));
    const values = sources
      .slice(0, 4)
      .map((node) => named(this.#evaluate(module, node), name));
    const value = values.length > 0 ? choice(values) : undefined;
    const inner = value && declaration.path.reduce<Value>(member, value);
    if (!inner || inner.kind === "unknown") return typed ?? inner ?? identity;
    return typed && isOpaque(inner) ? typed : inner;
  }

  /** What a value declared with this type is: an instance of something, or nothing known. */
  typeValue(
    module: ModuleFacts,
    node: TSESTree.TypeNode,
    name: string,
    depth = 0,
  ): Value | undefined {
    if (depth > maxLinks) return undefined;
    switch (node.type) {
      case "TSTypeReference":
        return this.#typeReference(module, node, name, depth);
      case "TSTypeQuery":
        return node.exprName.type === "Identifier"
          ? this.nameIn(module, node.exprName.name)
          : undefined;
      case "TSUnionType":
      case "TSIntersectionType":
        for (const part of node.types) {
          const value = this.typeValue(module, part, name, depth + 1);
          if (value) return value;
        }
        return undefined;
      default:
        return undefined;
    }
  }

  #typeReference(
    module: ModuleFacts,
    node: TSESTree.TSTypeReference,
    name: string,
    depth: number,
  ): Value | undefined {
    const path = entityPath(node.typeName);
    const [head] = path;
    if (!head) return undefined;
    const parameters = node.typeArguments?.params ?? [];
    const [parameter] = parameters;
    if (path.length === 1 && transparentTypes.has(head) && parameter)
      return this.typeValue(module, parameter, name, depth + 1);
    if (head === "ReturnType" && parameter)
      return this.#returned(module, parameter, name, depth);
    const of = this.#typeNamed(module, path, name, depth);
    if (!of) return undefined;
    if (of.kind === "instance") return of;
    const typeArguments = parameters.map(
      (argument) =>
        this.typeValue(module, argument, name, depth + 1) ?? unknown(),
    );
    const made: InstanceValue = {
      kind: "instance",
      of,
      typeArguments: typeArguments.map((value) =>
        value.kind === "instance" ? value.of : value,
      ),
      name,
      held: true,
    };
    return made;
  }

  #returned(
    module: ModuleFacts,
    node: TSESTree.TypeNode,
    name: string,
    depth: number,
  ): Value | undefined {
    const callee = this.typeValue(module, node, name, depth + 1);
    return callee && { kind: "call", callee, args: [], node };
  }

  /** The class, package type or instance that a type name means. */
  #typeNamed(
    module: ModuleFacts,
    path: readonly string[],
    name: string,
    depth: number,
  ): Value | undefined {
    const [head = "", ...rest] = path;
    const declaration = module.declarations.get(head);
    if (declaration?.kind === "type")
      return this.typeValue(
        module,
        declaration.node.typeAnnotation,
        name,
        depth + 1,
      );
    if (declaration?.kind === "interface")
      return this.#interfaceValue(module, declaration.node, name, depth);
    const imported = module.imports.get(head);
    if (imported && !declaration)
      return this.#importedType(
        module,
        imported.specifier,
        [imported.name, ...rest],
        name,
        depth,
      );
    const value = this.nameIn(module, head);
    if (value) return rest.reduce<Value>(extend, value);
    return { kind: "external", module: unresolvedModule, path };
  }

  #importedType(
    module: ModuleFacts,
    specifier: string,
    path: readonly string[],
    name: string,
    depth: number,
  ): Value | undefined {
    const target = this.#project.resolve(specifier, module.path);
    const other =
      target.kind === "file" ? this.moduleOf(target.path) : undefined;
    const [head = "", ...rest] = path;
    if (other && depth < maxLinks) {
      const type = this.#exportedType(other, head, name, depth + 1);
      if (type) return type;
    }
    return rest.reduce<Value>(
      extend,
      this.importedValue(module, specifier, head),
    );
  }

  #exportedType(
    module: ModuleFacts,
    exportName: string,
    name: string,
    depth: number,
  ): Value | undefined {
    if (depth > maxLinks) return undefined;
    const exported = module.exports.get(exportName);
    const local = exported?.kind === "local" ? exported.name : exportName;
    const declaration = module.declarations.get(local);
    if (declaration?.kind === "type" || declaration?.kind === "interface")
      return this.#typeNamed(module, [local], name, depth);
    if (exported?.kind === "from")
      return this.#importedType(
        module,
        exported.specifier,
        [exported.name],
        name,
        depth,
      );
    return undefined;
  }

  #interfaceValue(
    module: ModuleFacts,
    node: TSESTree.TSInterfaceDeclaration,
    name: string,
    depth: number,
  ): Value | undefined {
    for (const base of node.extends) {
      if (base.expression.type !== "Identifier") continue;
      const value = this.#typeNamed(
        module,
        [base.expression.name],
        name,
        depth + 1,
      );
      if (value) return value;
    }
    return { kind: "external", module: module.path, path: [node.id.name] };
  }

  /** What `this.field` holds, by annotation, initialiser, injection or constructor. */
  fieldOf(facts: ClassFacts, name: string): Value | undefined {
    const fields = memo(this.#fields, facts);
    if (fields.has(name)) return fields.get(name);
    const value = this.#guarded(
      `${facts.module.path}.${facts.name}.${name}`,
      () => {
        const field = facts.fields.get(name);
        if (field) return this.#fieldValue(facts, name, field);
        const base = this.baseClass(facts);
        return base && this.fieldOf(base, name);
      },
    );
    fields.set(name, value);
    return value;
  }

  #fieldValue(
    facts: ClassFacts,
    name: string,
    field: FieldFacts,
  ): Value | undefined {
    const injected = this.#injected(facts.module, field, name);
    if (injected) return injected;
    const typed =
      field.annotation && this.typeValue(facts.module, field.annotation, name);
    if (typed && !isInterface(typed)) return typed;
    if (!field.init || isEmptyValue(field.init)) return typed;
    const value = named(this.#evaluate(facts.module, field.init), name);
    return value.kind === "unknown" ? typed : value;
  }

  /** `@InjectRepository(User)`, `@InjectModel(User.name)`, `@Inject(TOKEN)`. */
  #injected(
    module: ModuleFacts,
    field: FieldFacts,
    name: string,
  ): Value | undefined {
    for (const decorator of field.decorators) {
      const { expression } = decorator;
      if (
        expression.type !== "CallExpression" ||
        expression.callee.type !== "Identifier"
      )
        continue;
      const [argument] = expression.arguments;
      if (!argument || expression.callee.name !== "Inject") continue;
      const token =
        argument.type === "Literal" ? String(argument.value) : nameOf(argument);
      const typed =
        field.annotation && this.typeValue(module, field.annotation, name);
      if (token && (!typed || isInterface(typed) || isUnresolved(typed)))
        return {
          kind: "instance",
          of: { kind: "external", module: "token", path: [token] },
          typeArguments: [],
          name,
        };
    }
    return undefined;
  }

  baseClass(facts: ClassFacts): ClassFacts | undefined {
    const value = this.superValue(facts);
    return value?.kind === "class" && value.facts !== facts
      ? value.facts
      : undefined;
  }

  /** What a class extends: a class, or something of a package. */
  superValue(facts: ClassFacts): Value | undefined {
    if (!facts.superClass) return undefined;
    const node = unwrap(facts.superClass);
    if (node.type === "Identifier")
      return (
        this.nameIn(facts.module, node.name) ?? {
          kind: "external",
          module: unresolvedModule,
          path: [node.name],
        }
      );
    return this.#evaluate(facts.module, node);
  }

  methodOf(
    facts: ClassFacts,
    name: string,
    depth = 0,
  ): { owner: ClassFacts; method: MethodFacts } | undefined {
    const method = facts.methods.get(name);
    if (method) return { owner: facts, method };
    const base = depth < maxLinks ? this.baseClass(facts) : undefined;
    return base && this.methodOf(base, name, depth + 1);
  }

  #guarded<Answer>(key: string, answer: () => Answer): Answer | undefined {
    if (this.#inProgress.has(key)) return undefined;
    this.#inProgress.add(key);
    try {
      return answer();
    } finally {
      this.#inProgress.delete(key);
    }
  }
}

const transparentTypes = new Set([
  "Promise",
  "Awaited",
  "Readonly",
  "Partial",
  "Required",
  "NonNullable",
  "Omit",
  "Pick",
  "InstanceType",
]);

function entityPath(node: TSESTree.EntityName): readonly string[] {
  if (node.type === "Identifier") return [node.name];
  if (node.type === "TSQualifiedName")
    return [...entityPath(node.left), node.right.name];
  return [];
}

function extend(value: Value, name: string): Value {
  return value.kind === "external"
    ? { ...value, path: [...value.path, name] }
    : member(value, name);
}

/** Gives an anonymous instance the name of the field or variable that holds it. */
function named(value: Value, name: string): Value {
  return value.kind === "instance" ? { ...value, name, held: true } : value;
}

function isEmptyValue(node: Node): boolean {
  const inner = unwrap(node);
  return (
    (inner.type === "Literal" && inner.value === null) ||
    (inner.type === "Identifier" && inner.name === "undefined")
  );
}

function isOpaque(value: Value): boolean {
  return (
    value.kind === "unknown" ||
    value.kind === "call" ||
    value.kind === "result" ||
    value.kind === "member"
  );
}

function isInterface(value: Value): boolean {
  return (
    value.kind === "instance" &&
    value.of.kind === "external" &&
    value.of.module.startsWith("/")
  );
}

function isUnresolved(value: Value): boolean {
  return (
    value.kind === "instance" &&
    value.of.kind === "external" &&
    value.of.module === unresolvedModule
  );
}

function memo<Key extends object, Inner>(
  map: WeakMap<Key, Map<string, Inner>>,
  key: Key,
): Map<string, Inner> {
  const known = map.get(key);
  if (known) return known;
  const made = new Map<string, Inner>();
  map.set(key, made);
  return made;
}
