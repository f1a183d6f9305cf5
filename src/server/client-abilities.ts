import type {
  ClientCapabilities,
  InitializeParams,
} from "vscode-languageserver";
import type { InitializationOptions } from "../protocol.ts";
import type { EditAbilities } from "./workspace-edit.ts";

/** What the connected editor can do; everything absent is "cannot". */
export interface ClientAbilities {
  readonly edits: EditAbilities;
  /** It answers `workspace/configuration`. */
  readonly configuration: boolean;
  /** It can be asked to pull all diagnostics again. */
  readonly refresh: boolean;
  /** It watches files for the server. */
  readonly watching: boolean;
  readonly commands: readonly string[];
}

/** An editor of which nothing is known yet. */
export const NO_ABILITIES: ClientAbilities = {
  edits: { documentChanges: false, snippets: false },
  configuration: false,
  refresh: false,
  watching: false,
  commands: [],
};

/** Reads the abilities from the first request of a session. */
export function abilitiesOf(params: InitializeParams): ClientAbilities {
  const { workspace } = params.capabilities;
  return {
    edits: editAbilities(workspace?.workspaceEdit),
    configuration: workspace?.configuration === true,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    watching: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    commands: commandsOf(params.initializationOptions),
  };
}

function editAbilities(
  edit: NonNullable<ClientCapabilities["workspace"]>["workspaceEdit"],
): EditAbilities {
  const creates = edit?.resourceOperations?.includes("create") === true;
  return {
    documentChanges: edit?.documentChanges === true && creates,
    snippets: edit?.snippetEditSupport === true,
  };
}

function commandsOf(options: unknown): readonly string[] {
  if (typeof options !== "object" || options === null) return [];
  const { commands = [] } = options as InitializationOptions;
  return Array.isArray(commands) ? commands.map(String) : [];
}
