/** Every hazard, one for each rule. */
import { blindOverwrite } from "./blind-overwrite.ts";
import { cacheAsideRace } from "./cache-aside-race.ts";
import type { Hazard } from "./hazard.ts";
import { lostUpdate } from "./lost-update.ts";
import { missingInvalidation } from "./missing-invalidation.ts";
import { redelivery } from "./redelivery.ts";
import { uncheckedGuard } from "./unchecked-guard.ts";
import { ownWriteRead } from "./own-write-read.ts";
import { sharedAnswer } from "./shared-answer.ts";
import { hiddenVersion } from "./hidden-version.ts";
import { stalenessWindow } from "./staleness-window.ts";

export const hazards: readonly Hazard[] = [
  cacheAsideRace,
  lostUpdate,
  missingInvalidation,
  blindOverwrite,
  uncheckedGuard,
  hiddenVersion,
  redelivery,
  ownWriteRead,
  sharedAnswer,
  stalenessWindow,
];
