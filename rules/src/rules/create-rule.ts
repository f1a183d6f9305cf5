/** Turns the engine's findings of one rule into ESLint reports. */
import { ESLintUtils } from "@typescript-eslint/utils";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import type { Engine, FileReport } from "../engine.ts";
import type { Finding, Fix, RuleName } from "../finding.ts";
import { ruleDocumentationUrl } from "../links.ts";
import { createProjectEngine } from "../project-engine.ts";
import { readSettings } from "../settings.ts";
import type { Report, RuleFacts } from "./facts.ts";

export interface RuleOptions {
  /** `certain`: only what is proved. `possible`: also what rests on names or on code that was not followed. */
  readonly report: Report;
}

type MessageId = "finding" | "fix" | "settings";
export type ConsistencyRule = TSESLint.RuleModule<
  MessageId,
  [RuleOptions],
  RuleFacts
>;

const make = ESLintUtils.RuleCreator<RuleFacts>(ruleDocumentationUrl);

export function createRule(name: RuleName, docs: RuleFacts): ConsistencyRule {
  return make<[RuleOptions], MessageId>({
    name,
    meta: {
      type: "problem",
      docs,
      hasSuggestions: true,
      defaultOptions: [{ report: "certain" }],
      messages: {
        finding: "{{text}}",
        fix: "{{text}}",
        settings: "{{text}}",
      },
      schema: [
        {
          type: "object",
          properties: {
            report: {
              type: "string",
              enum: ["certain", "possible"],
              description: "How sure a finding must be to be reported.",
            },
          },
          additionalProperties: false,
        },
      ],
    },
    create(context, [options]) {
      wantedOf(context).set(name, options.report);
      return {
        "Program:exit": (program: TSESTree.Program) => {
          for (const finding of findingsOf(context, program))
            if (
              finding.rule === name &&
              (options.report === "possible" || finding.certainty === "certain")
            )
              report(context, finding);
        },
      };
    },
  });
}

type Context = Readonly<TSESLint.RuleContext<MessageId, [RuleOptions]>>;

/** What the rules that are on for a file ask for; all of them are made before any of them reports. */
const wanted = new WeakMap<object, Map<RuleName, Report>>();

function wantedOf({ sourceCode }: Context): Map<RuleName, Report> {
  const known = wanted.get(sourceCode);
  if (known) return known;
  const made = new Map<RuleName, Report>();
  wanted.set(sourceCode, made);
  return made;
}

/** One analysis per file, shared by all rules; one engine per settings. */
const reports = new WeakMap<TSESTree.Program, readonly Finding[]>();
const engines = new Map<string, Engine>();
/** By the record itself, which ESLint makes once for all files that it applies to. */
const known = new WeakMap<object, EngineAnswer>();

type EngineAnswer = { readonly engine: Engine } | { readonly problem: string };

function engineFor(settings: unknown): EngineAnswer {
  const answer = readSettings(settings);
  if ("problem" in answer) return answer;
  const key = JSON.stringify(answer.settings);
  const engine =
    engines.get(key) ?? createProjectEngine({ settings: answer.settings });
  engines.set(key, engine);
  return { engine };
}

function findingsOf(
  context: Context,
  program: TSESTree.Program,
): readonly Finding[] {
  const report = reports.get(program);
  if (report) return report;
  const { findings, notes } = analyze(context, program);
  for (const { kind, text } of notes)
    if (kind === "settings")
      context.report({
        loc: { line: 1, column: 0 },
        messageId: "settings",
        data: { text },
      });
  reports.set(program, findings);
  return findings;
}

function analyze(
  context: Context,
  program: TSESTree.Program,
): Pick<FileReport, "findings" | "notes"> {
  const { settings } = context;
  const answer =
    known.get(settings) ?? engineFor(settings["consistency"] ?? {});
  known.set(settings, answer);
  if ("problem" in answer)
    return {
      findings: [],
      notes: [{ kind: "settings", text: answer.problem }],
    };
  return answer.engine.analyze(
    {
      path: context.physicalFilename,
      text: context.sourceCode.text,
      ast: program,
    },
    wantedOf(context),
  );
}

/** ESLint edits one file at a time, so fixes that touch others stay with the editor. */
function report(context: Context, finding: Finding): void {
  const { start, end, file } = finding.location;
  const suggestions = finding.fixes.filter(({ edits }) =>
    edits.every((edit) => edit.file === file),
  );
  context.report({
    loc: { start, end },
    messageId: "finding",
    data: { text: finding.message },
    suggest: suggestions.map((fix) => ({
      messageId: "fix",
      data: { text: `${fix.title} (${fix.leavesOpen})` },
      fix: (fixer) => applyFix(fixer, fix),
    })),
  });
}

function applyFix(fixer: TSESLint.RuleFixer, fix: Fix): TSESLint.RuleFix[] {
  return fix.edits.map((edit) =>
    fixer.replaceTextRange([edit.range[0], edit.range[1]], edit.text),
  );
}
