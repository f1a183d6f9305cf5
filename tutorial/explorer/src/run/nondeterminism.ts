/**
 * Notices what makes an order unrepeatable: a task that reads the clock or draws
 * random numbers. While it watches, the global functions tell who called them
 * and then do what they always do.
 */
import type { Problem } from "../problem.ts";

type Kind = "clock" | "randomness";

interface Watched {
  readonly where: string;
  readonly actor: { readonly name: string };
}

/** Whose code is running just now; nobody's while the explorer or a store works. */
export const watched: { task: Watched | undefined } = { task: undefined };

/** The real clock, for the explorer itself. */
export const now = performance.now.bind(performance);

export interface Watch {
  /** The first call of a task since the last question. */
  readonly problem: () => Problem | undefined;
  readonly stop: () => void;
}

let watchers = 0;
let restore: (() => void) | undefined;
let allowed: readonly Kind[] = [];
let found: Problem | undefined;

/** Watches until `stop` is called. */
export function watch(allow: readonly Kind[] = []): Watch {
  if (watchers === 0) restore = replaceGlobals();
  watchers += 1;
  allowed = allow;
  found = undefined;
  return {
    problem() {
      const first = found;
      found = undefined;
      return first;
    },
    stop() {
      watchers -= 1;
      if (watchers === 0) restore?.();
    },
  };
}

function tell(name: Kind, call: string): void {
  const { task } = watched;
  if (!task || found || allowed.includes(name)) return;
  const what = name === "clock" ? "reads the clock" : "draws random numbers";
  found = {
    name,
    task: task.actor.name,
    text: `${task.where} ${what} with \`${call}\`, so that the same order can go another way. Take it from \`world\`, or say that it makes no difference (allow: ["${name}"]).`,
  };
}

function replaceGlobals(): () => void {
  const undo = [
    replaceDate(),
    replaceMethod(Math, "random", "randomness", "Math.random()"),
    replaceMethod(performance, "now", "clock", "performance.now()"),
    replaceMethod(crypto, "randomUUID", "randomness", "crypto.randomUUID()"),
    replaceMethod(
      crypto,
      "getRandomValues",
      "randomness",
      "crypto.getRandomValues()",
    ),
    replaceMethod(process, "hrtime", "clock", "process.hrtime()"),
  ];
  return () => {
    for (const one of undo) one();
  };
}

function replaceDate(): () => void {
  const real = globalThis.Date;
  globalThis.Date = new Proxy(real, {
    construct(target, args: unknown[], newTarget: NewableFunction) {
      if (args.length === 0) tell("clock", "new Date()");
      return Reflect.construct(target, args as [], newTarget) as Date;
    },
    apply(target, self, args: []) {
      tell("clock", "Date()");
      return Reflect.apply(target, self, args);
    },
    get(target, name, receiver) {
      if (name === "now") tell("clock", "Date.now()");
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
  return () => {
    globalThis.Date = real;
  };
}

function replaceMethod<Owner extends object>(
  owner: Owner,
  name: keyof Owner & string,
  kind: Kind,
  call: string,
): () => void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  const real = owner[name] as (...args: unknown[]) => unknown;
  const replacement = new Proxy(real, {
    apply(target, self, args) {
      tell(kind, call);
      return Reflect.apply(target, self, args);
    },
  });
  Object.defineProperty(owner, name, {
    value: replacement,
    configurable: true,
    writable: true,
  });
  return () => {
    if (own) Object.defineProperty(owner, name, own);
    else Reflect.deleteProperty(owner, name);
  };
}
