/** Which part of the project may know which: the arrows, each with its reason. */
import type { Import } from "./imports.ts";

/**
 * Folders, files and packages. A name stands for itself and all below it:
 * `rules/src` for `rules/src/engine.ts`, `eslint` for `eslint/config`.
 */
type Names = readonly string[];

export type Arrow = { readonly why: string } & (
  | { readonly from: Names; readonly never: Names }
  | { readonly from: Names; readonly nothingBut: Names }
  | { readonly from: Names; readonly onlyTypesOf: Names }
  | { readonly target: Names; readonly onlyFrom: Names }
);

export const ARROWS: readonly Arrow[] = [
  {
    target: ["vscode", "vscode-languageclient"],
    onlyFrom: ["src", "test/extension", "test/e2e"],
    why: "One layer knows the editor; the rest also runs in ESLint and in a terminal.",
  },
  {
    from: ["rules"],
    never: ["src", "tutorial"],
    why: "The plugin is published on its own.",
  },
  {
    from: ["tutorial"],
    never: ["src", "rules", "eslint-plugin-consistency"],
    why: "Lessons and explorer run without the plugin and without the editor.",
  },
  {
    from: ["tutorial/explorer"],
    nothingBut: ["tutorial/explorer", "node:async_hooks"],
    why: "The explorer runs in anyone's tests, and brings nothing along.",
  },
  {
    from: ["src", "rules", "tutorial"],
    never: ["test", "scripts"],
    why: "What is shipped does not depend on what is not.",
  },
  {
    target: ["@consistency-lint/explorer"],
    onlyFrom: ["rules/src/command", "src", "tutorial", "scripts", "test"],
    why: "ESLint and the engine find; whoever shows findings counts their orders.",
  },
  {
    from: ["rules/src/schema"],
    never: ["rules/src/hazards", "rules/src/rules", "rules/src/fixes"],
    why: "A schema says what is; what follows from it is a rule's business.",
  },
  {
    from: ["rules/src/analysis"],
    never: ["rules/src/rules", "rules/src/command", "eslint"],
    why: "The analysis finds; who shows its findings is not its business.",
  },
  {
    from: ["rules/src/analysis", "rules/src/fixes", "rules/src/project"],
    onlyTypesOf: ["@typescript-eslint/utils"],
    why: "At run time that package loads ESLint, which the language server does without.",
  },
  {
    from: ["rules/src/catalog"],
    nothingBut: ["rules/src/catalog"],
    why: "The catalogue is data about libraries; it needs no code of ours.",
  },
  {
    from: ["rules/src/finding.ts"],
    nothingBut: [],
    why: "A finding is plain data that every part may know.",
  },
];

/** The imports that go against an arrow. */
export function getForbiddenImports(
  arrow: Arrow,
  imports: readonly Import[],
): Import[] {
  return imports.filter((one) => isForbidden(arrow, one));
}

function isForbidden(arrow: Arrow, { from, target, isTypeOnly }: Import) {
  if ("target" in arrow) {
    return isAmong(target, arrow.target) && !isAmong(from, arrow.onlyFrom);
  }
  if (!isAmong(from, arrow.from)) return false;
  if ("never" in arrow) return isAmong(target, arrow.never);
  if (isTypeOnly) return false;
  if ("onlyTypesOf" in arrow) return isAmong(target, arrow.onlyTypesOf);
  return !isAmong(target, arrow.nothingBut);
}

function isAmong(path: string, names: Names): boolean {
  return names.some((name) => path === name || path.startsWith(`${name}/`));
}
