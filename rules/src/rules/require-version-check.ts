import { createRule } from "./create-rule.ts";

export const requireVersionCheck = createRule("require-version-check", {
  description:
    "require that a write computed from a read row notices a write in between",
  presets: { recommended: "certain", strict: "possible" },
});
