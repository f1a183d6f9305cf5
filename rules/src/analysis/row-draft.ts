/** Gathers what the links of a database chain contribute into one row effect. */
import type { Contribution, ReadsFrom } from "../catalog/entry.ts";
import type { Link } from "./chain.ts";
import type { RowEffect } from "./effect.ts";
import type { Origin } from "./library-of.ts";
import { hasAnyMark, lastName, pickFrom, textOf } from "./picks.ts";
import type { CallValue, Value } from "./value.ts";
import { array, constant, object, unknown } from "./values.ts";

type RowContribution = Contribution & { readonly effect: "row" };
type ViewContribution = Contribution & { readonly effect: "view" };

export class RowDraft {
  readonly #origin: Origin;
  readonly #client: Value;
  #operation: RowEffect["operation"] | undefined;
  #entity: Value | undefined;
  #where: Value[] = [];
  #data: Value | undefined;
  #update: Value | undefined;
  #many = false;
  #lock: RowEffect["lock"] = "none";
  #conflict: RowEffect["conflict"] = "none";
  #unmatched: RowEffect["unmatched"];
  #readsFrom: ReadsFrom;

  constructor(origin: Origin, client: Value) {
    this.#origin = origin;
    this.#client = client;
    this.#entity = origin.entity;
    this.#readsFrom = hasReplicas(origin, client) ? "replica" : "primary";
  }

  /** Another view of the client: of one entity, or with other reads. */
  see(gives: ViewContribution, { args }: Link): void {
    this.setEntity(pickFrom(args, gives.entity));
    if (gives.readsFrom && (!gives.marks || hasAnyMark(args, gives.marks)))
      this.#readsFrom = gives.readsFrom;
  }

  setEntity(entity: Value | undefined): void {
    if (entity) this.#entity = entity;
  }

  add(gives: RowContribution, link: Link, onRow: boolean): void {
    const { args } = link;
    if (
      gives.operation &&
      (this.#operation === undefined || this.#operation === "read")
    )
      this.#operation = gives.operation;
    this.#addEntity(gives, link);
    const where = pickFrom(args, gives.where);
    if (where)
      this.#where.push(
        gives.whereIsKey ? object(new Map([["id", where]])) : where,
      );
    this.#data ??=
      pickFrom(args, gives.data) ?? (onRow ? this.#client : undefined);
    this.#update ??= pickFrom(args, gives.update);
    if (gives.many) this.#many = true;
    this.#addLock(gives, args);
    if (hasAnyMark(args, gives.conflictMarks)) this.#conflict = "ignore";
    if (gives.conflict) this.#conflict = gives.conflict;
    if (hasAnyMark(args, gives.upsertMarks)) this.#operation = "upsert";
    if (gives.unmatched) this.#unmatched = gives.unmatched;
    this.#addSource(gives, link);
  }

  #addSource(gives: RowContribution, { args, names }: Link): void {
    const { primaryMember } = this.#origin.library;
    if (gives.replica || hasAnyMark(args, gives.replicaMarks))
      this.#readsFrom = "replica";
    if (
      hasAnyMark(args, gives.primaryMarks) ||
      (primaryMember !== undefined && names.includes(primaryMember))
    )
      this.#readsFrom = "primary";
  }

  #addEntity(gives: RowContribution, { names, args }: Link): void {
    if (gives.entity === "property") {
      const name = names.at(-2);
      if (name !== undefined) this.#entity = constant(name);
    } else this.setEntity(pickFrom(args, gives.entity));
  }

  #addLock(gives: RowContribution, args: readonly Value[]): void {
    if (gives.lock) this.#lock = gives.lock;
    if (!gives.lockMode) return;
    const mode = pickFrom(args, gives.lockMode.at);
    // `Prisma.LockMode.UPDATE` and its like end in the mode's name.
    const name = mode && (textOf(mode) ?? lastName(mode));
    const lock = name === undefined ? undefined : gives.lockMode.modes[name];
    if (lock) this.#lock = lock;
  }

  effect(call: CallValue): RowEffect | undefined {
    if (!this.#operation) return undefined;
    const where = this.#where.length > 1 ? array(this.#where) : this.#where[0];
    return {
      kind: "row",
      operation: this.#operation,
      entity: this.#entity ?? unknown(),
      client: this.#client,
      many: this.#many,
      lock: this.#lock,
      conflict: this.#conflict,
      replica: this.#operation === "read" && this.#readsFrom === "replica",
      library: this.#origin.library.name,
      call,
      ...(where && { where }),
      ...(this.#data && { data: this.#data }),
      ...(this.#update && { update: this.#update }),
      ...(this.#unmatched && { unmatched: this.#unmatched }),
    };
  }
}

/** Whether the client was made with replicas that answer its reads. */
function hasReplicas({ library }: Origin, client: Value): boolean {
  return (
    client.kind === "instance" &&
    hasAnyMark(client.args ?? [], library.replicaClient)
  );
}
