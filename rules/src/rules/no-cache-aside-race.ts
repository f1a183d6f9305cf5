import { createRule } from "./create-rule.ts";

export const noCacheAsideRace = createRule("no-cache-aside-race", {
  description:
    "disallow storing a loaded value in a cache with nothing that notices an invalidation in between",
  presets: { recommended: "certain", strict: "possible" },
});
