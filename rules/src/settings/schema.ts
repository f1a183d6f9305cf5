/** The one schema of the settings: what is read is checked against it, and the JSON schema is made of it. */
import * as v from "valibot";
import { contributionSchema } from "./contribution-schema.ts";
import { exactly } from "./exactly.ts";
import { originSchema } from "./origin-schema.ts";
import { wrapperSchema } from "./wrapper-schema.ts";

const store = exactly({
  from: originSchema,
  role: v.picklist([
    "cache",
    "database",
    "broker",
    "mail",
    "remote",
    "lock",
    "framework",
  ]),
  calls: v.pipe(
    v.record(v.string(), contributionSchema),
    v.description(
      "What each call does, in the words of the catalogue; the key is its dotted path, e.g. `get` or `emails.send`.",
    ),
  ),
});

const table = exactly({
  name: v.pipe(
    v.string(),
    v.description(
      "The table, model or entity. `AuditLog`, `auditLogs` and `audit_log` are one name.",
    ),
  ),
  is: v.pipe(
    v.picklist(["append-only", "not-shared"]),
    v.description(
      "`append-only`: rows are never changed, so a copy of one does not grow old. `not-shared`: one process at a time works on a row.",
    ),
  ),
});

function described<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
) {
  return v.exactOptional(v.pipe(schema, v.description(text)));
}

/** `settings.consistency` of ESLint, and the file `consistency.json`. */
export const settingsSchema = exactly({
  $schema: described(v.string(), "Where editors find the schema of this file."),
  wrappers: described(
    v.array(wrapperSchema),
    "What functions, decorators, guards and receivers of yours are: one line each.",
  ),
  stores: described(
    v.array(store),
    "Clients of your own, call by call, in the words of the catalogue.",
  ),
  tables: described(
    v.array(table),
    "What is known of tables that no code says.",
  ),
  requireReason: described(
    v.boolean(),
    "Whether a comment that disables a rule of ours must give a reason after `--`. For the command and the editor.",
  ),
  reportUnusedDisableDirectives: described(
    v.boolean(),
    "Whether a comment that disables a rule of ours where it finds nothing is reported. For the command and the editor.",
  ),
});
