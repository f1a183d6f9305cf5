/** Where something of the user's comes from: one record for stores and wrappers. */
import * as v from "valibot";
import { either } from "./either.ts";
import { exactly } from "./exactly.ts";

const KNOWN = ["file", "package", "name"];

const file = v.pipe(
  v.string(),
  v.description("A file of the project, relative to its root."),
);
const packageName = v.pipe(
  v.string(),
  v.description("An installed package, as it is imported."),
);
const name = v.pipe(
  v.string(),
  v.description(
    "The export's name; `Cache.remember` is a method of an exported class.",
  ),
);
const optionalName = v.exactOptional(name);

const fromFile = exactly({ file, name: optionalName }, KNOWN);
const fromPackage = exactly(
  { package: packageName, name: optionalName },
  KNOWN,
);
const fromAnywhere = exactly(
  {
    name: v.pipe(
      v.string(),
      v.description("This name, wherever it comes from."),
    ),
  },
  KNOWN,
);

/** An export of a package or of a file of the project. */
export const originSchema = either(
  (input) => (has(input, "file") ? fromFile : fromPackage),
  [fromFile, fromPackage],
);

/** The same, or a name alone, which is then meant wherever it comes from. */
export const originOrNameSchema = either(
  (input) => {
    if (has(input, "file")) return fromFile;
    return has(input, "name") && !has(input, "package")
      ? fromAnywhere
      : fromPackage;
  },
  [fromFile, fromPackage, fromAnywhere],
);

function has(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && key in value;
}
