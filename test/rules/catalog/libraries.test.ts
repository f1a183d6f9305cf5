import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Catalogue } from "../../../rules/src/analysis/catalogue-index.ts";
import type {
  CallEntry,
  Library,
  Pick,
} from "../../../rules/src/catalog/entry.ts";
import { libraries } from "../../../rules/src/catalog/index.ts";

describe("catalogue", () => {
  it("names each library and each package once", () => {
    assert.deepEqual(repeated(libraries.map(({ name }) => name)), []);
    assert.deepEqual(
      repeated(libraries.flatMap(({ packages }) => packages)),
      [],
    );
  });

  it("gives a type name and a token to one library only", () => {
    assert.deepEqual(
      repeated(libraries.flatMap(({ typeNames = [] }) => typeNames)),
      [],
    );
    assert.deepEqual(
      repeated(libraries.flatMap(({ tokens = [] }) => tokens)),
      [],
    );
  });

  it("has one entry for a path, a receiver and a number of arguments", () => {
    for (const library of libraries)
      assert.deepEqual(
        repeated(library.calls.flatMap(identities)),
        [],
        library.name,
      );
  });

  it("has paths of names, `()`, `new`, `tag` and `*`", () => {
    const segment = /^(?:[\w$]+|\(\)|\*)$/u;
    for (const [library, path] of allPaths())
      assert.ok(
        path.split(".").every((one) => segment.test(one)),
        `${library.name}: ${path}`,
      );
  });

  it("has a method, not a wildcard, at the end of each path", () => {
    for (const [library, path] of allPaths())
      assert.ok(!path.endsWith("*"), `${library.name}: ${path}`);
  });

  it("picks arguments that a call can have", () => {
    for (const library of libraries)
      for (const pick of library.calls.flatMap((entry) => picksIn(entry.gives)))
        assert.ok(isSane(pick), `${library.name}: ${JSON.stringify(pick)}`);
  });

  it("takes a model's name from the member before the method", () => {
    for (const library of libraries)
      for (const { path, gives } of library.calls)
        if (gives.effect === "row" && gives.entity === "property")
          for (const one of [path].flat())
            assert.match(one, /(?:^|\.)\*\.\w+$/u, `${library.name}: ${one}`);
  });

  it("says for each library on which version it was checked", () => {
    const unversioned = libraries.filter(
      ({ checked }) => checked === undefined,
    );
    assert.deepEqual(unversioned.map(({ name }) => name).toSorted(), byHand);
  });
});

/** Families of packages of which only the names of their calls are known. */
const byHand = [
  "Map",
  "Response",
  "async-mutex",
  "cron",
  "event emitter",
  "p-limit",
  "push",
  "sessions",
  "slack",
];

describe("catalogue look-up", () => {
  const catalogue = new Catalogue(libraries);
  const effectOf = (
    name: string,
    links: readonly string[],
    more: Partial<Shape> = {},
  ) => catalogue.entry(library(name), { ...plain, links, ...more })?.gives;

  it("tells a manager's forms from a repository's", () => {
    const repository = effectOf("typeorm", ["update"], {
      owner: "Repository",
      argumentCount: 2,
    });
    const manager = effectOf("typeorm", ["update"], {
      owner: "EntityManager",
      argumentCount: 3,
    });
    const member = effectOf("typeorm", ["manager", "update"], {
      argumentCount: 3,
    });
    assert.deepEqual(rowPicks(repository), {
      where: { arg: 0 },
      data: { arg: 1 },
    });
    const ofManager = {
      entity: { arg: 0 },
      where: { arg: 1 },
      data: { arg: 2 },
    };
    assert.deepEqual(rowPicks(manager), ofManager);
    assert.deepEqual(rowPicks(member), ofManager);
  });

  it("tells saving an entity through a manager from naming its class first", () => {
    const manager = { owner: "EntityManager" };
    const alone = effectOf("typeorm", ["save"], {
      ...manager,
      argumentCount: 1,
    });
    const named = effectOf("typeorm", ["save"], {
      ...manager,
      argumentCount: 2,
    });
    assert.deepEqual(rowPicks(alone), { data: { arg: 0 } });
    assert.deepEqual(rowPicks(named), { entity: { arg: 0 }, data: { arg: 1 } });
  });

  it("tells a builder's update from a repository's", () => {
    const built = effectOf("typeorm", ["createQueryBuilder", "update"], {
      owner: "SelectQueryBuilder",
      argumentCount: 1,
    });
    assert.deepEqual(rowPicks(built), { entity: { arg: 0 } });
  });

  it("tells a document's own update from its model's", () => {
    const model = effectOf("mongoose", ["updateOne"], {
      owner: "Model",
      argumentCount: 2,
    });
    const document = effectOf("mongoose", ["updateOne"], {
      onRow: true,
      argumentCount: 1,
    });
    assert.deepEqual(rowPicks(model), { where: { arg: 0 }, data: { arg: 1 } });
    assert.deepEqual(rowPicks(document), { data: { arg: 0 } });
  });

  it("tells a hash's field from a whole hash by the number of arguments", () => {
    const field = effectOf("ioredis", ["hset"], { argumentCount: 3 });
    const whole = effectOf("ioredis", ["hset"], { argumentCount: 2 });
    assert.ok(field?.effect === "cache-write" && field.field?.arg === 1);
    assert.ok(whole?.effect === "cache-write" && whole.field === undefined);
  });

  it("tells a session of a checkout from a charge", () => {
    const session = effectOf("stripe", ["checkout", "sessions", "create"]);
    const charge = effectOf("stripe", ["paymentIntents", "create"]);
    assert.ok(session?.effect === "remote" && !session.write);
    assert.ok(charge?.effect === "remote" && charge.write);
  });

  it("knows setex's order: key, seconds, value", () => {
    const entry = effectOf("redis", ["setEx"], { argumentCount: 3 });
    assert.ok(entry?.effect === "cache-write");
    assert.deepEqual(entry.value, { arg: 2 });
    assert.deepEqual(entry.ttl, [{ at: { arg: 1 }, unit: "seconds" }]);
  });
});

type Shape = Parameters<Catalogue["entry"]>[1];
const plain: Shape = {
  links: [],
  owner: undefined,
  argumentCount: 1,
  onRow: false,
};

function library(name: string): Library {
  const found = libraries.find((one) => one.name === name);
  assert.ok(found, name);
  return found;
}

function rowPicks(
  gives: CallEntry["gives"] | undefined,
): Record<string, unknown> {
  assert.ok(gives?.effect === "row");
  const { entity, where, data } = gives;
  return {
    ...(entity && { entity }),
    ...(where && { where }),
    ...(data && { data }),
  };
}

function allPaths(): readonly (readonly [Library, string])[] {
  return libraries.flatMap((one) =>
    one.calls.flatMap(({ path }) =>
      [path].flat().map((each) => [one, each] as const),
    ),
  );
}

/** What the look-up tells entries apart by. */
function identities({
  path,
  on = [""],
  onRow,
  args,
}: CallEntry): readonly string[] {
  return [path]
    .flat()
    .flatMap((one) =>
      on.map((type) => [one, type, onRow ?? "", args ?? ""].join(" ")),
    );
}

function picksIn(value: unknown): readonly Pick[] {
  if (typeof value !== "object" || value === null) return [];
  if ("arg" in value) return [value as Pick];
  return Object.values(value).flatMap(picksIn);
}

function isSane({ arg, property, rest }: Pick): boolean {
  const named =
    property === undefined || /^[\w$-]+(?:\.[\w$-]+)*$/u.test(property);
  return (
    Number.isInteger(arg) &&
    arg >= -2 &&
    arg <= 4 &&
    named &&
    !(rest && property)
  );
}

function repeated(items: readonly string[]): readonly string[] {
  return items.filter((item, index) => items.indexOf(item) !== index);
}
