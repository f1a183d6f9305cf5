import * as v from "valibot";

/** One of several forms, told apart by a look at the input. */
export interface Either<
  Form extends v.GenericSchema,
> extends v.LazySchema<Form> {
  /** All forms there are: what a JSON schema, which looks at no input, lists. */
  readonly forms: readonly Form[];
}

/**
 * A value of the form that `choose` names. Unlike a union, a wrong value is
 * reported with what that one form lacks.
 */
export function either<Form extends v.GenericSchema>(
  choose: (input: unknown) => Form,
  forms: readonly Form[],
): Either<Form> {
  return Object.assign(v.lazy(choose), { forms });
}
