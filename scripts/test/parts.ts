/** What `npm test` runs, in order. */
import { findHost } from "../e2e/find-host.ts";
import { howToEnableRedis } from "./find-redis.ts";

export interface Part {
  /** How the summary calls it. */
  readonly name: string;
  /** The npm script that does it. */
  readonly script: string;
  /** Whether it is a mocha run, whose tests are counted. */
  readonly counted: boolean;
  /**
   * Asks whether this machine can run the part: undefined if it can, else one
   * line that says how to enable it.
   */
  readonly howToEnable?: () => string | undefined;
  /** Whether a machine that cannot run it is a failure. */
  readonly required?: () => boolean;
}

export const PARTS: readonly Part[] = [
  { name: "build", script: "build", counted: false },
  { name: "lint", script: "lint", counted: false },
  { name: "unit tests", script: "test:unit", counted: true },
  {
    name: "installed package in ESLint 9, ESLint 10 and Oxlint",
    script: "test:install",
    counted: true,
  },
  {
    name: "quick fixes and a race test on a real Redis",
    script: "test:redis",
    counted: true,
    howToEnable: howToEnableRedis,
    required: isEverythingRequired,
  },
  { name: "extension bundle", script: "bundle", counted: false },
  {
    name: "end-to-end suite in VS Code",
    script: "e2e",
    counted: true,
    howToEnable: howToEnableEndToEnd,
    required: isEverythingRequired,
  },
];

function howToEnableEndToEnd(): string | undefined {
  const host = findHost();
  return host.kind === "none" ? host.how : undefined;
}

function isEverythingRequired(): boolean {
  return process.env["CONSISTENCY_E2E"] === "required";
}
