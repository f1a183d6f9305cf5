/** HTTP methods, however they are written: `router.put`, `@Put()`, `export function PUT`. */
import type { HttpMethod } from "../catalog/entry.ts";

const methods: ReadonlySet<string> = new Set<HttpMethod>([
  "GET",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "HEAD",
]);

export function httpMethodOf(name: string | undefined): HttpMethod | undefined {
  const upper = name?.toUpperCase();
  return isMethod(upper) ? upper : undefined;
}

function isMethod(name: string | undefined): name is HttpMethod {
  return name !== undefined && methods.has(name);
}
