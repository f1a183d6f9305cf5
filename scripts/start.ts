/**
 * `npm start [-- PATH...]`: builds what is missing and runs `consistency-lint`
 * on PATH, or on the example shop. Paths count from where the user stands.
 *
 * The exit code is the command's own. The demo without a path has findings by
 * design, so there findings end with 0 and a line that says so.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const DEMO = "examples/shop";
const FINDINGS = 1;

const paths = process.argv.slice(2);
const built = build();
process.exitCode = built === 0 ? start() : built;

function build(): number {
  return run(["node_modules/typescript/bin/tsc", "-b", "rules"], root);
}

function start(): number {
  const command = `${root}rules/bin/consistency-lint.js`;
  if (paths.length > 0) {
    return run([command, ...paths], process.env["INIT_CWD"] ?? process.cwd());
  }
  const code = run([command, DEMO], root);
  if (code !== FINDINGS) return code;
  console.log(
    `\nThese findings are the demo. In CI the command ends with exit code ${code} when there are findings.`,
  );
  return 0;
}

/** Runs Node with `args`; a child that was killed counts as a failure. */
function run(args: readonly string[], cwd: string): number {
  const { status } = spawnSync(process.execPath, args, {
    cwd,
    stdio: "inherit",
  });
  return status ?? 1;
}
