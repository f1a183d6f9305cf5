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
      enable(context.sourceCode.ast, name);
      return {
        "Program:exit": (program: TSESTree.Program) => {
          for (const finding of findingsOf(context, program, name))
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

interface Analysed {
  readonly rules: ReadonlySet<RuleName>;
  readonly findings: readonly Finding[];
}

/** One analysis per file, shared by all rules that are on; one engine per settings. */
const reports = new WeakMap<TSESTree.Program, Analysed>();
const engines = new Map<string, Engine>();
const enabled = new WeakMap<TSESTree.Program, Set<RuleName>>();

/** Hosts create all rules of a file before they report any. */
function enable(program: TSESTree.Program, rule: RuleName): void {
  const rules = enabled.get(program) ?? new Set();
  enabled.set(program, rules.add(rule));
}

function findingsOf(
  context: Context,
  program: TSESTree.Program,
  rule: RuleName,
): readonly Finding[] {
  const known = reports.get(program);
  if (known?.rules.has(rule)) return known.findings;
  const rules = new Set(enabled.get(program));
  const { findings, notes } = analyze(context, program, rules);
  for (const { kind, text } of notes)
    if (kind === "settings")
      context.report({
        loc: { line: 1, column: 0 },
        messageId: "settings",
        data: { text },
      });
  reports.set(program, { rules, findings });
  return findings;
}

function analyze(
  context: Context,
  program: TSESTree.Program,
  rules: ReadonlySet<RuleName>,
): Pick<FileReport, "findings" | "notes"> {
  const answer = readSettings(context.settings["consistency"] ?? {});
  if ("problem" in answer)
    return {
      findings: [],
      notes: [{ kind: "settings", text: answer.problem }],
    };
  const key = JSON.stringify(answer.settings);
  const engine =
    engines.get(key) ?? createProjectEngine({ settings: answer.settings });
  engines.set(key, engine);
  return engine.analyze({
    path: context.physicalFilename,
    text: context.sourceCode.text,
    ast: program,
    rules,
  });
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
