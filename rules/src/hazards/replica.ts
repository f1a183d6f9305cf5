/** Whether a replica that lags behind answers a read, and how that is known. */
import type { Evidence } from "../analysis/effect.ts";
import type { Value } from "../analysis/value.ts";
import { replicaClient } from "../catalog/names.ts";
import type { RowNode } from "./same-row.ts";

export function replicaOf(read: RowNode): Evidence | undefined {
  if (read.scopes.some(({ kind }) => kind === "transaction")) return undefined;
  if (read.replica) return read.evidence;
  const name = nameOf(read.client);
  return name !== undefined && replicaClient.test(name)
    ? { by: "name", name }
    : undefined;
}

function nameOf(client: Value): string | undefined {
  switch (client.kind) {
    case "instance":
    case "parameter":
      return client.name;
    case "external":
      return client.module.startsWith("/") ? client.path.at(-1) : undefined;
    case "member":
      return typeof client.property === "string" && client.property !== ""
        ? client.property
        : undefined;
    default:
      return undefined;
  }
}
