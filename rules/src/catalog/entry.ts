/**
 * The form of the catalogue: what a library's calls do, as data.
 *
 * A call chain such as `db.update(users).set(data).where(cond)` or
 * `prisma.user.findUnique(args)` is a root value followed by links. Each link
 * that the catalogue knows contributes to one effect (database) or is an
 * effect of its own (cache, broker, mail...). Built-in tables and users'
 * settings are written in this one form.
 */

/** Picks a part of a call: an argument, or a property (dotted) of an argument. */
export interface Pick {
  /** Position of the argument; negative counts from the end. */
  readonly arg: number;
  /** Property path inside that argument, e.g. `where` or `opts.jobId`. */
  readonly property?: string;
  /** The argument and all after it (`del(...keys)`). */
  readonly rest?: true;
}

/** A marker among the arguments: a literal word, or a truthy/equal option. */
export interface Mark {
  /** Literal argument anywhere from position `from` on, e.g. `"NX"`. Compared ignoring case. */
  readonly word?: string;
  readonly from?: number;
  /** Option property, e.g. `{ arg: 2, property: "nx" }`; present and not `false`. */
  readonly option?: Pick;
  /** With `option`: the constant it must equal (ignoring case). */
  readonly equals?: string;
  /** With `option`: the function that must have made it. */
  readonly madeBy?: string;
}

export type TimeUnit = "seconds" | "milliseconds";

/** Where a time to live stands and in what unit. */
export interface TtlPick {
  readonly at: Pick;
  readonly unit: TimeUnit;
  /** The pick counts only after this literal word (`"EX", 60`); then `at` is ignored and the next argument is meant. */
  readonly afterWord?: string;
  /** The pick counts only beside this mark (`{ expiration: { type: "PX", value } }`). */
  readonly when?: Mark;
}

export type RowOperation =
  | "read"
  | "insert"
  | "update"
  | "upsert"
  | "delete"
  /** `increment`, `$inc`: computed by the database itself. */
  | "change"
  /** `save(entity)`: insert or unguarded update, by where the entity comes from. */
  | "save";

/**
 * What an update or delete does when no row matches its condition: it throws,
 * or it answers 0, `null`, or an object that is truthy all the same (a result
 * with a count in it, or a list).
 */
export type Unmatched = "throws" | "zero" | "null" | "object";

export type HttpMethod =
  "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "HEAD";

/** A view of a database client whose reads go to copies that lag behind, or to the primary alone. */
export type ReadsFrom = "replica" | "primary";

export type Delivery =
  | "consumer"
  | "webhook"
  | "job"
  | "cron"
  /** A framework that runs a step again after a failure. */
  | "retried-step"
  /** An HTTP request; not repeated by itself. */
  | "request"
  /** In-process event emitters, sockets: not redelivered. */
  | "event";

/** What one link of a chain contributes. */
export type Contribution =
  | {
      readonly effect: "cache-read";
      readonly key: Pick;
      readonly field?: Pick;
      readonly many?: true;
      readonly callback?: Pick;
    }
  | {
      readonly effect: "cache-write";
      readonly key: Pick;
      readonly value: Pick;
      readonly field?: Pick;
      readonly many?: true;
      readonly ttl?: readonly TtlPick[];
      /** Marks that make the write conditional on the key's absence. */
      readonly onlyIfAbsent?: readonly Mark[];
      /** Marks that make it conditional in another way (compare and set). */
      readonly onlyIf?: readonly Mark[];
      /** The method itself is conditional (`setnx`). */
      readonly absent?: true;
    }
  | {
      readonly effect: "cache-delete";
      readonly key: Pick;
      readonly pattern?: true;
    }
  /** Read-through owned by the library: get, load, unconditional set. */
  | { readonly effect: "cache-load"; readonly key: Pick; readonly loader: Pick }
  /** Counters and the like kept in the store itself (`incr`). */
  | { readonly effect: "cache-change"; readonly key: Pick }
  /** A script whose text decides (`eval`): atomic. */
  | { readonly effect: "cache-script"; readonly script: Pick }
  | {
      readonly effect: "row";
      readonly operation?: RowOperation;
      /** The table, model or entity class; `"property"` takes the member before the method (`prisma.user.update`). */
      readonly entity?: Pick | "property";
      readonly where?: Pick;
      readonly data?: Pick;
      /** With `upsert`: the part used when the row exists. */
      readonly update?: Pick;
      readonly many?: true;
      /** A row lock that is always taken by this link... */
      readonly lock?: "update" | "share";
      /** ...or named by an argument: its constant value is looked up here. */
      readonly lockMode?: {
        readonly at: Pick;
        readonly modes: Readonly<Record<string, "update" | "share" | "none">>;
      };
      readonly conflict?: "ignore" | "update";
      /** Marks that make an insert skip or replace duplicates. */
      readonly conflictMarks?: readonly Mark[];
      /** Marks that turn an update into an upsert. */
      readonly upsertMarks?: readonly Mark[];
      /** Copies that lag behind may answer this read... */
      readonly replica?: true;
      /** ...or only beside one of these marks... */
      readonly replicaMarks?: readonly Mark[];
      /** ...but never beside one of these. */
      readonly primaryMarks?: readonly Mark[];
      readonly unmatched?: Unmatched;
      /** An argument that is a key, not a condition object (`findById(id)`, `findByPk`). */
      readonly whereIsKey?: true;
    }
  /** SQL text (literal, template or tagged template) and its parameters. */
  | { readonly effect: "sql"; readonly text: Pick; readonly parameters?: Pick }
  | {
      readonly effect: "publish";
      readonly channel?: Pick;
      readonly payload?: Pick;
      readonly dedup?: readonly Pick[];
    }
  | { readonly effect: "mail"; readonly dedup?: readonly Pick[] }
  | {
      readonly effect: "remote";
      readonly write: boolean;
      readonly idempotency?: readonly Pick[];
    }
  | {
      readonly effect: "transaction";
      readonly callback: Pick;
      readonly isolation?: Pick;
    }
  /** `scope: "process"` guards nothing across instances. */
  | {
      readonly effect: "lock";
      readonly key?: Pick;
      readonly callback?: Pick;
      readonly scope: "process" | "shared";
    }
  /** A step whose result is remembered across retries (`step.run`). */
  | { readonly effect: "step"; readonly key?: Pick; readonly callback: Pick }
  /** Registers a handler. `message`: parameter position of what is delivered. */
  | {
      readonly effect: "task";
      readonly callback: Pick;
      /** Where the handler stands when `callback` picks nothing (`eachBatch` for `eachMessage`). */
      readonly otherCallback?: Pick;
      readonly delivery: Delivery;
      readonly message?: number;
      /** The method's name is the HTTP method: `router.put`. */
      readonly methodName?: true;
      /** The HTTP method stands in an option: `fastify.route({ method })`. */
      readonly method?: Pick;
    }
  /**
   * Recognises a second delivery of the same message: a claim or a check that
   * is known to hold. With `callback`, it runs that on the first delivery only.
   */
  | { readonly effect: "dedup"; readonly key?: Pick; readonly callback?: Pick }
  /** Proof that the caller is a provider's webhook (`stripe.webhooks.constructEvent`); its result is the event. */
  | { readonly effect: "verify-webhook" }
  /** Looks up who asks. */
  | { readonly effect: "identity" }
  /** A part of an HTTP answer; all links of a chain make one. */
  | {
      readonly effect: "response";
      readonly status?: Pick;
      readonly body?: Pick;
      /** An object of headers... */
      readonly headers?: Pick;
      /** ...or one header: its name, and its value after it. */
      readonly header?: Pick;
    }
  /** Same client, other view: `pipeline()`, `multi()`, `getRepository(User)` with an entity. */
  | {
      readonly effect: "view";
      readonly entity?: Pick;
      readonly readsFrom?: ReadsFrom;
      /** `readsFrom` holds only beside one of these marks. */
      readonly marks?: readonly Mark[];
    }
  /** Known to change and read nothing that matters. */
  | { readonly effect: "none" };

export interface CallEntry {
  /**
   * Dotted path of the link, matched from its end against the chain:
   * `get`, `emails.send`, `*.findUnique` (`*` is any one member).
   * `()` is a call of the value itself (`knex("users")`), `new` a construction,
   * and `tag` a tagged template.
   */
  readonly path: string | readonly string[];
  readonly gives: Contribution;
  /**
   * Only on a receiver known to be of one of these types (or, for `new`, only
   * for these classes): `EntityManager` against `Repository`. An entry without
   * it is for every other receiver of the library.
   */
  readonly on?: readonly string[];
  /**
   * Only on a row that the library has read or built: `user.save()`. The row
   * itself is then the entity's instance and, with no `data`, the data.
   */
  readonly onRow?: true;
  /** Only for calls with exactly this many arguments; stands before the general entry. */
  readonly args?: number;
  /** What `on` calls the result (of a transaction: the callback's first parameter). */
  readonly as?: string;
}

export interface Library {
  /** Short name for evidence and messages, e.g. `ioredis`. */
  readonly name: string;
  /** Module specifiers; a trailing `/*` takes every subpath. */
  readonly packages: readonly string[];
  /** Semver range of the package that the entries were checked on. */
  readonly checked?: string;
  readonly role:
    "cache" | "database" | "broker" | "mail" | "remote" | "lock" | "framework";
  /**
   * Class or type names distinctive enough to recognise the library when its
   * package is not visible (`PrismaClient` from a generated folder).
   */
  readonly typeNames?: readonly string[];
  /** Dependency-injection tokens that stand for its client (`CACHE_MANAGER`). */
  readonly tokens?: readonly string[];
  /** Every client of it keeps its data in this process only. */
  readonly inProcess?: true;
  /** Arguments of a client's construction that send its reads to replicas. */
  readonly replicaClient?: readonly Mark[];
  /** A client's member that is the same client on the primary. */
  readonly primaryMember?: string;
  readonly calls: readonly CallEntry[];
  readonly decorators?: readonly DecoratorEntry[];
  readonly bases?: readonly BaseEntry[];
  readonly messages?: readonly MessageEntry[];
}

/** `@EventPattern("x") handle(...)`: the method is run by the framework. */
export interface DecoratorEntry {
  readonly decorator: string;
  readonly delivery: Delivery;
  readonly method?: HttpMethod;
}

/** `class X extends WorkerHost { process(job) {} }`. */
export interface BaseEntry {
  readonly base: string;
  readonly method: string;
  readonly delivery: Delivery;
}

/** A parameter's declared type that only a delivery has (`Stripe.Event`, `SQSEvent`, `Job`). */
export interface MessageEntry {
  readonly type: string;
  readonly delivery: Delivery;
}
