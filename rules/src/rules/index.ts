import type { RuleName } from "../finding.ts";
import type { ConsistencyRule } from "./create-rule.ts";
import { noCacheAsideRace } from "./no-cache-aside-race.ts";
import { requireIdempotentHandler } from "./require-idempotent-handler.ts";
import { requireVersionCheck } from "./require-version-check.ts";

export const rules: Readonly<Record<RuleName, ConsistencyRule>> = {
  "no-cache-aside-race": noCacheAsideRace,
  "require-version-check": requireVersionCheck,
  "require-idempotent-handler": requireIdempotentHandler,
};
