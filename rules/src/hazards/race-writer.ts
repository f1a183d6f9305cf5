/** The other side of a race: who updates the row and deletes the key. */
import { describe } from "../analysis/describe.ts";
import type { Effect, FlowModule } from "../analysis/effect.ts";
import { stepAt, stepElsewhere } from "../analysis/report-place.ts";
import type { Step } from "../finding.ts";
import { haveSameForm } from "./cache-keys.ts";
import type { CacheWrite } from "./cache-keys.ts";
import { sameEntity } from "./entity-name.ts";

interface Sides {
  readonly load: Effect;
  readonly write: CacheWrite;
}

/** The writer's two events, at their lines where this file has them. */
export function writerSteps(
  { load, write }: Sides,
  module: FlowModule,
): readonly Step[] {
  const row = describeTarget(load);
  const key = describe(write.key);
  const effects = module.effects();
  const update = effects.find((effect) => isUpdateOf(effect, load));
  const deletion = effects.find(
    (effect) =>
      effect.kind === "cache-delete" && haveSameForm(effect.key, write.key),
  );
  const stored = "the database holds the new value";
  const emptied = "the cache is empty";
  return [
    update
      ? stepAt(
          update,
          "writer",
          `\`${update.site.text}\` commits its change`,
          row,
          stored,
        )
      : stepElsewhere(
          "writer",
          "any request that updates this row commits its change",
          row,
          stored,
        ),
    deletion
      ? stepAt(
          deletion,
          "writer",
          `\`${deletion.site.text}\` deletes the key, which is not there`,
          key,
          emptied,
        )
      : stepElsewhere(
          "writer",
          "the same request deletes the key, which is not there",
          key,
          emptied,
        ),
  ];
}

function isUpdateOf(effect: Effect, load: Effect): boolean {
  return (
    effect.kind === "row" &&
    load.kind === "row" &&
    effect.operation !== "read" &&
    effect.operation !== "insert" &&
    sameEntity(effect.entity, load.entity) === "yes"
  );
}

export function describeTarget(load: Effect): string {
  return load.kind === "row" ? describe(load.entity) : load.site.text;
}
