/** Every hazard, one for each rule. */
import { cacheAsideRace } from "./cache-aside-race.ts";
import type { Hazard } from "./hazard.ts";
import { lostUpdate } from "./lost-update.ts";
import { missingInvalidation } from "./missing-invalidation.ts";
import { redelivery } from "./redelivery.ts";

export const hazards: readonly Hazard[] = [
  cacheAsideRace,
  lostUpdate,
  missingInvalidation,
  redelivery,
];
