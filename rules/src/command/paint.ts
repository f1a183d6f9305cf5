import { styleText } from "node:util";

export type Style = "bold" | "dim" | "red" | "yellow" | "green" | "underline";

/** Puts a text into a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** An output that may be a terminal. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  /** Of a terminal; knows `NO_COLOR` and `FORCE_COLOR`. */
  hasColors?(): boolean;
  write(text: string): unknown;
}

/** Colours for a terminal that shows them; plain text for everything else. */
export function paintFor(output: Output): Paint {
  return output.isTTY === true && output.hasColors?.() === true
    ? painted
    : (_, text) => text;
}

function painted(style: Style, text: string): string {
  return styleText(style, text, { validateStream: false });
}
