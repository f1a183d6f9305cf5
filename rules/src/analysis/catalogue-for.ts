import { libraries } from "../catalog/index.ts";
import type { Project } from "../project/project.ts";
import type { Settings } from "../settings.ts";
import { Catalogue } from "./catalogue-index.ts";
import { Stores } from "./stores.ts";
import { Wrappers } from "./wrappers.ts";

/** The built-in catalogue behind what the user's settings say. */
export function catalogueFor(settings: Settings, project: Project): Catalogue {
  const rootOf = (file: string) => project.rootOf(file);
  const stores = new Stores(settings, rootOf);
  const wrappers = new Wrappers(settings.wrappers ?? [], rootOf);
  return new Catalogue(libraries, stores, wrappers);
}
