/**
 * Database calls told by their shape alone, where the client itself could not
 * be followed: `x.user.findUnique({ where })`, `x.update(table).set(data)`; and
 * answers of a handler whose parameters are not typed: `res.json(user)`. Weak evidence: nothing that rests on it is certain.
 */
import type { Catalogue } from "./catalogue-index.ts";
import type { Chain } from "./chain.ts";
import type { Origin } from "./library-of.ts";
import type { Value } from "./value.ts";

export function originByShape(
  catalogue: Catalogue,
  chain: Chain,
): Origin | undefined {
  const known = libraryOf(chain);
  const library = catalogue.libraries.find(({ name }) => name === known?.name);
  return (
    library && {
      library,
      evidence: { by: "name", name: chain.links.at(-1)?.names.join(".") ?? "" },
      ...(known?.typeName !== undefined && { typeName: known.typeName }),
    }
  );
}

function libraryOf(
  chain: Chain,
): { readonly name: string; readonly typeName?: string } | undefined {
  if (isPrismaCall(chain)) return { name: "prisma" };
  if (isDrizzleCall(chain)) return { name: "drizzle" };
  const { root } = chain;
  return root.kind === "parameter" ? answering[root.name] : undefined;
}

/** What an untyped parameter of a handler is, by the name that each framework's documentation gives it. */
const answering: Readonly<
  Record<string, { readonly name: string; readonly typeName?: string }>
> = {
  res: { name: "express", typeName: "Response" },
  response: { name: "express", typeName: "Response" },
  reply: { name: "fastify" },
  c: { name: "hono" },
};

/** The properties that the argument of each method has. */
const prismaMethods: Readonly<Record<string, readonly string[]>> = {
  findUnique: ["where"],
  findUniqueOrThrow: ["where"],
  findFirst: ["where"],
  findFirstOrThrow: ["where"],
  findMany: ["where"],
  update: ["where", "data"],
  updateMany: ["where", "data"],
  upsert: ["where", "create", "update"],
  create: ["data"],
  createMany: ["data"],
  deleteMany: ["where"],
  delete: ["where"],
};

function isPrismaCall({ links }: Chain): boolean {
  const last = links.at(-1);
  if (!last) return false;
  const method = last.names.at(-1) ?? "";
  if (method === "$transaction") return last.args.length > 0;
  const properties = prismaMethods[method];
  const [argument] = last.args;
  if (!properties || last.names.length < 2 || argument?.kind !== "object")
    return false;
  return (
    Object.hasOwn(prismaMethods, method) &&
    properties.every((property) => argument.entries.has(property))
  );
}

function isDrizzleCall({ root, links }: Chain): boolean {
  const methods = links.map(({ names }) => names.at(-1));
  const relational = links.at(-1)?.names ?? [];
  if (
    relational.at(-3) === "query" &&
    /^find(?:First|Many)$/u.test(relational.at(-1) ?? "")
  )
    return true;
  const [first, second] = methods;
  const table = links[0]?.args[0];
  if (root.kind === "object" || root.kind === "array") return false;
  if (first === "select" || first === "selectDistinct")
    return second === "from";
  if (!table || !isTable(table)) return false;
  return (
    (first === "update" && second === "set") ||
    (first === "delete" && second === "where") ||
    (first === "insert" && second === "values")
  );
}

function isTable(value: Value): boolean {
  return (
    value.kind === "call" ||
    value.kind === "external" ||
    value.kind === "member" ||
    value.kind === "instance" ||
    value.kind === "unknown"
  );
}
