import { at, call, nothing } from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * The language's own `Map`, the one global that code uses as a cache.
 *
 * Negative facts: it never expires, and a delete reaches one process only.
 */
export const globalMap: Library = {
  name: "Map",
  packages: ["global:Map"],
  role: "cache",
  inProcess: true,
  calls: [
    call(["get", "has"], { effect: "cache-read", key: at(0) }),
    call("set", { effect: "cache-write", key: at(0), value: at(1) }),
    call("delete", { effect: "cache-delete", key: at(0) }),
    call("clear", { effect: "cache-delete", key: at(0), pattern: true }),
    nothing("keys", "values", "entries", "forEach"),
  ],
};
