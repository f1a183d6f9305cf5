/**
 * `npm run hostile -- --files 20000 --seed 1`: gives the engine random and damaged
 * files. It must answer for each: no error, no hang. Prints counts; exits with 1
 * on a failure, with the seed and the smallest text that fails.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { check } from "./hostile/check.ts";
import { smallest } from "./hostile/smallest.ts";
import { hostileTexts } from "./hostile/texts.ts";
import type { Ended } from "./hostile/worker.ts";

/** Far more than any file takes; what takes longer is taken to hang. */
const HANG_MS = 60_000;

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
  },
});
const files = wholeNumber("--files", values.files);
const seed = wholeNumber("--seed", values.seed);
const counts = { answered: 0, "syntax-error": 0 };
const failure = await firstFailure();
if (failure) report(failure);
else
  console.log(
    `${String(files)} files of seed ${String(seed)}: ${String(counts.answered)} analysed, ${String(counts["syntax-error"])} refused by the parser, none failed.`,
  );

interface Failure {
  readonly index: number;
  readonly reason: string;
}

/** Runs in a process of its own, because only from outside can a hang be seen. */
function firstFailure(): Promise<Failure | undefined> {
  return new Promise((resolve) => {
    const script = fileURLToPath(new URL("hostile/worker.ts", import.meta.url));
    const worker = fork(script, [String(seed), String(files)], {
      execArgv: ["--import", "tsx"],
    });
    let next = 0;
    const fail = (reason: string) => {
      resolve({ index: next, reason });
      worker.kill("SIGKILL");
    };
    const hang = () => {
      fail(`no answer in ${String(HANG_MS)} ms`);
    };
    let timer = setTimeout(hang, HANG_MS);
    worker.on("message", ({ index, verdict }: Ended) => {
      clearTimeout(timer);
      if (verdict.kind === "crashed") {
        fail(verdict.reason);
        return;
      }
      counts[verdict.kind]++;
      next = index + 1;
      timer = setTimeout(hang, HANG_MS);
      if (next % 2000 === 0) console.error(`${String(next)} files`);
    });
    worker.on("exit", (code) => {
      clearTimeout(timer);
      if (next === files) resolve(undefined);
      else fail(`the process ended with ${String(code)}`);
    });
  });
}

function report({ index, reason }: Failure): void {
  const text = hostileTexts(seed)(index);
  const isCrash = !reason.startsWith("no answer");
  const least = isCrash
    ? smallest(text, (shorter) => check(shorter).kind === "crashed")
    : text;
  console.error(
    `File ${String(index)} of seed ${String(seed)} failed: ${reason}\n\n${least}`,
  );
  process.exitCode = 1;
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`${option} needs a whole number, not "${text}".`);
  process.exit(2);
}
