/** `where: { id }` becomes `where: { id, status: row.status }`: the database compares. */
import type { Node } from "../analysis/syntax.ts";
import type { TSESTree } from "@typescript-eslint/utils";
import type { Fix } from "../finding.ts";
import { conditionPairs } from "../hazards/condition-pairs.ts";
import type { LostUpdate } from "../hazards/lost-update.ts";
import { isRowOf } from "../analysis/row-of.ts";
import { optimisticModel } from "./models.ts";
import { argumentOf, keyOf, propertyNamed } from "./object-nodes.ts";

export function expectedState(lost: LostUpdate): Fix | undefined {
  const { update, dependence } = lost;
  const { field } = dependence;
  if (
    update.library !== "prisma" ||
    update.operation !== "update" ||
    update.many
  )
    return undefined;
  const where = propertyNamed(argumentOf(update.site.node, 0), "where")?.value;
  if (where?.type !== "ObjectExpression" || field === undefined)
    return undefined;
  const state = expectedText(lost, where);
  const last = where.properties.at(-1);
  if (state === undefined || !last) return undefined;
  const end = last.range[1];
  return {
    title: `Update only while \`${field}\` is as it was read`,
    protocol: "optimistic-concurrency",
    model: optimisticModel,
    edits: [
      {
        file: update.site.file,
        range: [end, end],
        text: `, ${field}: ${state}`,
      },
    ],
    leavesOpen:
      "Prisma 5 or newer; the update throws P2025 when another request was first: answer 409",
  };
}

/** `row.status` where the condition names the row, else the constant that was tested for. */
function expectedText(
  { update, read, dependence }: LostUpdate,
  where: TSESTree.ObjectExpression,
): string | undefined {
  const fromRow = new Set(
    (update.where ? conditionPairs(update.where) : [])
      .filter(
        ({ value }) => value.kind === "member" && isRowOf(value.object, read),
      )
      .map(({ column }) => column),
  );
  for (const property of where.properties) {
    if (property.type !== "Property") return undefined;
    const name = keyOf(property);
    const row = rowName(property.value);
    if (name !== undefined && row !== undefined && fromRow.has(name))
      return `${row}.${String(dependence.field)}`;
  }
  const { expected } = dependence;
  return expected?.kind === "constant" && typeof expected.value === "string"
    ? JSON.stringify(expected.value)
    : undefined;
}

function rowName(node: Node): string | undefined {
  return node.type === "MemberExpression" && node.object.type === "Identifier"
    ? node.object.name
    : undefined;
}
