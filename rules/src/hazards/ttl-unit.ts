/** A time to live in the wrong unit: seconds where milliseconds are counted, or the reverse. */
import type { TimeUnit } from "../catalog/entry.ts";
import { inMillisecondsName, inSecondsName } from "../catalog/names.ts";
import { libraries } from "../catalog/index.ts";
import { describe } from "../analysis/describe.ts";
import type { Effect, Flow } from "../analysis/effect.ts";
import { callSite, locationOf, stepAt } from "../analysis/report-place.ts";
import { same } from "../analysis/same.ts";
import type { Value } from "../analysis/value.ts";
import type { Finding } from "../finding.ts";
import type { CacheWrite } from "./cache-keys.ts";
import { model } from "./cache-ttl-report.ts";
import { judge } from "./judgement.ts";

export function ttlUnitFindings(flow: Flow, file: string): readonly Finding[] {
  return flow.effects
    .flatMap((effect) => mismatchOf(effect, flow) ?? [])
    .map(mismatchFinding)
    .filter(({ location }) => location.file === file);
}

interface Mismatch {
  readonly write: CacheWrite;
  readonly given: Value;
  /** What the library takes the number for. */
  readonly unit: TimeUnit;
  /** How long the entry lives by it, in seconds; unknown where only a name tells. */
  readonly seconds: number | undefined;
}

function mismatchOf(write: Effect, flow: Flow): Mismatch | undefined {
  if (write.kind !== "cache-write" || !write.ttl || !write.ttlUnit)
    return undefined;
  const unit = unitOf(write, flow);
  const given = givenTo(write.ttl, write.ttlUnit);
  if (!unit || !isGivenHere(given, write)) return undefined;
  const number = numberOf(given);
  const isWrong =
    number === undefined ? isNamedOtherwise(given, unit) : isOff(given, unit);
  const seconds =
    number === undefined
      ? undefined
      : unit === "seconds"
        ? number
        : number / 1000;
  return isWrong ? { write, given, unit, seconds } : undefined;
}

/** By the version that the project declares; unknown where it matters and is not declared. */
function unitOf(write: CacheWrite, { module }: Flow): TimeUnit | undefined {
  const { evidence, ttlUnit } = write;
  if (!("library" in evidence)) return undefined;
  const library = libraries.find(({ name }) => name === evidence.library);
  const former = library?.formerUnit;
  if (!former || ttlUnit === former.unit) return ttlUnit;
  const version = library.packages
    .map((name) => module.packageVersion(name))
    .find((found) => found !== undefined);
  const major = /\d+/u.exec(version ?? "")?.[0];
  if (major === undefined) return undefined;
  return Number(major) < former.before ? former.unit : ttlUnit;
}

/** The number as the code gives it: effects hold times in seconds. */
function givenTo(ttl: Value, unit: TimeUnit): Value {
  if (unit === "seconds") return ttl;
  if (ttl.kind === "constant" && typeof ttl.value === "number")
    return { kind: "constant", value: ttl.value * 1000 };
  const [first] = ttl.kind === "operation" ? ttl.operands : [];
  return first ?? ttl;
}

/** A number that stands inside a callee is reported there. */
function isGivenHere(given: Value, { frames }: Effect): boolean {
  const [outer] = frames;
  return !outer || (outer.args ?? []).some((arg) => same(arg, given) === "yes");
}

/** An hour, two, a day, a week, in seconds: nobody means 86.4 seconds. */
const usualSeconds = new Set([3_600, 7_200, 86_400, 604_800]);

const year = 366 * 24 * 60 * 60;

/** `60 * 60` milliseconds, 300 milliseconds; `60 * 60 * 1000` seconds. */
function isOff(given: Value, unit: TimeUnit): boolean {
  const number = numberOf(given) ?? 0;
  const factors = factorsOf(given);
  const countsMinutes = factors.filter((factor) => factor === 60).length > 0;
  const countsThousands = factors.some((factor) => factor % 1000 === 0);
  if (number <= 0) return false;
  if (unit === "milliseconds")
    return (
      number < 1000 ||
      usualSeconds.has(number) ||
      (countsMinutes && !countsThousands)
    );
  return number > year || (countsMinutes && factors.includes(1000));
}

function numberOf(value: Value): number | undefined {
  const factors = factorsOf(value);
  return factors.length === 0
    ? undefined
    : factors.reduce((product, factor) => product * factor, 1);
}

/** The numbers of a product; none where a part is not known. */
function factorsOf(value: Value): readonly number[] {
  if (value.kind === "constant")
    return typeof value.value === "number" ? [value.value] : [];
  if (value.kind !== "operation" || value.operator !== "*") return [];
  const parts = value.operands.map(factorsOf);
  return parts.some((part) => part.length === 0) ? [] : parts.flat();
}

function isNamedOtherwise(given: Value, unit: TimeUnit): boolean {
  const name = nameOf(given);
  return unit === "milliseconds"
    ? inSecondsName.test(name)
    : inMillisecondsName.test(name);
}

function nameOf(value: Value): string {
  if (value.kind === "parameter") return value.name;
  if (value.kind === "external") return value.path.at(-1) ?? "";
  return value.kind === "member" && typeof value.property === "string"
    ? value.property
    : "";
}

function mismatchFinding({ write, given, unit, seconds }: Mismatch): Finding {
  const site = callSite(write);
  const number = describe(given);
  const outcome =
    seconds === undefined ? "" : `, and the entry lives ${spelled(seconds)}`;
  return {
    rule: "require-cache-ttl",
    message: `\`${site.text}\` takes the time to live in ${unit}, and \`${number}\` looks like ${other[unit]}${outcome}. Give it in ${unit}.`,
    location: locationOf(site),
    steps: [
      stepAt(
        write,
        "reader",
        `\`${write.site.text}\` stores the value for ${number} ${unit}`,
        describe(write.key),
      ),
    ],
    model,
    ...judge({
      doubts: [
        {
          text: `\`${number}\` was meant in ${other[unit]}, judged by its form.`,
        },
      ],
    }),
    fixes: [],
  };
}

const other: Readonly<Record<TimeUnit, TimeUnit>> = {
  seconds: "milliseconds",
  milliseconds: "seconds",
};

/** 0.3 seconds, 41.7 days. */
function spelled(seconds: number): string {
  const days = seconds / 86_400;
  const [number, unit] = days >= 1 ? [days, "days"] : [seconds, "seconds"];
  return `${String(Math.round(number * 10) / 10)} ${unit}`;
}
