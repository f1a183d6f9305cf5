/** A TypeScript block whose fence says what it shows: "ts incorrect {options}". */
export interface CodeBlock {
  /** Of the fence, from 1. */
  readonly line: number;
  readonly word: string;
  readonly options: unknown;
  readonly code: string;
}

const BLOCK = /^```ts (\S+) ?(.*)\n([^]*?)^```$/gmu;

/** The TypeScript blocks of a page; a fence without a word is an error. */
export function codeBlocksOf(page: string): CodeBlock[] {
  if (/^```ts$/mu.test(page))
    throw new Error("A block does not say what it shows.");
  return [...page.matchAll(BLOCK)].map(
    ({ index, 1: word = "", 2: json = "", 3: code = "" }) => ({
      line: page.slice(0, index).split("\n").length,
      word,
      options: json === "" ? undefined : (JSON.parse(json) as unknown),
      code,
    }),
  );
}

/** All headings in order, without their marks. */
export function headingsOf(page: string): string[] {
  const withoutCode = page.replaceAll(/^```[^]*?^```$/gmu, "");
  return [...withoutCode.matchAll(/^#+ (.*)$/gmu)].map(
    ([, text]) => text ?? "",
  );
}
