/**
 * A fill under a lease: the miss leaves a token under the key, a delete takes it
 * away, and the value is stored only while the token is there. Of the ten orders
 * of one reader and one writer, none leaves an old value.
 */
import path from "node:path";
import { factsAt } from "../analysis/conditions.ts";
import { describe } from "../analysis/describe.ts";
import type { Effect, FlowModule } from "../analysis/effect.ts";
import type { Node } from "../analysis/syntax.ts";
import type { Value } from "../analysis/value.ts";
import { piecesOf } from "../analysis/values.ts";
import type { Fix } from "../finding.ts";
import { declarationPlace, declares, namesIn } from "./declaration-place.ts";
import type { DeclarationPlace } from "./declaration-place.ts";
import { helperImport, importsHelper } from "./helper-import.ts";
import {
  clientCallOf,
  clientOf,
  keyOfRead,
  leaseWriteOf,
} from "./lease-calls.ts";
import type { Change, LeaseClient } from "./lease-calls.ts";
import { leaseModel } from "./models.ts";
import { cacheLeaseTexts } from "./templates/texts.ts";

/** A cache read that missed, and the write that fills the same key. */
export interface Fill {
  readonly read: Effect & { readonly kind: "cache-read" };
  readonly write: Effect & { readonly kind: "cache-write" };
}

const HELPER = "cache-lease";
const MAKER = "leaseOn";
const NAMES = ["lease", "cacheLease", "fillLease", "keyLease"];

/** The fix for calls that stand in the analysed function itself, of a client that runs scripts. */
export function leaseFill(fill: Fill, module: FlowModule): readonly Fix[] {
  const changes = changesFor(fill, module);
  const client = clientOf(fill.read);
  if (!changes || !client) return [];
  const { file } = fill.write.site;
  return [
    {
      title: `Fill ${quoted(describe(fill.write.key))} under a lease`,
      protocol: "lease",
      model: leaseModel,
      edits: [
        ...changes.map((change) => ({ file, ...change })),
        ...helperFile(file, client, module),
      ],
      leavesOpen: `every other reader of this key must go through \`${HELPER}.ts\` too, because a plain \`get\` would take the lease token for a value; writers must delete the key after their change is committed; the load must not read from a lagging replica`,
    },
  ];
}

function quoted(key: string): string {
  return /^[`"]/u.test(key) ? key : `\`${key}\``;
}

function helperFile(
  file: string,
  client: LeaseClient,
  { ast }: FlowModule,
): Fix["edits"] {
  if (importsHelper(ast, HELPER, MAKER)) return [];
  const helper = path.join(path.dirname(file), `${HELPER}.ts`);
  const text = cacheLeaseTexts[client];
  return [{ file: helper, range: [0, 0], text, create: true }];
}

/** The changes of the file itself; `undefined` where the fix does not fit. */
function changesFor(
  fill: Fill,
  module: FlowModule,
): readonly Change[] | undefined {
  const imports = importChange(module);
  const calls = fits(fill, module) ? callsOf(fill, module) : undefined;
  if (!imports || !calls) return undefined;
  const { read, write, writeChanges } = calls;
  const place = declarationPlace(module.ast, read.callee, write.callee);
  const name = place && freeName(place);
  if (!name || isDeclaredIn(place.statement, read.receiver)) return undefined;
  const receiver = sourceOf(read.receiver, module);
  const changes = [
    ...imports,
    declaration(
      place.statement,
      `const ${name} = ${MAKER}(${receiver})`,
      module,
    ),
    { range: read.callee.range, text: `${name}.get` },
    { range: write.callee.range, text: `${name}.set` },
    ...writeChanges,
  ];
  return overlap(changes) ? undefined : changes;
}

/** Both calls in this TypeScript file, the write on a miss only, and no other reader of the key in sight. */
function fits({ read, write }: Fill, module: FlowModule): boolean {
  const isDirect = [read, write].every(
    ({ frames, site }) => frames.length === 0 && site.file === module.path,
  );
  return (
    isDirect &&
    /\.tsx?$/u.test(module.path) &&
    clientOf(read) === clientOf(write) &&
    isOnMiss(write, read) &&
    !module.effects().some((other) => mayReadToo(other, read))
  );
}

/** A write that also follows a hit would never get a lease. */
function isOnMiss(write: Effect, read: Effect): boolean {
  return factsAt(write).some(({ operator, left, right }) => {
    if (left.kind !== "result" || left.effect.site.node !== read.site.node)
      return false;
    if (operator === "falsy") return true;
    return operator === "===" && right !== undefined && isNothing(right);
  });
}

function isNothing(value: Value): boolean {
  return (
    value.kind === "constant" &&
    (value.value === null || value.value === undefined)
  );
}

/** Another read whose key has the same spelling around its holes. */
function mayReadToo(other: Effect, read: Fill["read"]): boolean {
  if (other.kind !== "cache-read" || other.inProcess) return false;
  if (other.site.node === read.site.node) return false;
  const shape = shapeOf(read.key);
  return shape !== undefined && shape === shapeOf(other.key);
}

function shapeOf(key: Value): string | undefined {
  const pieces = piecesOf(key);
  if (!pieces.some((piece) => typeof piece === "string")) return undefined;
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : "\0"))
    .join("");
}

function callsOf(
  { read: readEffect, write: writeEffect }: Fill,
  module: FlowModule,
) {
  const read = clientCallOf(readEffect.site.node);
  const write = clientCallOf(writeEffect.site.node);
  const client = clientOf(readEffect);
  if (!read || !write || !client) return undefined;
  const readKey = keyOfRead(read);
  const leaseWrite = leaseWriteOf(write, client, module.text);
  if (!readKey || !leaseWrite) return undefined;
  const isSame = (left: Node, right: Node) =>
    sourceOf(left, module) === sourceOf(right, module);
  return isSame(read.receiver, write.receiver) &&
    isSame(readKey, leaseWrite.key)
    ? { read, write, writeChanges: leaseWrite.changes }
    : undefined;
}

/** No change where the helper is imported; `undefined` where it cannot be. */
function importChange({
  ast,
  text,
}: FlowModule): readonly Change[] | undefined {
  if (importsHelper(ast, HELPER, MAKER)) return [];
  const change = helperImport(ast, text, HELPER, MAKER);
  return change && !namesIn(ast).has(MAKER) ? [change] : undefined;
}

function freeName({ owner }: DeclarationPlace): string | undefined {
  const taken = namesIn(owner);
  return NAMES.find((name) => !taken.has(name));
}

/** `const redis = await connect(), hit = await redis.get(key)` has no place for the lease. */
function isDeclaredIn(statement: Node, receiver: Node): boolean {
  return [...namesIn(receiver)].some((name) => declares(statement, name));
}

function declaration(
  statement: Node,
  code: string,
  { text, ast }: FlowModule,
): Change {
  const [start] = statement.range;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const gap = line.trim() === "" ? `${newline}${line}` : " ";
  const first = ast.body[0];
  const semicolon =
    gap === " " || (first && sourceOf(first, { text }).endsWith(";"))
      ? ";"
      : "";
  return { range: [start, start], text: `${code}${semicolon}${gap}` };
}

function sourceOf(
  { range }: Node,
  { text }: { readonly text: string },
): string {
  return text.slice(range[0], range[1]);
}

function overlap(changes: readonly Change[]): boolean {
  const sorted = changes.map(({ range }) => range).sort((a, b) => a[0] - b[0]);
  return sorted.some((range, index) => {
    const next = sorted[index + 1];
    return next !== undefined && next[0] < range[1];
  });
}
