/** The words of names and keys: `{user}:profile:42`, `USER_PROFILE` and `userProfiles` are `user`, `profile`. */

/** Lower case, singular, without digits. */
export function wordsOf(name: string): readonly string[] {
  return (
    name
      .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  ).map(singular);
}

/** Whether one list of words stands in the other, side by side. */
export function holdsWords(
  words: readonly string[],
  part: readonly string[],
): boolean {
  return (
    part.length > 0 && ` ${words.join(" ")} `.includes(` ${part.join(" ")} `)
  );
}

function singular(word: string): string {
  if (word.length < 4 || word.endsWith("ss")) return word;
  return word
    .replace(/ies$/u, "y")
    .replace(/(s|x|ch|sh)es$/u, "$1")
    .replace(/s$/u, "");
}
