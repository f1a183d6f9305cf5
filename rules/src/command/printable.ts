const LONGEST = 160;

/**
 * A text that holds words of a source file, safe to print on one line of a
 * terminal: control characters become spaces, because an escape sequence
 * could hide or recolour other lines.
 */
export function printable(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu,
    " ",
  );
}

/** The same, cut when it is too long for a terminal. */
export function printableLine(text: string): string {
  const line = printable(text);
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

const WIDTH = 88;

/** A text as lines of a comfortable width, broken at spaces only. */
export function paragraph(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of printable(text).split(/ +/u)) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > WIDTH)
      lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
