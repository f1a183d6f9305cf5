/** What a race test has to call: the exported function that a finding is about. */
import { isFunction } from "../../analysis/syntax.ts";
import type { Node } from "../../analysis/syntax.ts";
import type { FunctionNode } from "../../analysis/value.ts";
import type { Finding } from "../../finding.ts";
import { parseText } from "../../project/parse.ts";

export interface Subject {
  /** Its name; `undefined` when the function is not exported by name. */
  readonly name: string | undefined;
  readonly parameters: readonly Parameter[];
  /** Imported clients that the steps call, each with its methods. */
  readonly clients: readonly ImportedClient[];
  /** What the steps call on something else, as it is written. */
  readonly unreached: readonly string[];
}

export interface Parameter {
  readonly name: string;
  /** `load` is a function that the steps name: it brings the row. */
  readonly kind: "text" | "number" | "load" | "unknown";
}

export interface ImportedClient {
  /** As it is imported: `redis`. */
  readonly name: string;
  /** The module, as the file names it. */
  readonly from: string;
  readonly isDefault: boolean;
  /** The object with the methods: `redis`, `prisma.user`. */
  readonly owner: string;
  readonly methods: readonly string[];
}

/** `undefined` where the file cannot be parsed. */
export function subjectOf(finding: Finding, text: string): Subject | undefined {
  const parsed = parseText(text, finding.location.file);
  if (parsed.kind === "failed") return undefined;
  const found = exportedAround(parsed.ast.body, finding.location.range);
  const calls = calledIn(finding);
  const parameters = (found?.node.params ?? []).map((node) =>
    parameterOf(node, calls),
  );
  const imports = importsOf(parsed.ast.body);
  const names = new Set(parameters.map(({ name }) => name));
  const outside = calls.filter((call) => !names.has(call));
  const reached = outside.filter((call) => imports.has(rootOf(call)));
  return {
    name: found?.name,
    parameters,
    clients: clientsOf(reached, imports),
    unreached: outside.filter((call) => !imports.has(rootOf(call))),
  };
}

interface Exported {
  readonly name: string;
  readonly node: FunctionNode;
}

/** `export async function f` or `export const f = …` around a range. */
function exportedAround(
  body: readonly Node[],
  range: readonly [number, number],
): Exported | undefined {
  const statement = body.find(
    (node) => node.range[0] <= range[0] && range[1] <= node.range[1],
  );
  if (statement?.type !== "ExportNamedDeclaration") return undefined;
  const { declaration } = statement;
  if (declaration?.type === "FunctionDeclaration")
    return declaration.id
      ? { name: declaration.id.name, node: declaration }
      : undefined;
  if (declaration?.type !== "VariableDeclaration") return undefined;
  const [variable] = declaration.declarations;
  const value = variable.init;
  return value && isFunction(value) && variable.id.type === "Identifier"
    ? { name: variable.id.name, node: value }
    : undefined;
}

/** The calls that the finding's own steps name, such as `redis.get`. */
function calledIn({ steps, location }: Finding): readonly string[] {
  const names = steps
    .filter((step) => step.location?.file === location.file)
    .flatMap(({ operation }) => /^`([\w.$]+)`/u.exec(operation)?.[1] ?? []);
  return [...new Set(names)];
}

function parameterOf(node: Node, calls: readonly string[]): Parameter {
  if (node.type !== "Identifier") return { name: "argument", kind: "unknown" };
  const { name, typeAnnotation } = node;
  if (calls.includes(name)) return { name, kind: "load" };
  switch (typeAnnotation?.typeAnnotation.type) {
    case "TSStringKeyword":
      return { name, kind: "text" };
    case "TSNumberKeyword":
      return { name, kind: "number" };
    default:
      return { name, kind: "unknown" };
  }
}

interface Import {
  readonly from: string;
  readonly isDefault: boolean;
}

function importsOf(body: readonly Node[]): ReadonlyMap<string, Import> {
  const imports = new Map<string, Import>();
  for (const node of body) {
    if (node.type !== "ImportDeclaration") continue;
    for (const { type, local } of node.specifiers) {
      if (type === "ImportNamespaceSpecifier") continue;
      const isDefault = type === "ImportDefaultSpecifier";
      imports.set(local.name, { from: node.source.value, isDefault });
    }
  }
  return imports;
}

function clientsOf(
  calls: readonly string[],
  imports: ReadonlyMap<string, Import>,
): readonly ImportedClient[] {
  const owners = new Set(calls.map(ownerOf));
  return [...owners].flatMap((owner) => {
    const name = rootOf(owner);
    const found = imports.get(name);
    if (!found) return [];
    const methods = calls
      .filter((call) => ownerOf(call) === owner)
      .map((call) => call.slice(owner.length + 1));
    return [{ name, owner, methods, ...found }];
  });
}

function rootOf(call: string): string {
  return call.split(".", 1)[0] ?? call;
}

function ownerOf(call: string): string {
  return call.slice(0, call.lastIndexOf("."));
}
