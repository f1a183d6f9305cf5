import { createRule } from "./create-rule.ts";

export const requireIdempotentHandler = createRule(
  "require-idempotent-handler",
  {
    description:
      "require that a handler recognises a second delivery before it does something that adds up",
    presets: { recommended: "certain", strict: "possible" },
  },
);
