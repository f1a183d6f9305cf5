/**
 * Writes the helper files that quick fixes create into one module, as texts:
 * nothing is read from disk while the plugin or the extension runs.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { TEMPLATES, textsModule } from "./templates/texts-module.ts";

writeFileSync(path.join(TEMPLATES, "texts.ts"), await textsModule());
