/** What the engine believes of each call of a line, and why. */
import { Analysis } from "../analysis/analyse.ts";
import { catalogueFor } from "../analysis/catalogue-for.ts";
import type { CallReading, SeenCall } from "../analysis/context.ts";
import { describe } from "../analysis/describe.ts";
import type { Effect, Flow } from "../analysis/effect.ts";
import { identityOfText, identityOfValue } from "../analysis/identities.ts";
import type { Identity } from "../analysis/identities.ts";
import { globalModule } from "../analysis/linker.ts";
import type { Node } from "../analysis/syntax.ts";
import { createEngine } from "../engine.ts";
import type { SourceFile } from "../engine.ts";
import type { Finding } from "../finding.ts";
import { parseText } from "../project/parse.ts";
import { createProject } from "../project/project.ts";
import type { Project } from "../project/project.ts";
import type { Settings } from "../settings.ts";
import {
  because,
  conditionText,
  doesWhat,
  flowText,
  partsOf,
  scopeText,
} from "./effect-words.ts";
import type {
  CallExplanation,
  EffectExplanation,
  Explanation,
} from "./explanation.ts";
import { callsOnLine } from "./line-calls.ts";
import type { LineCall } from "./line-calls.ts";
import { hintsFor } from "./setting-hints.ts";
import { verdictsOn } from "./verdicts.ts";

/** Or one sentence for why there is nothing to explain. */
export type ExplanationAnswer = Explanation | { readonly problem: string };

export function explainLine(
  file: SourceFile,
  line: number,
  settings: Settings = {},
): ExplanationAnswer {
  const parsed = parseText(file.text, file.path);
  if (parsed.kind === "failed")
    return { problem: `It cannot be parsed: ${parsed.message}` };
  const { path, text } = file;
  const calls = callsOnLine({ path, text, ast: parsed.ast }, line);
  if (calls.length === 0) return { calls: [], notes: [] };
  const project = createProject();
  const seen = new Map<Node, SeenCall>();
  const analysis = new Analysis(project, catalogueFor(settings, project), {
    onCall: (one) => {
      if (!seen.has(one.call.node)) seen.set(one.call.node, one);
    },
  });
  const flows = analysis.flows(path, text, parsed.ast);
  const { findings } = createEngine({ settings }).analyze(file);
  const view = { flows, findings, project };
  return {
    calls: calls.map((call) => explainCall(call, seen.get(call.node), view)),
    notes: analysis.notes().map((note) => note.text),
  };
}

interface View {
  readonly flows: readonly Flow[];
  readonly findings: readonly Finding[];
  readonly project: Project;
}

function explainCall(
  { node, site }: LineCall,
  seen: SeenCall | undefined,
  view: View,
): CallExplanation {
  const found = effectsAt(node, view.flows);
  const effects = found.map(({ effect }) => effect);
  const { file, range, start, end, text } = site;
  const identity = seen && identityOf(seen, view.project);
  return {
    text,
    location: { file, range, start, end },
    reading: readingText(seen, effects),
    effects: found.map(({ effect, flow }) =>
      explainEffect(effect, flow, seen, view),
    ),
    settings:
      identity && isOpen(seen)
        ? hintsFor(effects, identity, view.project.rootOf(file))
        : [],
  };
}

/** Whether a setting can say more of it. */
function isOpen({ call, reading }: SeenCall): boolean {
  if (reading.how === "callback") return false;
  return identityOfValue(call.callee)?.module !== globalModule;
}

interface Placed {
  readonly effect: Effect;
  readonly flow: Flow;
}

/** The effects of a call, its own or those of what it runs, from the function that stands nearest. */
function effectsAt(node: Node, flows: readonly Flow[]): readonly Placed[] {
  const placed = flows.map((flow) =>
    flow.effects
      .filter(
        ({ site, frames }) =>
          (frames.length === 0 && site.node === node) ||
          frames[0]?.node === node,
      )
      .map((effect) => ({ effect, flow })),
  );
  return placed.find((effects) => effects.length > 0) ?? [];
}

function explainEffect(
  effect: Effect,
  flow: Flow,
  seen: SeenCall | undefined,
  { findings }: View,
): EffectExplanation {
  return {
    kind: effect.kind,
    does: doesWhat(effect),
    certainty: effect.evidence.by === "name" ? "possible" : "certain",
    because: because(effect.evidence, placeOf(effect, seen)),
    parts: partsOf(effect),
    conditions: [
      ...new Set(
        effect.path.map(conditionText).filter((text) => text !== undefined),
      ),
    ],
    inside: effect.scopes.map(scopeText),
    flow: flowText(flow),
    rules: verdictsOn(effect, flow, findings),
  };
}

/** Through which name of which file the receiver was followed. */
function placeOf(effect: Effect, seen: SeenCall | undefined): string {
  if (effect.frames.length > 0)
    return `, in \`${effect.site.text}\` at ${effect.site.file}:${String(effect.site.start.line)},`;
  if (seen?.call.callee.kind !== "member") return "";
  return ` from \`${describe(seen.call.callee.object)}\``;
}

/** As the text spells it, else where its value comes from. */
function identityOf(
  { call, module }: SeenCall,
  project: Project,
): Identity | undefined {
  const { node } = call;
  const spelt =
    node.type === "CallExpression"
      ? identityOfText(node.callee, module, (specifier) =>
          project.resolve(specifier, module.path),
        )
      : undefined;
  return spelt ?? identityOfValue(call.callee);
}

function readingText(
  seen: SeenCall | undefined,
  effects: readonly Effect[],
): string {
  if (!seen)
    return "It was read as a part of the call around it, or nothing leads to it.";
  const { reading } = seen;
  switch (reading.how) {
    case "setting":
      return `A setting says of \`${reading.told.name}\`: ${reading.told.is}.`;
    case "followed":
      return `It is a function of the project, followed into: \`${reading.fn.name}\` of ${reading.fn.module.path}${effects.length === 0 ? ", which does nothing that is known to matter" : ""}.`;
    case "callback":
      return "It runs a function that the caller supplies.";
    case "catalogue":
      return `It is a call of ${reading.recognised.library.name} that the catalogue knows.`;
    case "unknown":
      return unknownText(seen, reading, effects);
  }
}

function unknownText(
  { call }: SeenCall,
  { recognised }: Extract<CallReading, { how: "unknown" }>,
  effects: readonly Effect[],
): string {
  if (recognised)
    return `It is a call of ${recognised.library.name} that is known to change and read nothing that matters.`;
  const [effect] = effects;
  if (effect?.kind !== undefined && effect.kind !== "opaque")
    return "Neither the project's code nor the catalogue explains it; its name does.";
  const identity = identityOfValue(call.callee);
  const where =
    identity?.module === undefined
      ? "what it is called on could not be followed"
      : identity.module === globalModule
        ? "it is the platform's own"
        : `it leads to \`${identity.module}\`, and no further`;
  return `It could not be followed: ${where}. ${effect ? "It may do anything." : "It is taken to do nothing that matters."}`;
}
