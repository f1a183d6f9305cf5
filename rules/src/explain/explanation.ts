/** What is believed of the calls of one line, and why: plain data. */
import type { Certainty, Location } from "../finding.ts";

export interface Explanation {
  /** In source order; empty where the line has no call. */
  readonly calls: readonly CallExplanation[];
  /** What kept the analysis from knowing more, one sentence each. */
  readonly notes: readonly string[];
}

export interface CallExplanation {
  /** The callee as it is spelt: `redis.set`. */
  readonly text: string;
  readonly location: Location;
  /** How it was read, one sentence. */
  readonly reading: string;
  readonly effects: readonly EffectExplanation[];
  /** Lines for `consistency.json` that change the belief, each with what it says. */
  readonly settings: readonly SettingHint[];
}

export interface EffectExplanation {
  readonly kind: string;
  /** `writes to a cache`. */
  readonly does: string;
  /** `possible` where only a name suggests it. */
  readonly certainty: Certainty;
  /** Why it is believed, one sentence. */
  readonly because: string;
  /** Key, value, entity, condition... as understood, by name. */
  readonly parts: Readonly<Record<string, string>>;
  /** What must have come out how for it to happen. */
  readonly conditions: readonly string[];
  /** Transactions, locks, loops that it stands in, outermost first. */
  readonly inside: readonly string[];
  /** The function, and what runs it when something other than plain code does. */
  readonly flow: string;
  readonly rules: readonly RuleVerdict[];
}

/** What a rule made of an effect. */
export interface RuleVerdict {
  readonly rule: string;
  readonly reports: boolean;
  /** Why it is silent, or how sure it is; one sentence. */
  readonly reason: string;
}

export interface SettingHint {
  readonly says: string;
  /** One entry, as JSON. */
  readonly setting: string;
}
