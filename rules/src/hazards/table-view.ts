/** What users say of tables, as seen by each hazard: the rows that it need not fear for are not there. */
import type { Effect, Flow } from "../analysis/effect.ts";
import type { RuleName } from "../finding.ts";
import type { TableSetting } from "../settings.ts";
import { isNamed } from "../analysis/entity-name.ts";

/** The flow as the hazard of a rule should see it. */
export type TableView = (rule: RuleName, flow: Flow) => Flow;

/**
 * What each word settles. Rows that never change make no copy old, but an
 * insert that is repeated still adds a row. Rows that one process at a time
 * works on are not changed in between.
 */
const settled: Readonly<Record<TableSetting["is"], ReadonlySet<string>>> = {
  "append-only": new Set([
    "no-cache-aside-race",
    "no-early-invalidation",
    "no-blind-overwrite",
    "no-unordered-cache-write",
    "require-cache-ttl",
    "require-conflict-handling",
    "require-invalidation",
    "require-read-your-writes",
    "require-version-check",
    "require-version-in-response",
  ]),
  "not-shared": new Set([
    "no-blind-overwrite",
    "no-cache-aside-race",
    "no-check-then-insert",
    "no-unordered-cache-write",
    "require-conflict-handling",
    "require-version-check",
    "require-version-in-response",
  ]),
};

export function createTableView(tables: readonly TableSetting[]): TableView {
  return (rule, flow) => {
    const meant = tables.filter(({ is }) => settled[is].has(rule));
    if (meant.length === 0) return flow;
    const effects = flow.effects.filter((effect) => !isAbout(effect, meant));
    return { ...flow, effects };
  };
}

function isAbout(effect: Effect, tables: readonly TableSetting[]): boolean {
  return (
    effect.kind === "row" &&
    tables.some(({ name }) => isNamed(effect.entity, name))
  );
}
