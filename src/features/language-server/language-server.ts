import * as vscode from "vscode";
import { State, type LanguageClient } from "vscode-languageclient/node";
import {
  CHECKED_DOCUMENT,
  COMMANDS,
  type CheckedDocument,
} from "../../protocol.ts";
import { createClient } from "./client.ts";

/** Where the server is in its life. */
export type ServerState =
  | { readonly kind: "starting" | "restarting" | "running" }
  | { readonly kind: "failed"; readonly reason: string };

/** The running server, as the other features see it. */
export interface LanguageServer {
  readonly state: ServerState;
  readonly onDidChangeState: vscode.Event<ServerState>;
  /** Fires after each check of a document. */
  readonly onDidCheck: vscode.Event<CheckedDocument>;
  /** Starts, or starts again; settles when it runs or has failed. */
  start(): Promise<void>;
}

/** Owns the server's process, its log, and the commands about both. */
export function registerLanguageServer(
  context: vscode.ExtensionContext,
): LanguageServer {
  const log = vscode.window.createOutputChannel("Consistency Lint", {
    log: true,
  });
  const server = new Server(context, log);
  context.subscriptions.push(
    log,
    server,
    vscode.commands.registerCommand(COMMANDS.restart, () => server.start()),
    vscode.commands.registerCommand(COMMANDS.showLog, () => {
      log.show();
    }),
  );
  return server;
}

class Server implements LanguageServer, vscode.Disposable {
  #state: ServerState = { kind: "starting" };
  #client: LanguageClient | undefined;
  readonly #context: vscode.ExtensionContext;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<ServerState>();
  readonly #checked = new vscode.EventEmitter<CheckedDocument>();
  readonly onDidChangeState = this.#changed.event;
  readonly onDidCheck = this.#checked.event;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#context = context;
    this.#log = log;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** A client whose start failed cannot start again, so each start has its own. */
  async start(): Promise<void> {
    await this.#stop();
    this.#enter({ kind: "starting" });
    const client = this.#createClient();
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      this.#log.error(String(error));
      this.#fail("The language server did not start.");
    }
  }

  dispose(): void {
    void this.#stop();
    this.#changed.dispose();
    this.#checked.dispose();
  }

  #createClient(): LanguageClient {
    const client = createClient(this.#context, this.#log, (next) => {
      if (next === "restarting") this.#enter({ kind: "restarting" });
      else this.#fail("The language server stopped too often.");
    });
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) this.#enter({ kind: "running" });
    });
    client.onNotification(CHECKED_DOCUMENT, (check: CheckedDocument) => {
      this.#checked.fire(check);
    });
    return client;
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      // It had stopped already, or never ran: that is what was wanted.
      this.#log.debug(String(error));
    }
  }

  #fail(reason: string): void {
    this.#enter({ kind: "failed", reason });
  }

  #enter(state: ServerState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}
