/** Every hazard, one for each rule. */
import { blindOverwrite } from "./blind-overwrite.ts";
import { cacheAsideRace } from "./cache-aside-race.ts";
import { cacheTtl } from "./cache-ttl.ts";
import { earlyInvalidation } from "./early-invalidation.ts";
import { floatingInvalidation } from "./floating-invalidation.ts";
import type { Hazard } from "./hazard.ts";
import { hiddenVersion } from "./hidden-version.ts";
import { lostUpdate } from "./lost-update.ts";
import { ownWriteRead } from "./own-write-read.ts";
import { redelivery } from "./redelivery.ts";
import { sharedAnswer } from "./shared-answer.ts";
import { stalenessWindow } from "./staleness-window.ts";
import { uncheckedGuard } from "./unchecked-guard.ts";
import { unorderedCacheWrite } from "./unordered-cache-write.ts";

export const hazards: readonly Hazard[] = [
  cacheAsideRace,
  earlyInvalidation,
  floatingInvalidation,
  cacheTtl,
  unorderedCacheWrite,
  lostUpdate,
  blindOverwrite,
  uncheckedGuard,
  hiddenVersion,
  redelivery,
  ownWriteRead,
  sharedAnswer,
  stalenessWindow,
];
