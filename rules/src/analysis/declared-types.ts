/** What declared types say about values: the class, package type or interface behind an annotation. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Store } from "./ledger.ts";
import { unresolvedModule } from "./linker.ts";
import type { Linker } from "./linker.ts";
import type { ModuleFacts } from "./module-facts.ts";
import type { InstanceValue, Value } from "./value.ts";
import { member, unknown } from "./values.ts";

/** Aliases, imports and bases between an annotation and what it means. */
const maxLinks = 24;

export class DeclaredTypes {
  readonly #linker: Linker;
  readonly #known: Store<TSESTree.TypeNode> = new WeakMap();

  constructor(linker: Linker) {
    this.#linker = linker;
  }

  valueOf(
    module: ModuleFacts,
    node: TSESTree.TypeNode,
    name: string,
  ): Value | undefined {
    return this.#linker.ledger.answer(this.#known, node, () =>
      this.#valueOf(module, node, name, 0),
    );
  }

  #valueOf(
    module: ModuleFacts,
    node: TSESTree.TypeNode,
    name: string,
    depth: number,
  ): Value | undefined {
    if (depth > maxLinks) return undefined;
    switch (node.type) {
      case "TSTypeReference":
        return this.#typeReference(module, node, name, depth);
      case "TSTypeQuery":
        return node.exprName.type === "Identifier"
          ? this.#linker.nameIn(module, node.exprName.name)
          : undefined;
      case "TSUnionType":
      case "TSIntersectionType":
        for (const part of node.types) {
          const value = this.#valueOf(module, part, name, depth + 1);
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
      return this.#valueOf(module, parameter, name, depth + 1);
    if (head === "ReturnType" && parameter)
      return this.#returned(module, parameter, name, depth);
    const of = this.#typeNamed(module, path, name, depth);
    if (!of) return undefined;
    if (of.kind === "instance") return of;
    const typeArguments = parameters.map(
      (argument) =>
        this.#valueOf(module, argument, name, depth + 1) ?? unknown(),
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
    const callee = this.#valueOf(module, node, name, depth + 1);
    return callee && { kind: "call", callee, args: [], node };
  }

  /** The class, package type or instance that a type name means. */
  #typeNamed(
    module: ModuleFacts,
    path: readonly string[],
    name: string,
    depth: number,
  ): Value | undefined {
    if (depth > maxLinks) return undefined;
    const [head = "", ...rest] = path;
    const declaration = module.declarations.get(head);
    if (declaration?.kind === "type")
      return this.#valueOf(
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
    const value = this.#linker.nameIn(module, head);
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
    const target = this.#linker.modules.resolve(specifier, module);
    const other =
      target.kind === "file" ? this.#linker.moduleOf(target.path) : undefined;
    const [head = "", ...rest] = path;
    if (other && depth < maxLinks) {
      const type = this.#exportedType(other, head, name, depth + 1);
      if (type) return type;
    }
    return rest.reduce<Value>(
      extend,
      this.#linker.importedValue(module, specifier, head),
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
