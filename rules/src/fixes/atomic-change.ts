/** `balance: row.balance - amount` becomes `balance: { decrement: amount }`: the database computes. */
import type { TSESTree } from "@typescript-eslint/utils";
import { derivesFrom } from "../analysis/order.ts";
import type { Node } from "../analysis/syntax.ts";
import type { Edit, Fix } from "../finding.ts";
import type { LostUpdate } from "../hazards/lost-update.ts";
import { isRowOf } from "../analysis/row-of.ts";
import { atomicModel } from "./models.ts";
import { argumentOf, propertyNamed } from "./object-nodes.ts";

export function atomicChange(lost: LostUpdate): Fix | undefined {
  switch (lost.update.library) {
    case "prisma":
      return isDifference(lost) ? prismaChange(lost) : undefined;
    case "mongoose":
    case "mongodb":
      return isDifference(lost) ? mongoChange(lost) : undefined;
    default:
      return undefined;
  }
}

/** The written value is exactly the row's own field, plus or minus something that is not of the row. */
function isDifference({ dependence, read }: LostUpdate): boolean {
  const { value, field } = dependence;
  if (value?.kind !== "operation") return false;
  const [left, right] = value.operands;
  if (!left || !right) return false;
  const isField = (side: typeof left) =>
    side.kind === "member" &&
    side.property === field &&
    isRowOf(side.object, read);
  if (value.operator === "-") return isField(left) && !derivesFrom(right, read);
  if (value.operator !== "+") return false;
  return isField(left)
    ? !derivesFrom(right, read)
    : isField(right) && !derivesFrom(left, read);
}

function prismaChange(lost: LostUpdate): Fix | undefined {
  const { update } = lost;
  const data = update.operation === "upsert" ? "update" : "data";
  const fields = propertyNamed(argumentOf(update.site.node, 0), data)?.value;
  const change = changeIn(fields, lost);
  if (!change) return undefined;
  const method = change.operator === "-" ? "decrement" : "increment";
  return {
    title: `Count in the database with \`${method}\``,
    protocol: "atomic-change",
    model: atomicModel,
    edits: around(update.site.file, change, `{ ${method}: `, " }"),
    leavesOpen: leavesLimitOpen,
  };
}

const leavesLimitOpen =
  "a limit that was checked on the read value has to go into the condition";

/** Only where the field is all that the call sets: the other fields would need a `$set` of their own. */
function mongoChange(lost: LostUpdate): Fix | undefined {
  const data = argumentOf(lost.update.site.node, 1);
  const set = propertyNamed(data, "$set");
  const fields = set ? set.value : data;
  const change = changeIn(fields, lost);
  if (!change || !hasOneProperty(data) || !hasOneProperty(fields))
    return undefined;
  const { file } = lost.update.site;
  const value =
    change.operator === "+"
      ? around(file, change, "", "")
      : around(file, change, "-(", ")");
  const [start, end] = change.property.range;
  const operator: readonly Edit[] = set
    ? [{ file, range: set.key.range, text: "$inc" }]
    : [
        { file, range: [start, start], text: "$inc: { " },
        { file, range: [end, end], text: " }" },
      ];
  return {
    title: "Count in the database with `$inc`",
    protocol: "atomic-change",
    model: atomicModel,
    edits: merged([...value, ...operator]),
    leavesOpen: leavesLimitOpen,
  };
}

function hasOneProperty(node: Node | undefined): boolean {
  return node?.type === "ObjectExpression" && node.properties.length === 1;
}

interface Change {
  readonly property: TSESTree.Property;
  readonly expression: TSESTree.BinaryExpression;
  readonly amount: Node;
  readonly operator: "+" | "-";
}

function changeIn(
  fields: Node | undefined,
  { dependence }: LostUpdate,
): Change | undefined {
  const { field } = dependence;
  const property =
    field === undefined ? undefined : propertyNamed(fields, field);
  const expression = property?.value;
  if (!property || expression?.type !== "BinaryExpression") return undefined;
  const { left, right, operator } = expression;
  if (operator !== "+" && operator !== "-") return undefined;
  const amount = isFieldNode(left, field)
    ? right
    : operator === "+" && isFieldNode(right, field)
      ? left
      : undefined;
  return amount && { property, expression, amount, operator };
}

function isFieldNode(node: Node, field: string | undefined): boolean {
  return (
    node.type === "MemberExpression" &&
    !node.computed &&
    node.property.type === "Identifier" &&
    node.property.name === field
  );
}

/** Keeps the text of the amount and replaces what stands around it; a pair of brackets around it stays. */
function around(
  file: string,
  { expression, amount }: Change,
  before: string,
  after: string,
): readonly Edit[] {
  const [start, end] = expression.range;
  const [from, to] = amount.range;
  const isFirst = amount === expression.left;
  const inBrackets = isFirst ? from > start : to < end;
  return [
    { file, range: [start, from], text: inBrackets ? `${before}(` : before },
    { file, range: [to, end], text: inBrackets ? `)${after}` : after },
  ];
}

/** Edits that touch each other become one, in the order given. */
function merged(edits: readonly Edit[]): readonly Edit[] {
  const sorted = [...edits].sort((a, b) => a.range[0] - b.range[0]);
  const result: Edit[] = [];
  for (const edit of sorted) {
    const last = result.at(-1);
    if (last?.range[1] === edit.range[0])
      result[result.length - 1] = {
        ...last,
        range: [last.range[0], edit.range[1]],
        text: last.text + edit.text,
      };
    else result.push(edit);
  }
  return result.filter(
    ({ range, text }) => text !== "" || range[0] !== range[1],
  );
}
