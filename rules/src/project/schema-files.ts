/** Finds the schema files around a source file: Prisma schemas and SQL migrations. */
import path from "node:path";
import type { DiskView } from "./disk-view.ts";
import { ancestorsOf } from "./package-json.ts";
import type { Packages } from "./package-json.ts";
import { filesBelow } from "./sources.ts";

export type SchemaLanguage = "prisma" | "sql";

/**
 * The schema files of each package that a directory is in, nearest first. A
 * nearer package's schema goes before one farther up; a workspace's root sees
 * those of all its packages.
 */
export function schemaFilesAround(
  directory: string,
  language: SchemaLanguage,
  view: DiskView,
  packages: Packages,
): readonly (readonly string[])[] {
  const homes = ancestorsOf(directory, view).filter(
    (candidate) => packages.manifestIn(candidate) !== undefined,
  );
  return homes.flatMap((home) => {
    const configured =
      language === "prisma"
        ? configuredSchema(home, view, packages)
        : undefined;
    const files = filesBelow(configured ?? home, view, (name) =>
      name.endsWith(`.${language}`),
    );
    const own = files.files.filter(
      (file) => !aside.test(path.relative(home, path.dirname(file))),
    );
    return own.length > 0 ? [own] : [];
  });
}

/** Folders of other programs' schemas: they say nothing about this one's tables. */
const aside =
  /(?:^|\/)(?:examples?|fixtures?|tests?|__tests__|e2e|templates?|demos?|docs?)(?:\/|$)/u;

/** The folder or the file's folder that `"prisma": { "schema": "..." }` in package.json names. */
function configuredSchema(
  home: string,
  view: DiskView,
  packages: Packages,
): string | undefined {
  const prisma = packages.manifestIn(home)?.["prisma"];
  if (typeof prisma !== "object" || prisma === null || !("schema" in prisma))
    return undefined;
  if (typeof prisma.schema !== "string") return undefined;
  const target = path.resolve(home, prisma.schema);
  const kind = view.kind(target);
  if (kind === undefined) return undefined;
  return kind === "directory" ? target : path.dirname(target);
}
