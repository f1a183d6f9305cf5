/** The command's entry: gives it the real terminal, disk and engine. */
import { readFileSync } from "node:fs";
import { codeOf } from "./problem.ts";
import { runCommand } from "./run-command.ts";
import { createProjectEngine } from "../project-engine.ts";

// A reader that stops early (`| head`) closes the pipe: that is no error of ours.
process.stdout.on("error", (error) => {
  if (codeOf(error) !== "EPIPE") throw error;
});

process.exitCode = runOrTell();

function runOrTell(): number {
  try {
    return runCommand(process.argv.slice(2), {
      stdout: process.stdout,
      stderr: process.stderr,
      cwd: process.cwd(),
      version: readVersion(),
      now: () => performance.now(),
      createEngine: () => createProjectEngine(),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`consistency-lint: internal error: ${reason}\n`);
    return 2;
  }
}

function readVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
  return isVersioned(manifest) ? manifest.version : "unknown";
}

function isVersioned(value: unknown): value is { readonly version: string } {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    typeof value.version === "string"
  );
}
