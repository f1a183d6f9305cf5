/** One analysis over a project: flows of a file, on demand, with all that they lead to. */
import path from "node:path";
import type { TSESTree } from "@typescript-eslint/utils";
import { oneOffFolder } from "../catalog/names.ts";
import type { Project } from "../project/project.ts";
import { Schemas } from "../schema/schemas.ts";
import type { Catalogue } from "./catalogue-index.ts";
import type { AnalysisContext, NoteKind } from "./context.ts";
import type { Flow } from "./effect.ts";
import { noPeers } from "../peers/no-peers.ts";
import { evaluate } from "./expressions.ts";
import { FlowBuilder } from "./flow-builder.ts";
import { flowsOf } from "./flows.ts";
import type { ModuleFacts } from "./module-facts.ts";
import { Ledger } from "./ledger.ts";
import type { Limits } from "./ledger.ts";
import { Linker } from "./linker.ts";
import type { ModuleEvaluator, StoreTest } from "./linker.ts";
import { Modules } from "./modules.ts";
import { forgetRecent } from "./recent.ts";
import type { Parts } from "../reach/gate.ts";
import { Summaries } from "./summaries.ts";

/**
 * An ordinary file visits a few thousand nodes and follows some fifty thousand
 * characters; parsing takes a second for one to two million.
 */
const limits: Limits = { nodes: 200_000, characters: 500_000 };

/** Statements and expressions inside each other, through calls; each takes some ten frames of the stack. */
const mostNested = 400;

/** Characters of source whose trees and conclusions are kept: some 500 MB of memory. */
const mostRemembered = 2_000_000;

export class Analysis {
  readonly #context: AnalysisContext;
  readonly #ledger = new Ledger(limits);
  readonly #modules: Modules;
  #id = 0;
  #nesting = 0;

  /** `onCall` is told of each call that is read; `peersOf` answers questions about the rest of the project. */
  constructor(
    project: Project,
    catalogue: Catalogue,
    {
      onCall,
      peersOf = () => noPeers,
    }: Partial<Pick<AnalysisContext, "onCall" | "peersOf">> = {},
  ) {
    this.#modules = new Modules(project, this.#ledger);
    const evaluateIn: ModuleEvaluator = (module, node) => {
      const flow = new FlowBuilder(this.#context, module);
      flow.atModuleLevel = true;
      return evaluate(flow, node);
    };
    const isStore: StoreTest = (path, name) =>
      catalogue.ofStore(path, [name]) !== undefined;
    const linker = new Linker(this.#modules, this.#ledger, evaluateIn, isStore);
    this.#context = {
      linker,
      catalogue,
      summaries: new Summaries(),
      peersOf,
      ...(onCall && { onCall }),
      schemas: new Schemas(project, this.#ledger, linker),
      nextId: () => ++this.#id,
      spend: () => this.#ledger.spend(),
      nested: (follow) => this.#nested(follow),
      isOneOff: (file) =>
        oneOffFolder.test(path.relative(project.rootOf(file) ?? "/", file)),
      packageVersion: (name, file) => project.packageVersion(name, file),
      note: (kind, text) => {
        this.#ledger.note(kind, text);
      },
    };
  }

  #nested<Answer>(follow: () => Answer): Answer | undefined {
    if (this.#nesting >= mostNested) {
      this.#ledger.cut("budget", "code nested deeper than followed");
      return undefined;
    }
    this.#nesting++;
    try {
      return follow();
    } finally {
      this.#nesting--;
    }
  }

  /** The flows of a file, or of the functions that have code in some parts of its text. */
  flows(
    path: string,
    text: string,
    ast: TSESTree.Program,
    parts?: Parts | ((module: ModuleFacts) => Parts),
  ): readonly Flow[] {
    this.#ledger.start();
    forgetRecent();
    const module = this.#modules.adopt(path, text, ast);
    const chosen = typeof parts === "function" ? parts(module) : parts;
    return flowsOf(this.#context, module, chosen);
  }

  /** What the last flows could not answer. */
  notes(): readonly { readonly kind: NoteKind; readonly text: string }[] {
    return [...this.#ledger.notes].map(([text, kind]) => ({ kind, text }));
  }

  /** Absolute paths of all files that the last flows rest on. */
  files(): ReadonlySet<string> {
    return this.#ledger.files;
  }

  /** Whether any conclusion may rest on the text of a file that is not under analysis. */
  hasRead(path: string): boolean {
    return this.#modules.hasRead(path);
  }

  /** Whether so much is remembered that starting afresh is better. */
  get isFull(): boolean {
    return this.#modules.characters > mostRemembered;
  }
}
