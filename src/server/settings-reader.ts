import type { Connection } from "vscode-languageserver";
import { SETTINGS_SECTION } from "../protocol.ts";
import {
  DEFAULT_SETTINGS,
  readSettings,
  type DocumentSettings,
} from "./settings.ts";

/** Settings per document, asked of the client once and kept until they change. */
export interface SettingsReader {
  /** Whether the client answers questions about settings; else: defaults. */
  canAsk: boolean;
  of(uri: string): Promise<DocumentSettings>;
  close(uri: string): void;
  forget(): void;
}

/** A reader that asks over `connection`. */
export function createSettingsReader(connection: Connection): SettingsReader {
  const kept = new Map<string, Promise<DocumentSettings>>();
  return {
    canAsk: false,
    of(uri) {
      if (!this.canAsk) return Promise.resolve(DEFAULT_SETTINGS);
      const known = kept.get(uri);
      if (known !== undefined) return known;
      const asked = ask(connection, uri);
      kept.set(uri, asked);
      return asked;
    },
    close(uri) {
      kept.delete(uri);
    },
    forget() {
      kept.clear();
    },
  };
}

async function ask(
  connection: Connection,
  uri: string,
): Promise<DocumentSettings> {
  try {
    const scope = { scopeUri: uri, section: SETTINGS_SECTION };
    return readSettings(await connection.workspace.getConfiguration(scope));
  } catch (error) {
    connection.console.warn(
      `Settings of ${uri} were not read: ${String(error)}`,
    );
    return DEFAULT_SETTINGS;
  }
}
