/**
 * What one file declares: imports, exports, top-level names, classes and
 * functions. Read once per text, without following anything.
 */
import type { TSESTree } from "@typescript-eslint/utils";
import { annotationOf, isFunction, nameOf, unwrap, walk } from "./syntax.ts";
import type { Node } from "./syntax.ts";
import type { FunctionNode } from "./value.ts";
import { readClass } from "./class-facts.ts";

/** A name that another module exports: `default`, `*` for the namespace, or the export's name. */
export interface ImportedName {
  readonly specifier: string;
  readonly name: string;
}

export type ExportedName =
  | { readonly kind: "local"; readonly name: string }
  | { readonly kind: "expression"; readonly node: Node }
  | {
      readonly kind: "from";
      readonly specifier: string;
      readonly name: string;
    };

export type Declaration =
  | { readonly kind: "function"; readonly node: FunctionNode }
  | { readonly kind: "class"; readonly facts: ClassFacts }
  /** `path` leads into a destructured initialiser. */
  | {
      readonly kind: "variable";
      readonly init: Node | undefined;
      readonly path: readonly string[];
      readonly annotation: TSESTree.TypeNode | undefined;
    }
  | { readonly kind: "type"; readonly node: TSESTree.TSTypeAliasDeclaration }
  | {
      readonly kind: "interface";
      readonly node: TSESTree.TSInterfaceDeclaration;
    }
  | { readonly kind: "enum"; readonly node: TSESTree.TSEnumDeclaration };

export interface FieldFacts {
  readonly annotation: TSESTree.TypeNode | undefined;
  readonly init: Node | undefined;
  readonly decorators: readonly TSESTree.Decorator[];
}

export interface ClassFacts {
  readonly name: string;
  readonly module: ModuleFacts;
  readonly node: TSESTree.ClassDeclaration | TSESTree.ClassExpression;
  readonly superClass: Node | undefined;
  readonly fields: ReadonlyMap<string, FieldFacts>;
  readonly methods: ReadonlyMap<string, MethodFacts>;
  /** Constructor parameters that are not fields, for `this.x = x`. */
  readonly constructorParameters: ReadonlyMap<string, FieldFacts>;
}

export interface MethodFacts {
  readonly node: FunctionNode;
  readonly static: boolean;
  readonly getter: boolean;
  readonly decorators: readonly TSESTree.Decorator[];
}

export interface ModuleFacts {
  readonly path: string;
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly imports: ReadonlyMap<string, ImportedName>;
  readonly exports: ReadonlyMap<string, ExportedName>;
  /** Specifiers of `export * from`. */
  readonly starExports: readonly string[];
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Values assigned to top-level variables anywhere in the file. */
  readonly assignments: ReadonlyMap<string, readonly Node[]>;
  readonly classes: readonly ClassFacts[];
  readonly functions: readonly FunctionNode[];
}

interface Draft {
  readonly imports: Map<string, ImportedName>;
  readonly exports: Map<string, ExportedName>;
  readonly starExports: string[];
  readonly declarations: Map<string, Declaration>;
  readonly assignments: Map<string, Node[]>;
  readonly classes: ClassFacts[];
  readonly functions: FunctionNode[];
}

export function readModule(
  path: string,
  text: string,
  ast: TSESTree.Program,
): ModuleFacts {
  const draft: Draft = {
    imports: new Map(),
    exports: new Map(),
    starExports: [],
    declarations: new Map(),
    assignments: new Map(),
    classes: [],
    functions: [],
  };
  const module: ModuleFacts = { path, text, ast, ...draft };
  const classNodes = new Map<Node, ClassFacts>();
  walk(ast, (node) => {
    if (isFunction(node)) draft.functions.push(node);
    if (node.type === "ClassDeclaration" || node.type === "ClassExpression") {
      const facts = readClass(node, module);
      classNodes.set(node, facts);
      draft.classes.push(facts);
    }
    if (node.type === "AssignmentExpression") readAssignment(node, draft);
    return undefined;
  });
  for (const statement of ast.body) readStatement(statement, draft, classNodes);
  return module;
}

function readStatement(
  node: TSESTree.ProgramStatement,
  draft: Draft,
  classes: ReadonlyMap<Node, ClassFacts>,
): void {
  switch (node.type) {
    case "ImportDeclaration":
      readImport(node, draft);
      return;
    case "ExportNamedDeclaration":
      readNamedExport(node, draft, classes);
      return;
    case "ExportDefaultDeclaration":
      readDefaultExport(node, draft, classes);
      return;
    case "ExportAllDeclaration":
      if (node.exported) {
        const name = nameOf(node.exported);
        if (name)
          draft.exports.set(name, {
            kind: "from",
            specifier: node.source.value,
            name: "*",
          });
      } else draft.starExports.push(node.source.value);
      return;
    case "TSImportEqualsDeclaration":
      if (node.moduleReference.type === "TSExternalModuleReference") {
        const source = node.moduleReference.expression;
        if (typeof source.value === "string")
          draft.imports.set(node.id.name, {
            specifier: source.value,
            name: "default",
          });
      }
      return;
    case "TSExportAssignment":
      draft.exports.set("default", {
        kind: "expression",
        node: node.expression,
      });
      return;
    case "ExpressionStatement":
      readCommonJsExport(node.expression, draft);
      return;
    default:
      readDeclaration(node, draft, classes);
  }
}

function readImport(node: TSESTree.ImportDeclaration, draft: Draft): void {
  for (const specifier of node.specifiers) {
    const name =
      specifier.type === "ImportDefaultSpecifier"
        ? "default"
        : specifier.type === "ImportNamespaceSpecifier"
          ? "*"
          : (nameOf(specifier.imported) ?? "default");
    draft.imports.set(specifier.local.name, {
      specifier: node.source.value,
      name,
    });
  }
}

function readNamedExport(
  node: TSESTree.ExportNamedDeclaration,
  draft: Draft,
  classes: ReadonlyMap<Node, ClassFacts>,
): void {
  if (node.declaration) {
    for (const name of readDeclaration(node.declaration, draft, classes))
      draft.exports.set(name, { kind: "local", name });
    return;
  }
  for (const specifier of node.specifiers) {
    const local = nameOf(specifier.local);
    const exported = nameOf(specifier.exported);
    if (!local || !exported) continue;
    draft.exports.set(
      exported,
      node.source
        ? { kind: "from", specifier: node.source.value, name: local }
        : { kind: "local", name: local },
    );
  }
}

function readDefaultExport(
  node: TSESTree.ExportDefaultDeclaration,
  draft: Draft,
  classes: ReadonlyMap<Node, ClassFacts>,
): void {
  const names = readDeclaration(node.declaration, draft, classes);
  const [name] = names;
  draft.exports.set(
    "default",
    name
      ? { kind: "local", name }
      : { kind: "expression", node: node.declaration },
  );
}

/** `module.exports = x`, `exports.x = y`. */
function readCommonJsExport(node: Node, draft: Draft): void {
  if (
    node.type !== "AssignmentExpression" ||
    node.left.type !== "MemberExpression"
  )
    return;
  const { object, property } = node.left;
  const name = nameOf(property);
  if (!name || node.left.computed) return;
  const isModuleExports =
    object.type === "Identifier" &&
    object.name === "module" &&
    name === "exports";
  if (isModuleExports)
    draft.exports.set("default", { kind: "expression", node: node.right });
  const isExports =
    (object.type === "Identifier" && object.name === "exports") ||
    (object.type === "MemberExpression" &&
      nameOf(object.property) === "exports");
  if (isExports)
    draft.exports.set(name, { kind: "expression", node: node.right });
}

/** Records a declaration and answers the names it brings. */
function readDeclaration(
  node: Node,
  draft: Draft,
  classes: ReadonlyMap<Node, ClassFacts>,
): readonly string[] {
  switch (node.type) {
    case "FunctionDeclaration":
      return node.id
        ? declare(draft, node.id.name, { kind: "function", node })
        : [];
    case "ClassDeclaration": {
      const facts = classes.get(node);
      return node.id && facts
        ? declare(draft, node.id.name, { kind: "class", facts })
        : [];
    }
    case "TSTypeAliasDeclaration":
      return declare(draft, node.id.name, { kind: "type", node });
    case "TSInterfaceDeclaration":
      return draft.declarations.get(node.id.name)?.kind === "class"
        ? []
        : declare(draft, node.id.name, { kind: "interface", node });
    case "TSEnumDeclaration":
      return declare(draft, node.id.name, { kind: "enum", node });
    case "VariableDeclaration":
      return node.declarations.flatMap((declarator) =>
        readDeclarator(declarator, draft),
      );
    default:
      return [];
  }
}

function declare(
  draft: Draft,
  name: string,
  declaration: Declaration,
): readonly string[] {
  draft.declarations.set(name, declaration);
  return [name];
}

function readDeclarator(
  node: TSESTree.VariableDeclarator,
  draft: Draft,
): readonly string[] {
  const init = node.init ?? undefined;
  const required = init && requiredModule(init);
  const names: string[] = [];
  for (const { name, path } of namesInPattern(node.id)) {
    names.push(name);
    if (required !== undefined && path.length <= 1)
      draft.imports.set(name, {
        specifier: required,
        name: path[0] ?? "default",
      });
    else
      draft.declarations.set(name, {
        kind: "variable",
        init,
        path,
        annotation: path.length === 0 ? annotationOf(node.id) : undefined,
      });
  }
  return names;
}

/** The specifier of `require("x")`. */
function requiredModule(node: Node): string | undefined {
  const call = unwrap(node);
  if (call.type !== "CallExpression" || call.callee.type !== "Identifier")
    return undefined;
  const [argument] = call.arguments;
  if (call.callee.name !== "require" || argument?.type !== "Literal")
    return undefined;
  return typeof argument.value === "string" ? argument.value : undefined;
}

/** Names bound by a pattern with the property path that leads to each. */
function namesInPattern(
  node: Node,
  path: readonly string[] = [],
): readonly { readonly name: string; readonly path: readonly string[] }[] {
  switch (node.type) {
    case "Identifier":
      return [{ name: node.name, path }];
    case "AssignmentPattern":
      return namesInPattern(node.left, path);
    case "RestElement":
      return namesInPattern(node.argument, path);
    case "ObjectPattern":
      return node.properties.flatMap((property) => {
        if (property.type === "RestElement")
          return namesInPattern(property.argument, path);
        const key = property.computed ? undefined : nameOf(property.key);
        return namesInPattern(property.value, [...path, key ?? "?"]);
      });
    case "ArrayPattern":
      return node.elements.flatMap((element, index) =>
        element ? namesInPattern(element, [...path, String(index)]) : [],
      );
    default:
      return [];
  }
}

function readAssignment(
  node: TSESTree.AssignmentExpression,
  draft: Draft,
): void {
  if (node.left.type !== "Identifier") return;
  const list = draft.assignments.get(node.left.name) ?? [];
  list.push(node.right);
  draft.assignments.set(node.left.name, list);
}
