/** The same choices led to another number of ways to go on. */
export class Diverged extends Error {
  override readonly name = "Diverged";
}
