/** Code that prepares data with nobody beside it: seeds, migrations, tests, what runs at the start. */
import type { Flow } from "../analysis/effect.ts";
import {
  preparationFile,
  preparationName,
} from "../catalog/idempotency-names.ts";
import { lastNameOf } from "./call-names.ts";

export function isPreparation({ module, name }: Flow): boolean {
  const path = module.path.split("/").slice(-5).join("/");
  return preparationFile.test(path) || preparationName.test(lastNameOf(name));
}
