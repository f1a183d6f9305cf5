/**
 * Entity classes: TypeORM, MikroORM, sequelize-typescript and NestJS's Mongoose
 * say by decorators what is unique.
 */
import type { TSESTree } from "@typescript-eslint/utils";
import type { ClassFacts } from "../analysis/module-facts.ts";
import { nameOf } from "../analysis/syntax.ts";
import { isMap, literalOf, textsOf, unread } from "./literal.ts";
import type { Literal } from "./literal.ts";
import type { Key, Table, Versioning } from "./table.ts";

const entityDecorator = /^(?:Entity|ChildEntity|Table|Schema)$/u;
const columnDecorator =
  /^(?:\w*Column|Property|Prop|\w*Property|Attribute|Enum|ManyToOne|OneToOne|OneToMany|ManyToMany|ForeignKey|BelongsTo|HasMany|HasOne|RelationId|Field|VersionColumn)$/u;
const keyDecorator =
  /^(?:Primary(?:Generated)?Column|PrimaryKey|SerializedPrimaryKey)$/u;

/** One decorator, with its arguments as far as they are literals. */
interface Mark {
  readonly name: string;
  readonly args: readonly Literal[];
}

/** `bases`: the classes it extends, nearest first. Undefined when it is no entity. */
export function readEntityClass(
  facts: ClassFacts,
  bases: readonly ClassFacts[],
): Table | undefined {
  const own = facts.node.decorators.map(markOf);
  const entity = own.find(({ name }) => entityDecorator.test(name));
  if (!entity) return undefined;
  const classes = [facts, ...bases];
  const fields = classes.flatMap((one) => [...one.fields]);
  const keys = [
    ...classes.flatMap((one) => one.node.decorators.map(markOf).map(classKey)),
    ...fields.map(([name, field]) =>
      fieldKey(name, field.decorators.map(markOf)),
    ),
  ];
  const columns = fields.filter(([, field]) =>
    field.decorators.some((one) => columnDecorator.test(markOf(one).name)),
  );
  const marked = fields.some(([, field]) =>
    field.decorators.some((one) => markOf(one).name === "PrimaryKeyProp"),
  );
  return {
    names: [facts.name, ...tableNames(entity)],
    columns: new Set([
      ...columns.map(([name]) => name),
      ...keys.flatMap((key) => key ?? []),
    ]),
    aliases: new Map(),
    keys: keys.filter((key) => key !== undefined && key.length > 0) as Key[],
    isComplete: !keys.includes(undefined) && !marked,
    ...versioningOf(entity),
  };
}

function markOf({ expression }: TSESTree.Decorator): Mark {
  const call = expression.type === "CallExpression" ? expression : undefined;
  const callee = call?.callee ?? expression;
  const name =
    callee.type === "MemberExpression"
      ? nameOf(callee.property)
      : nameOf(callee);
  return {
    name: name ?? "",
    args: call?.arguments.map((argument) => literalOf(argument)) ?? [],
  };
}

/** The key that a decorator of the class declares: empty for none, undefined when it could not be read. */
function classKey({ name, args }: Mark): Key | undefined {
  const options = optionsIn(args);
  if (name === "Table" || name === "Schema") return indexesIn(options);
  const declares =
    name === "Unique" || (name === "Index" && options?.get("unique") === true);
  if (!declares) return [];
  const listed = args.map(textsOf).find((texts) => texts !== undefined);
  const properties = options?.get("properties");
  return (
    listed ??
    textsOf(properties) ??
    (typeof properties === "string" ? [properties] : undefined)
  );
}

/** `@Table({ indexes })`: not read. */
function indexesIn(
  options: ReadonlyMap<string, Literal> | undefined,
): Key | undefined {
  return options?.has("indexes") === true || options?.has("...") === true
    ? undefined
    : [];
}

/** The key that a field is by itself, by its decorators. */
function fieldKey(field: string, marks: readonly Mark[]): Key | undefined {
  const has = (name: string) => marks.some((mark) => mark.name === name);
  if (marks.some(({ name }) => keyDecorator.test(name))) return [field];
  if (has("OneToOne") && has("JoinColumn")) return [field];
  for (const { name, args } of marks) {
    const options = optionsIn(args);
    if (name === "Unique") return [field];
    if (options?.get("unique") === true || options?.get("primary") === true)
      return [field];
    if (options?.get("unique") !== undefined && options.get("unique") !== false)
      return undefined;
    if (columnDecorator.test(name) && hasUnreadOptions(args)) return undefined;
  }
  return [];
}

function hasUnreadOptions(args: readonly Literal[]): boolean {
  return args.some((arg) => isMap(arg) && arg.has("..."));
}

function optionsIn(
  args: readonly Literal[],
): ReadonlyMap<string, Literal> | undefined {
  return args.find((arg) => isMap(arg));
}

function tableNames({ args }: Mark): readonly string[] {
  const options = optionsIn(args);
  return [args[0], options?.get("name"), options?.get("tableName")].filter(
    (name) => typeof name === "string",
  );
}

/** `@Table({ version: true })`, `@Schema({ optimisticConcurrency: true })`. */
function versioningOf(entity: Mark): { readonly versioning?: Versioning } {
  const options = optionsIn(entity.args);
  if (entity.name === "Schema")
    return { versioning: documentVersioning(options) };
  return entity.name === "Table" && isSwitchedOn(options?.get("version"))
    ? { versioning: "every" }
    : {};
}

/** What Mongoose compares on `save()`, by the options of a schema. */
export function documentVersioning(
  options: ReadonlyMap<string, Literal> | undefined,
): Versioning {
  if (isSwitchedOn(options?.get("optimisticConcurrency"))) return "every";
  return options?.get("versionKey") === false ? "none" : "arrays";
}

function isSwitchedOn(option: Literal | undefined): boolean {
  return option !== undefined && option !== false && option !== unread;
}
