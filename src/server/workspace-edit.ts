import type {
  CreateFile,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Edit } from "../../rules/src/finding.ts";
import { uriOf, type Texts } from "./texts.ts";

/** What the client can do with an edit. */
export interface EditAbilities {
  /** Edits of several files with versions, and creation of files. */
  readonly documentChanges: boolean;
  /** Edits with a placeholder to type over. */
  readonly snippets: boolean;
}

/**
 * The fix's edits as one change of the workspace; `undefined` when the client
 * cannot create a file that the fix needs, or a file to change is missing.
 */
export function toWorkspaceEdit(
  edits: readonly Edit[],
  texts: Texts,
  abilities: EditAbilities,
): WorkspaceEdit | undefined {
  const needed = edits.filter((edit) => !isThereAlready(edit, texts));
  const files = [...new Set(needed.map((edit) => edit.file))];
  const changes = files.map((file) => {
    const ofFile = needed.filter((edit) => edit.file === file);
    return toFileChange(uriOf(file), ofFile, texts);
  });
  if (!changes.every((change) => change !== undefined)) return undefined;
  if (abilities.documentChanges) {
    return { documentChanges: changes.flatMap(toDocumentChanges) };
  }
  if (changes.some(({ creates }) => creates)) return undefined;
  return {
    changes: Object.fromEntries(changes.map(({ uri, edits }) => [uri, edits])),
  };
}

interface FileChange {
  readonly uri: string;
  readonly creates: boolean;
  /** The version the edits were made for; `null` for a file that is not open. */
  readonly version: number | null;
  readonly edits: TextEdit[];
}

/** Whether the edit would create a file that somebody already has. */
function isThereAlready({ file, create }: Edit, texts: Texts): boolean {
  return create === true && find(uriOf(file), texts) !== undefined;
}

function find(uri: string, texts: Texts): TextDocument | undefined {
  return texts.open(uri) ?? texts.onDisk(uri);
}

function toFileChange(
  uri: string,
  edits: readonly Edit[],
  texts: Texts,
): FileChange | undefined {
  const found = find(uri, texts);
  const creates = edits.some(({ create }) => create === true);
  if (found === undefined && !creates) return undefined;
  const document = found ?? TextDocument.create(uri, "typescript", 0, "");
  return {
    uri,
    creates,
    version: texts.open(uri)?.version ?? null,
    edits: edits.map((edit) => toTextEdit(edit, document)),
  };
}

function toTextEdit({ range, text }: Edit, document: TextDocument): TextEdit {
  return {
    range: {
      start: document.positionAt(range[0]),
      end: document.positionAt(range[1]),
    },
    newText: text,
  };
}

function toDocumentChanges(
  change: FileChange,
): (CreateFile | TextDocumentEdit)[] {
  const { uri, version, edits } = change;
  const edit: TextDocumentEdit = { textDocument: { uri, version }, edits };
  if (!change.creates) return [edit];
  return [{ kind: "create", uri, options: { ignoreIfExists: true } }, edit];
}
