/** The questions of one file under analysis, with what their answers cost and rest on. */
import { dirname, relative } from "node:path";
import type { FlowModule } from "../analysis/effect.ts";
import type { Answer } from "../analysis/same.ts";
import { isService } from "./cache-files.ts";
import type { FoundFiles } from "./cache-files.ts";
import { digestOf } from "./digest.ts";
import { sameForm } from "./key-form.ts";
import type { KeyForm } from "./key-form.ts";
import type {
  CachePeer,
  Peer,
  PeerAnswer,
  PeerFlow,
  Peers,
  RowPeer,
} from "./peer.ts";
import type { FileDigest, ProjectPeers } from "./project-peers.ts";

/** Files that are analysed for one question, and for all questions of one file. */
const mostFiles = { forQuestion: 150, forFile: 300 };

/** Fewer files are an example or a beginning: who calls their functions is not there yet. */
const wholeProgram = 50;

/** So few files of a project are not worth narrowing down by what they mention. */
const fewFiles = 8;

export class Questions implements Peers {
  readonly #project: ProjectPeers;
  readonly #module: FlowModule;
  readonly #ownFiles: () => ReadonlySet<string>;
  readonly #charged = new Set<string>();
  readonly #rests = new Set<string>();
  readonly #answers = new Map<string, PeerAnswer>();
  #own: readonly PeerFlow[] | undefined;
  #isCut = false;
  #hasSearched = false;

  constructor(
    project: ProjectPeers,
    module: FlowModule,
    ownFiles: () => ReadonlySet<string>,
  ) {
    this.#project = project;
    this.#module = module;
    this.#ownFiles = ownFiles;
  }

  /** The directory whose files were searched; undefined when nothing was asked. */
  get searched(): string | undefined {
    return this.#hasSearched || this.#answers.size > 0 ? this.#root : undefined;
  }

  /** Absolute paths of the files that the answers rest on. */
  get files(): ReadonlySet<string> {
    return this.#rests;
  }

  /** Whether an answer is unfinished because a limit was reached. */
  get isCut(): boolean {
    return this.#isCut;
  }

  get hasProject(): boolean {
    return this.#root !== undefined;
  }

  get isService(): boolean {
    const { path } = this.#module;
    return isService(relative(this.#root ?? dirname(path), path));
  }

  own(): readonly PeerFlow[] {
    this.#own ??= this.#module.flows().map(digestOf);
    return this.#own;
  }

  ofKey(key: KeyForm): PeerAnswer<CachePeer> {
    const words = wordsOf(key).map((word) => [word]);
    return this.#ask(
      `key ${key.text}`,
      words,
      (peer): peer is CachePeer =>
        "keys" in peer &&
        peer.keys.some((other) => sameForm(other, key) === "yes"),
    );
  }

  ofEntity(entity: string): PeerAnswer<RowPeer> {
    return this.#ask(
      `entity ${entity}`,
      [[stemOf(entity)]],
      (peer): peer is RowPeer => peer.kind === "row" && peer.entity === entity,
    );
  }

  holding(entity: string): PeerAnswer<CachePeer> {
    return this.#ask(
      `holding ${entity}`,
      [[stemOf(entity)]],
      (peer): peer is CachePeer =>
        "holds" in peer && peer.holds.some((row) => row.entity === entity),
    );
  }

  callersOf(flow: PeerFlow): PeerAnswer {
    const names = flow.name.split(".").filter((name) => /^#?\w+$/u.test(name));
    if (names.length === 0) return { effects: [], flows: [], isComplete: true };
    const own = new Set(flow.effects.map(leafKey));
    return this.#ask(
      `callers ${flow.name} ${String(flow.location.range[0])}`,
      [names],
      (peer): peer is Peer => own.has(leafKey(peer)),
      (other) => other !== flow,
    );
  }

  /** The nearest files first: who calls a function is seldom far away. */
  mentions(name: string): Answer {
    const root = this.#root;
    if (root === undefined) return "unknown";
    this.#hasSearched = true;
    const { project } = this.#project;
    const self = project.canonical(this.#module.path);
    const { files, isComplete } = project.sourcesIn(root);
    const word = new RegExp(
      `\\b${name.replaceAll("$", String.raw`\$`)}\\b`,
      "u",
    );
    const found = byDistance(self, files).find(
      (file) =>
        isService(relative(root, file)) &&
        project.canonical(file) !== self &&
        word.test(project.textOf(file) ?? ""),
    );
    if (found !== undefined) this.#rests.add(found);
    if (found !== undefined) return "yes";
    return isComplete && files.length >= wholeProgram ? "no" : "unknown";
  }

  get #root(): string | undefined {
    return this.#project.project.areaOf(this.#module.path);
  }

  #ask<Wanted extends Peer>(
    question: string,
    lists: readonly (readonly string[])[],
    isWanted: (peer: Peer) => peer is Wanted,
    isOther: (flow: PeerFlow) => boolean = () => true,
  ): PeerAnswer<Wanted> {
    const known = this.#answers.get(question);
    if (known) return known as PeerAnswer<Wanted>;
    const { flows, isComplete } = this.#flowsIn(lists);
    const holding = [...this.own(), ...flows].filter(
      (flow) => isOther(flow) && flow.effects.some(isWanted),
    );
    const answer = {
      effects: withoutRepeats(
        holding.flatMap(({ effects }) => effects.filter(isWanted)),
      ),
      flows: holding,
      isComplete,
    };
    this.#answers.set(question, answer);
    return answer;
  }

  #flowsIn(lists: readonly (readonly string[])[]) {
    const { paths, isComplete } = this.#filesFor(lists);
    const flows: PeerFlow[] = [];
    let isWhole = isComplete;
    for (const path of paths) {
      const digest = this.#project.digestOf(path);
      this.#rests.add(path);
      for (const file of digest.files) this.#rests.add(file);
      if (!this.#sharesStores(path, digest)) continue;
      flows.push(...digest.flows);
      isWhole &&= digest.isComplete;
    }
    return { flows, isComplete: isWhole };
  }

  /** The nearest files first, as many as the limits allow. */
  #filesFor(lists: readonly (readonly string[])[]): FoundFiles {
    const root = this.#root;
    if (root === undefined) return { paths: [], isComplete: false };
    const { cacheFiles, project } = this.#project;
    const all = cacheFiles.mentioning(root, []);
    const { paths, isComplete } =
      all.paths.length <= fewFiles ? all : cacheFiles.mentioning(root, lists);
    const self = project.canonical(this.#module.path);
    const others = paths.map((file) => project.canonical(file));
    const near = byNearness(
      others.filter((file) => file !== self),
      (file) => project.packageOf(file) === project.packageOf(self),
    );
    const taken = near.slice(0, mostFiles.forQuestion).filter((file) => {
      if (this.#charged.size >= mostFiles.forFile)
        return this.#charged.has(file);
      this.#charged.add(file);
      return true;
    });
    if (taken.length < near.length) this.#isCut = true;
    return {
      paths: taken,
      isComplete: isComplete && taken.length === near.length,
    };
  }

  /** Code of one package, and code of two that rest on a common third one. */
  #sharesStores(path: string, digest: FileDigest): boolean {
    const { project } = this.#project;
    const own = project.packageOf(this.#module.path);
    const other = project.packageOf(path);
    if (own === other) return true;
    const files = this.#ownFiles();
    return (
      digest.files.some((file) => {
        const shared = project.packageOf(file);
        return shared === own || (shared !== other && files.has(file));
      }) || [...files].some((file) => project.packageOf(file) === other)
    );
  }
}

/** Those that share more of the path come first. */
function byDistance(self: string, files: readonly string[]): readonly string[] {
  const own = self.split(/[/\\]/u);
  const shared = (file: string) => {
    const parts = file.split(/[/\\]/u);
    const apart = parts.findIndex((part, index) => part !== own[index]);
    return apart < 0 ? parts.length : apart;
  };
  const depths = new Map(files.map((file) => [file, shared(file)]));
  return [...files].sort((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0));
}

function byNearness(
  files: readonly string[],
  isNear: (file: string) => boolean,
): readonly string[] {
  return [...files.filter(isNear), ...files.filter((file) => !isNear(file))];
}

function leafKey({ kind, location }: Peer): string {
  return [kind, location.file, location.range[0]].join(" ");
}

/** Of one effect seen through several callers, the nearest view. */
function withoutRepeats<Wanted extends Peer>(
  effects: readonly Wanted[],
): readonly Wanted[] {
  const nearest = new Map<string, Wanted>();
  for (const effect of effects) {
    const known = nearest.get(placeKey(effect));
    if (!known || effect.via.length < known.via.length)
      nearest.set(placeKey(effect), effect);
  }
  return [...nearest.values()];
}

/** A place of a helper that takes the key from its caller counts once for each key. */
function placeKey(peer: Peer): string {
  const keys = "keys" in peer ? peer.keys.map(({ text }) => text) : [];
  return [leafKey(peer), ...keys].join(" ");
}

/** `category` is also mentioned by `categories`. */
function stemOf(entity: string): string {
  return entity.replace(/y$/u, "");
}

function wordsOf({ pieces }: KeyForm): readonly string[] {
  return pieces.flatMap((piece) =>
    typeof piece === "string"
      ? (piece.match(/\p{L}{3,}/gu) ?? []).map((word) =>
          word.toLowerCase().replace(/s$/u, ""),
        )
      : [],
  );
}
