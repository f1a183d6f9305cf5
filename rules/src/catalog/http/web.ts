/** Answers and sessions of the platform and of Next.js. */
import { at, call, exported, made, on, response } from "../build.ts";
import type { Library } from "../entry.ts";

const init = {
  body: at(0),
  status: at(1, "status"),
  headers: at(1, "headers"),
};

/** The platform's own `Response`. */
export const webResponse: Library = {
  name: "Response",
  packages: ["global:Response"],
  role: "framework",
  calls: [
    made(["Response"], { effect: "response", ...init }),
    response("json", init),
    response(["headers.set", "headers.append"], { header: at(0) }),
  ],
};

/**
 * Next.js, checked on 13 to 16 (by hand).
 *
 * Facts: `cookies()` and `headers()` belong to one request. Of `headers()` not
 * every reader asks who it is.
 */
export const next: Library = {
  name: "next",
  packages: ["next", "next/server", "next/headers", "next/cache"],
  checked: "13 - 16",
  role: "framework",
  typeNames: ["NextApiResponse"],
  calls: [
    made(["NextResponse"], { effect: "response", ...init }),
    on(["NextResponse"], response("json", init)),
    response(["headers.set", "headers.append"], { header: at(0) }),
    ...[
      response(["json", "send"], { body: at(0) }),
      response("status", { status: at(0) }),
      response("setHeader", { header: at(0) }),
    ].map((entry) => on(["NextApiResponse"], entry)),
    ...exported("cookies", { effect: "identity" }),
  ],
};

/** Libraries that answer who asks, by their documentation. */
export const sessions: Library = {
  name: "sessions",
  packages: [
    "next-auth",
    "next-auth/*",
    "@auth/core",
    "@auth/express",
    "@clerk/nextjs",
    "@clerk/nextjs/*",
    "@clerk/backend",
    "@clerk/express",
    "iron-session",
    "better-auth",
    "@kinde-oss/kinde-auth-nextjs/*",
    "@auth0/nextjs-auth0",
    "@workos-inc/authkit-nextjs",
    "express-oauth2-jwt-bearer",
    "jsonwebtoken",
    "lucia",
  ],
  role: "framework",
  calls: [
    ...[
      "getServerSession",
      "unstable_getServerSession",
      "getToken",
      "getAuth",
      "currentUser",
      "getIronSession",
      "getKindeServerSession",
      "withAuth",
    ].flatMap((name) => exported(name, { effect: "identity" })),
    call(["api.getSession", "verify", "validateSession", "getSession"], {
      effect: "identity",
    }),
  ],
};
