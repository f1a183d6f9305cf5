/** HTTP clients. `fetch` is the interpreter's own. */
import { at, call, nothing, on, view } from "../build.ts";
import type { CallEntry, Library, Pick } from "../entry.ts";

const reads = ["get", "head", "options"];
const writes = [
  "post",
  "put",
  "patch",
  "delete",
  "postForm",
  "putForm",
  "patchForm",
];

/** Header names are compared as written; the two spellings in use. */
function headersAt(arg: number): readonly Pick[] {
  return [
    at(arg, "headers.Idempotency-Key"),
    at(arg, "headers.idempotency-key"),
  ];
}

const keys: readonly Pick[] = [...headersAt(2), ...headersAt(1)];

const byMethod: readonly CallEntry[] = [
  call(reads, { effect: "remote", write: false }),
  call(writes, { effect: "remote", write: true, idempotency: keys }),
  view("create", "extend", "instance"),
];

/** axios, checked on 1 (by hand); `@nestjs/axios` has the same methods. The general form counts as a read. */
export const axios: Library = {
  name: "axios",
  packages: ["axios", "@nestjs/axios"],
  checked: "1",
  role: "remote",
  typeNames: ["AxiosInstance", "HttpService"],
  calls: [
    ...byMethod,
    call(["request", "()"], { effect: "remote", write: false }),
    nothing(
      "interceptors.request.use",
      "interceptors.response.use",
      "isAxiosError",
      "isCancel",
    ),
  ],
};

/** got, checked on 14 (by hand). It retries GET and PUT by itself, never POST. */
export const got: Library = {
  name: "got",
  packages: ["got"],
  checked: "12 - 14",
  role: "remote",
  calls: [...byMethod, call("()", { effect: "remote", write: false })],
};

/** ky, checked on 1 (by hand). */
export const ky: Library = {
  name: "ky",
  packages: ["ky"],
  checked: "1",
  role: "remote",
  calls: [...byMethod, call("()", { effect: "remote", write: false })],
};

/** undici, checked on 6 and 7 (by hand). */
export const undici: Library = {
  name: "undici",
  packages: ["undici"],
  checked: "6 - 7",
  role: "remote",
  calls: [
    on(["request", "fetch"], call("()", { effect: "remote", write: false })),
  ],
};
