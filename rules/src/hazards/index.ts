/** Every hazard, one for each rule. */
import { blindOverwrite } from "./blind-overwrite.ts";
import { cacheAsideRace } from "./cache-aside-race.ts";
import { cacheTtl } from "./cache-ttl.ts";
import { earlyInvalidation } from "./early-invalidation.ts";
import { floatingInvalidation } from "./floating-invalidation.ts";
import { checkThenInsert } from "./check-then-insert.ts";
import { dualWrite } from "./dual-write.ts";
import type { Hazard } from "./hazard.ts";
import { lostUpdate } from "./lost-update.ts";
import { nonAtomicDedup } from "./non-atomic-dedup.ts";
import { missingInvalidation } from "./missing-invalidation.ts";
import { redelivery } from "./redelivery.ts";
import { unorderedCacheWrite } from "./unordered-cache-write.ts";
import { unkeyedRequest } from "./unkeyed-request.ts";
import { uncheckedGuard } from "./unchecked-guard.ts";
import { ownWriteRead } from "./own-write-read.ts";
import { sharedAnswer } from "./shared-answer.ts";
import { hiddenVersion } from "./hidden-version.ts";
import { stalenessWindow } from "./staleness-window.ts";

export const hazards: readonly Hazard[] = [
  cacheAsideRace,
  earlyInvalidation,
  floatingInvalidation,
  cacheTtl,
  unorderedCacheWrite,
  lostUpdate,
  missingInvalidation,
  blindOverwrite,
  uncheckedGuard,
  hiddenVersion,
  redelivery,
  checkThenInsert,
  dualWrite,
  nonAtomicDedup,
  unkeyedRequest,
  ownWriteRead,
  sharedAnswer,
  stalenessWindow,
];
