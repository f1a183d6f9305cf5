/** Runs programs the way a user's terminal does. */
import { spawnSync } from "node:child_process";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `command` in `folder` and waits for its end. Throws if it cannot start. */
export function run(
  folder: string,
  command: string,
  args: readonly string[],
): Ended {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: outerEnvironment(),
    shell: process.platform === "win32",
  });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** `run` for what must end well: returns its output, throws with its errors. */
export function runWell(
  folder: string,
  command: string,
  args: readonly string[],
): string {
  const { code, stdout, stderr } = run(folder, command, args);
  if (code === 0) return stdout;
  const line = [command, ...args].join(" ");
  throw new Error(`${line} ended with ${String(code)}\n${stdout}\n${stderr}`);
}

/** Without what the npm above told its scripts about its own project. */
function outerEnvironment(): NodeJS.ProcessEnv {
  const own =
    /^(?:INIT_CWD|npm_(?:command|config_local_prefix|lifecycle_.*|package_.*))$/u;
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !own.test(name)),
  );
}
