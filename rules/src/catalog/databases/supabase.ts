import {
  at,
  call,
  nothing,
  option,
  rest,
  row,
  rowPart,
  view,
} from "../build.ts";
import type { Library } from "../entry.ts";

/**
 * @supabase/supabase-js, checked on 2 (by hand). `from("t").update(data).eq("id", id)`.
 *
 * Negative facts: nothing throws; `error` has to be read. An update that
 * matched nothing answers no error, and no rows unless `select()` follows.
 * There are no transactions: two calls are two statements.
 */
export const supabase: Library = {
  name: "supabase",
  packages: [
    "@supabase/supabase-js",
    "@supabase/ssr",
    "@supabase/postgrest-js",
  ],
  checked: "2",
  role: "database",
  typeNames: ["SupabaseClient"],
  calls: [
    rowPart("from", { entity: at(0) }),
    row("read", "select", { many: true }),
    row("insert", "insert", { data: at(0) }),
    row("update", "update", { data: at(0), unmatched: "object" }),
    row("upsert", "upsert", {
      data: at(0),
      conflictMarks: [option(1, "ignoreDuplicates")],
    }),
    row("delete", "delete", { unmatched: "object" }),
    rowPart(["eq", "match", "is", "in", "neq", "gt", "gte", "lt", "lte"], {
      where: rest(0),
    }),
    rowPart(["filter", "or", "not", "contains", "like", "ilike"], {
      where: rest(0),
    }),
    nothing("single", "maybeSingle", "order", "limit", "range", "throwOnError"),
    call(["auth.getUser", "auth.getSession", "auth.getClaims"], {
      effect: "identity",
    }),
    view("schema"),
  ],
};
