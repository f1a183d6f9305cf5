/** The short form: what one function, decorator, guard or receiver of the user's is. */
import * as v from "valibot";
import { pick, place } from "./contribution-schema.ts";
import { either } from "./either.ts";
import { type Entries, exactly } from "./exactly.ts";
import { originOrNameSchema } from "./origin-schema.ts";

const argument = either(
  (input) => (typeof input === "object" ? pick : place),
  [place, pick],
);

/** Says where a part stands: the position of an argument, or a property of one. */
function at(what: string) {
  return v.exactOptional(v.pipe(argument, v.description(what)));
}

const key = at("The key. Default: the first argument.");
const callback = at("What runs inside. Default: the last argument.");
const dedup = at("The key by which a second call is recognised.");

/** One line about one wrapper. */
export const wrapperSchema = v.variant("is", [
  wrapper(
    "read-through",
    "Reads a cache and, on a miss, runs the loader and stores its answer. As a decorator: a cache around the method.",
    { key, loader: at("The function that loads. Default: the last argument.") },
  ),
  wrapper("cache-read", "Reads a cache.", { key }),
  wrapper("cache-write", "Writes to a cache, whatever is there.", {
    key,
    value: at("What is stored. Default: the second argument."),
  }),
  wrapper("cache-delete", "Deletes a key of a cache.", { key }),
  wrapper("lock", "Runs its callback, or the decorated method, under a lock.", {
    key,
    callback,
    scope: v.exactOptional(
      v.pipe(
        v.picklist(["shared", "process"]),
        v.description(
          "`shared` (the default) holds for all instances of the service, `process` for one.",
        ),
      ),
    ),
  }),
  wrapper(
    "transaction",
    "Runs its callback, or the decorated method, in one database transaction.",
    { callback },
  ),
  wrapper("publish", "Publishes a message or enqueues a job.", {
    channel: at("The channel. Default: the first argument."),
    payload: at("The message. Default: the second argument."),
    dedup,
  }),
  wrapper("mail", "Sends a mail or another message to people.", { dedup }),
  wrapper("remote", "Calls another service.", {
    write: v.exactOptional(
      v.pipe(
        v.boolean(),
        v.description("Whether it changes something there. Default: true."),
      ),
    ),
    dedup,
  }),
  wrapper(
    "dedup",
    "Recognises a second delivery. What comes after it, in its callback, or in a handler that it guards or decorates, is done once.",
    { key, callback },
  ),
  wrapper(
    "not-a-cache",
    "No cache, or one whose data has no other copy. Calls of it and on it read and write no cache.",
    {},
  ),
  wrapper(
    "nothing",
    "Calls of it and on it change and read nothing that matters here.",
    {},
  ),
]);

function wrapper<Role extends string, Parts extends Entries>(
  role: Role,
  what: string,
  parts: Parts,
) {
  const is = v.pipe(v.literal(role), v.description(what));
  return exactly({ from: originOrNameSchema, is, ...parts });
}
