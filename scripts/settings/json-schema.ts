import { toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";
import { settingsSchema } from "../../rules/src/settings/schema.ts";

/** As far as a JSON schema is read here. */
export interface JsonSchema {
  readonly const?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
}

/** The schema of `consistency.json` for editors, made of the one that reads it. */
export function settingsJsonSchema(): JsonSchema {
  const { $schema, ...schema } = convert(settingsSchema);
  return {
    $schema,
    title: "Settings of Consistency Lint",
    ...schema,
  } as JsonSchema;
}

type Converted = ReturnType<typeof toJsonSchema>;

/**
 * A form that is chosen by a look at the input has no counterpart in JSON
 * schemas: all forms are listed there.
 */
function convert(schema: v.GenericSchema): Converted {
  const { $defs: _, ...converted } = toJsonSchema(schema, {
    overrideSchema: ({ valibotSchema }) => {
      const forms = formsOf(valibotSchema);
      return forms && { anyOf: forms.map(withoutHead) };
    },
  });
  return converted;
}

function withoutHead(schema: v.GenericSchema): Converted {
  const { $schema: _, ...rest } = convert(schema);
  return rest;
}

function formsOf(schema: object): readonly v.GenericSchema[] | undefined {
  return "forms" in schema
    ? (schema.forms as readonly v.GenericSchema[])
    : undefined;
}
