/** The extension's manifest, as far as scripts and tests read it. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");

export interface SettingProperty {
  readonly type: string;
  readonly default: unknown;
  readonly description: string;
  readonly enum?: readonly string[];
}

export interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, SettingProperty>>;
    };
  };
}

/** The root `package.json`. */
export function readManifest(): Manifest {
  return readJson("package.json") as Manifest;
}

/** The texts for the manifest's placeholders. */
export function readMessages(): Readonly<Record<string, string>> {
  return readJson("package.nls.json") as Record<string, string>;
}

/** The text that a placeholder such as `%setting.enable%` stands for. */
export function messageOf(placeholder: string): string {
  const name = placeholder.slice(1, -1);
  const message = readMessages()[name];
  if (message === undefined) throw new Error(`package.nls.json lacks ${name}`);
  return message;
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(resolve(ROOT, name), "utf8"));
}
