/** A promise that tells when somebody begins to wait for it. */
export class StepPromise<Result> extends Promise<Result> {
  /** Called each time. */
  onAwait: (() => void) | undefined;

  /** What `then` makes is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  override then<Kept = Result, Caught = never>(
    onKept?: ((value: Result) => Kept | PromiseLike<Kept>) | null,
    onBroken?: ((reason: unknown) => Caught | PromiseLike<Caught>) | null,
  ): Promise<Kept | Caught> {
    this.onAwait?.();
    return super.then(onKept, onBroken);
  }
}
