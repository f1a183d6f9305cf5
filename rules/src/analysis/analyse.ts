/** One analysis over a project: flows of a file, on demand, with all that they lead to. */
import type { TSESTree } from "@typescript-eslint/utils";
import type { Project } from "../project/project.ts";
import type { Catalogue } from "./catalogue-index.ts";
import type { AnalysisContext, NoteKind } from "./context.ts";
import type { Flow } from "./effect.ts";
import { evaluate } from "./expressions.ts";
import { FlowBuilder } from "./flow-builder.ts";
import { flowsOf } from "./flows.ts";
import { Linker } from "./linker.ts";
import { Summaries } from "./summaries.ts";

/** Nodes visited for one file, callees included; an ordinary file needs a few thousand. */
const nodeBudget = 400_000;

export class Analysis {
  readonly #context: AnalysisContext;
  readonly linker: Linker;
  readonly #notes = new Map<string, NoteKind>();
  #budget = nodeBudget;
  #id = 0;

  constructor(project: Project, catalogue: Catalogue) {
    this.linker = new Linker(project, (module, node) => {
      const flow = new FlowBuilder(this.#context, module);
      flow.atModuleLevel = true;
      return evaluate(flow, node);
    });
    this.#context = {
      linker: this.linker,
      catalogue,
      summaries: new Summaries(),
      nextId: () => ++this.#id,
      spend: () => this.#spend(),
      note: (kind, text) => this.#notes.set(text, kind),
    };
  }

  get context(): AnalysisContext {
    return this.#context;
  }

  flows(path: string, text: string, ast: TSESTree.Program): readonly Flow[] {
    this.#budget = nodeBudget;
    this.#notes.clear();
    return flowsOf(this.#context, this.linker.adopt(path, text, ast));
  }

  notes(): readonly { readonly kind: NoteKind; readonly text: string }[] {
    return [...this.#notes].map(([text, kind]) => ({ kind, text }));
  }

  #spend(): boolean {
    if (--this.#budget > 0) return true;
    this.#notes.set(
      "the file and what it calls are longer than one analysis follows",
      "budget",
    );
    return false;
  }
}
