/** Every hazard, one for each rule. */
import { cacheAsideRace } from "./cache-aside-race.ts";
import { cacheTtl } from "./cache-ttl.ts";
import { earlyInvalidation } from "./early-invalidation.ts";
import { floatingInvalidation } from "./floating-invalidation.ts";
import type { Hazard } from "./hazard.ts";
import { lostUpdate } from "./lost-update.ts";
import { redelivery } from "./redelivery.ts";
import { unorderedCacheWrite } from "./unordered-cache-write.ts";

export const hazards: readonly Hazard[] = [
  cacheAsideRace,
  earlyInvalidation,
  floatingInvalidation,
  cacheTtl,
  unorderedCacheWrite,
  lostUpdate,
  redelivery,
];
