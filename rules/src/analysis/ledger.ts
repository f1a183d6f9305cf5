/**
 * What one file's analysis costs and where its answers come from.
 *
 * Answers about the project (what a name is, what a function does) are made
 * once and reused for every file. Each carries a trace: the files it rests on,
 * the work it took, the notes it left. Reusing an answer is charged like making
 * it, and an answer that does not fit into what is left is made anew under the
 * limits. So a file's findings, notes and dependencies are the same whatever
 * was analysed before it. One exception: of functions that call each other, one
 * more round may be known when another file asked first.
 */
import type { NoteKind } from "./context.ts";

export interface Limits {
  /** Nodes of the syntax tree visited for one file, callees included. */
  readonly nodes: number;
  /** Characters of other files that are parsed for one file. */
  readonly characters: number;
}

/** Answers to one kind of question. */
export interface Store<Key> {
  get(key: Key): Entry | undefined;
  set(key: Key, entry: Entry): unknown;
  delete(key: Key): unknown;
}

export type Entry =
  { readonly state: "asked"; readonly depth: number } | Answered;

interface Answered {
  readonly state: "answered";
  readonly answer: unknown;
  readonly trace: Trace;
  /**
   * Depth of the unanswered question that cut it short: it holds only until
   * that one is answered. Undefined: it holds for good.
   */
  rests: number | undefined;
}

interface Trace {
  nodes: number;
  /** Characters that had to be parsed of each file; 0 where its text was enough. */
  readonly files: Map<string, number>;
  readonly notes: Map<string, NoteKind>;
  readonly inner: Set<Trace>;
}

/** A question that is being answered. */
interface Frame {
  readonly trace: Trace;
  /** Depth of the outermost unanswered question that this one came upon. */
  rests: number;
  /** Answers that hold only while this is being answered. */
  readonly provisional: Provisional[];
}

interface Provisional {
  readonly entry: Answered;
  readonly forget: () => void;
}

/** What has been charged to the file under analysis. */
interface Bill {
  nodes: number;
  characters: number;
  readonly files: Map<string, number>;
  readonly notes: Map<string, NoteKind>;
  readonly traces: Set<Trace>;
}

export class Ledger {
  readonly #limits: Limits;
  #frames: Frame[] = [newFrame()];
  #bill = newBill();
  /** How many times an answer was asked for or a file followed. */
  questions = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Begins the analysis of another file. */
  start(): void {
    for (const { provisional } of this.#frames) forgetAll(provisional);
    this.#frames = [newFrame()];
    this.#bill = newBill();
  }

  /** Every file whose text the answers since `start` rest on. */
  get files(): ReadonlySet<string> {
    return new Set(this.#bill.files.keys());
  }

  get notes(): ReadonlyMap<string, NoteKind> {
    return this.#bill.notes;
  }

  /** The known answer, else a new one; `undefined` when the question leads back to itself. */
  answer<Key, Answer>(
    store: Store<Key>,
    key: Key,
    make: () => Answer,
  ): Answer | undefined {
    this.questions++;
    const known = store.get(key);
    if (known?.state === "asked") {
      this.#rest(known.depth);
      return undefined;
    }
    if (known && this.#canCharge(known.trace)) {
      this.#top.trace.inner.add(known.trace);
      if (known.rests !== undefined) this.#rest(known.rests);
      return known.answer as Answer;
    }
    return this.#make(store, key, make);
  }

  #make<Key, Answer>(store: Store<Key>, key: Key, make: () => Answer): Answer {
    const depth = this.#frames.length;
    const frame = newFrame();
    this.#frames.push(frame);
    store.set(key, { state: "asked", depth });
    try {
      const answer = make();
      this.#close(frame, depth);
      this.#keep(store, key, answer, frame, depth);
      return answer;
    } catch (error) {
      this.#close(frame, depth);
      store.delete(key);
      throw error;
    }
  }

  #close(frame: Frame, depth: number): void {
    this.#frames.length = depth;
    this.#top.trace.inner.add(frame.trace);
    this.#bill.traces.add(frame.trace);
    if (frame.rests < depth) this.#handDown(frame.provisional, frame.rests);
    else forgetAll(frame.provisional);
  }

  /** What waited for an answer that is itself cut short waits for the same as it. */
  #handDown(provisional: readonly Provisional[], rests: number): void {
    const frame = this.#frames[rests];
    for (const one of provisional) {
      one.entry.rests = rests;
      frame?.provisional.push(one);
    }
  }

  #keep<Key>(
    store: Store<Key>,
    key: Key,
    answer: unknown,
    { trace, rests }: Frame,
    depth: number,
  ): void {
    const isCut = rests < depth;
    const entry: Answered = {
      state: "answered",
      answer,
      trace,
      rests: isCut ? rests : undefined,
    };
    store.set(key, entry);
    if (!isCut) return;
    this.#rest(rests);
    const forget = () => {
      if (store.get(key) === entry) store.delete(key);
    };
    this.#frames[rests]?.provisional.push({ entry, forget });
  }

  /** Takes one unit of work; false once the file's limit is reached. */
  spend(): boolean {
    if (this.#bill.nodes >= this.#limits.nodes) {
      this.cut(
        "budget",
        "the file and what it calls are longer than one analysis follows",
      );
      return false;
    }
    this.#bill.nodes++;
    this.#top.trace.nodes++;
    return true;
  }

  /** Records that an answer rests on a file, of which so many characters must be parsed; false beyond the limit. */
  follow(path: string, characters: number): boolean {
    this.questions++;
    const more = characters - (this.#bill.files.get(path) ?? 0);
    if (more > 0 && this.#bill.characters + more > this.#limits.characters) {
      this.cut("budget", "more files are imported than one analysis follows");
      return false;
    }
    addFile(this.#bill, path, characters);
    const { files } = this.#top.trace;
    files.set(path, Math.max(characters, files.get(path) ?? 0));
    return true;
  }

  note(kind: NoteKind, text: string): void {
    this.#bill.notes.set(text, kind);
    this.#top.trace.notes.set(text, kind);
  }

  /** A limit of this file's analysis made the answers unfinished: they hold for this file only. */
  cut(kind: NoteKind, text: string): void {
    this.#bill.notes.set(text, kind);
    this.#rest(0);
  }

  #rest(depth: number): void {
    this.#top.rests = Math.min(this.#top.rests, depth);
  }

  get #top(): Frame {
    const top = this.#frames.at(-1);
    if (!top) throw new Error("The outermost frame is never taken away.");
    return top;
  }

  /** Charges all of a trace, or nothing when that would reach a limit. */
  #canCharge(trace: Trace): boolean {
    const bill = this.#bill;
    if (bill.traces.has(trace)) return true;
    const fresh = freshTraces(trace, bill.traces);
    let nodes = bill.nodes;
    const files = new Map<string, number>();
    for (const one of fresh) {
      nodes += one.nodes;
      for (const [path, characters] of one.files)
        files.set(path, Math.max(characters, files.get(path) ?? 0));
    }
    let { characters } = bill;
    for (const [path, size] of files)
      characters += Math.max(0, size - (bill.files.get(path) ?? 0));
    if (nodes > this.#limits.nodes || characters > this.#limits.characters)
      return false;
    bill.nodes = nodes;
    for (const [path, size] of files) addFile(bill, path, size);
    for (const one of fresh) {
      bill.traces.add(one);
      for (const [text, kind] of one.notes) bill.notes.set(text, kind);
    }
    return true;
  }
}

function freshTraces(trace: Trace, known: ReadonlySet<Trace>): Set<Trace> {
  const fresh = new Set<Trace>([trace]);
  for (const one of fresh)
    for (const inner of one.inner) if (!known.has(inner)) fresh.add(inner);
  return fresh;
}

function addFile(bill: Bill, path: string, characters: number): void {
  const before = bill.files.get(path) ?? 0;
  bill.files.set(path, Math.max(before, characters));
  bill.characters += Math.max(0, characters - before);
}

function forgetAll(provisional: readonly Provisional[]): void {
  for (const { forget } of provisional) forget();
}

function newFrame(): Frame {
  return {
    trace: { nodes: 0, files: new Map(), notes: new Map(), inner: new Set() },
    rests: Infinity,
    provisional: [],
  };
}

function newBill(): Bill {
  return {
    nodes: 0,
    characters: 0,
    files: new Map(),
    notes: new Map(),
    traces: new Set(),
  };
}
