/** Flows of small projects, printed compactly, so that a test is a table of text. */
import path from "node:path";
import { Analysis } from "../../../rules/src/analysis/analyse.ts";
import { Catalogue } from "../../../rules/src/analysis/catalogue-index.ts";
import type { Arm, Effect, Flow } from "../../../rules/src/analysis/effect.ts";
import { Stores } from "../../../rules/src/analysis/stores.ts";
import { Wrappers } from "../../../rules/src/analysis/wrappers.ts";
import type { Value } from "../../../rules/src/analysis/value.ts";
import { piecesOf } from "../../../rules/src/analysis/values.ts";
import { libraries } from "../../../rules/src/catalog/index.ts";
import type { FileSystem } from "../../../rules/src/project/files.ts";
import { createProject } from "../../../rules/src/project/project.ts";
import { parseText } from "../../../rules/src/project/parse.ts";
import type { Settings } from "../../../rules/src/settings.ts";

const root = "/project";

export interface CheckOptions {
  /** Other files of the project: path below its root to text. */
  readonly files?: Readonly<Record<string, string>>;
  readonly settings?: Settings;
  /** Path of the file under analysis below the root. */
  readonly path?: string;
}

/**
 * The effects of one function, a line each: what it does, to what, under which
 * conditions and inside what. `await` is left out where it is awaited.
 */
export function effectsOf(
  name: string,
  text: string,
  options: CheckOptions = {},
): readonly string[] {
  const flow = flowsOf(text, options).find((one) => one.name === name);
  return (flow?.effects ?? []).map(describeEffect);
}

export function flowsOf(
  text: string,
  { files = {}, settings = {}, path: file = "main.ts" }: CheckOptions = {},
): readonly Flow[] {
  const project = createProject({
    files: memoryFiles({ "package.json": "{}", ...files, [file]: text }),
  });
  const stores = new Stores(settings, () => root);
  const wrappers = new Wrappers(settings.wrappers ?? [], () => root);
  const catalogue = new Catalogue(libraries, stores, wrappers);
  const analysis = new Analysis(project, catalogue);
  const parsed = parseText(text, path.join(root, file));
  if (parsed.kind === "failed") throw new Error(parsed.message);
  return analysis.flows(path.join(root, file), text, parsed.ast);
}

function describeEffect(effect: Effect): string {
  const scopes = effect.scopes.map(({ kind }) => `in ${kind}`);
  const conditions = effect.path.map(describeArm);
  return [
    describeAct(effect),
    ...(effect.awaited ? [] : ["not awaited"]),
    ...scopes,
    ...(conditions.length > 0 ? [`if ${conditions.join(" and ")}`] : []),
  ].join(", ");
}

function describeAct(effect: Effect): string {
  if ("key" in effect) return `${effect.kind} ${describeValue(effect.key)}`;
  if (effect.kind === "row")
    return `${effect.operation} ${describeValue(effect.entity)}`;
  if (effect.kind === "opaque" || effect.kind === "callback-call")
    return `${effect.kind} ${describeValue(effect.callee)}`;
  return effect.kind;
}

function describeArm({ outcome, test }: Arm): string {
  if (!test) return outcome;
  return outcome === "falsy"
    ? `not ${describeValue(test)}`
    : describeValue(test);
}

/** `user:{id}`: literal pieces and holes. */
function describeValue(value: Value): string {
  return piecesOf(value)
    .map((piece) =>
      typeof piece === "string" ? piece : `{${describeHole(piece)}}`,
    )
    .join("");
}

function describeHole(value: Value): string {
  switch (value.kind) {
    case "parameter":
      return value.name;
    case "member":
      return `${describeHole(value.object)}.${typeof value.property === "string" ? value.property : "[]"}`;
    case "result":
      return `result of ${value.effect.site.text}`;
    case "external":
      return value.path.join(".");
    case "instance":
      return value.name;
    case "constant":
      return String(value.value);
    case "operation":
      return value.operands.map(describeHole).join(` ${value.operator} `);
    case "call":
      return `${describeHole(value.callee)}()`;
    default:
      return value.kind;
  }
}

/** A disk in memory. */
function memoryFiles(files: Readonly<Record<string, string>>): FileSystem {
  const texts = new Map(
    Object.entries(files).map(([name, text]) => [path.join(root, name), text]),
  );
  const isDirectory = (wanted: string) =>
    [...texts.keys()].some((file) => file.startsWith(`${wanted}/`));
  return {
    readText: (file) => texts.get(file),
    stamp: (file) => (texts.has(file) ? "1" : undefined),
    directoryStamp: (wanted) => (isDirectory(wanted) ? "1" : undefined),
    list: (wanted) =>
      new Map(
        [...texts.keys()]
          .filter((file) => file.startsWith(`${wanted}/`))
          .map((file) => {
            const [name = "", ...rest] = file
              .slice(wanted.length + 1)
              .split("/");
            return [name, rest.length > 0 ? "directory" : "file"] as const;
          }),
      ),
    isDirectory,
    realPath: (file) => file,
  };
}
