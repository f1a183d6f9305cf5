/**
 * Frameworks that run a function for a request, and what sends its answer. A
 * request is not repeated by itself.
 */
import { at, call, nothing, on, response } from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";

const methods = ["get", "post", "put", "patch", "delete", "all", "options"];
const route: CallEntry = call(methods, {
  effect: "task",
  callback: at(-1),
  delivery: "request",
  message: 0,
  methodName: true,
});

const anyRoute = {
  effect: "task",
  callback: at(-1),
  delivery: "request",
  message: 0,
} as const;

/** Express, checked on 4 and 5 (by hand); its answers are Node's, as in Next.js pages. */
export const express: Library = {
  name: "express",
  packages: ["express", "@feathersjs/express", "ultimate-express"],
  checked: "4 - 5",
  role: "framework",
  calls: [
    route,
    on(["Response"], response(["status", "sendStatus"], { status: at(0) })),
    on(["Response"], response(["json", "jsonp", "send"], { body: at(0) })),
    on(
      ["Response"],
      response(["set", "header", "setHeader"], { header: at(0) }),
    ),
    nothing("use", "listen", "set", "route", "json", "status", "send"),
  ],
};

/** Fastify, checked on 4 and 5 (by hand). */
export const fastify: Library = {
  name: "fastify",
  packages: ["fastify"],
  checked: "4 - 5",
  role: "framework",
  typeNames: ["FastifyInstance", "FastifyReply"],
  calls: [
    route,
    call("route", {
      effect: "task",
      callback: at(0, "handler"),
      delivery: "request",
      message: 0,
      method: at(0, "method"),
    }),
    response(["status", "code"], { status: at(0) }),
    response("send", { body: at(0) }),
    response("header", { header: at(0) }),
    response("headers", { headers: at(0) }),
    nothing("register", "addHook", "listen", "decorate"),
  ],
};

/** Koa and its router, checked on 12 and 13 (by hand). */
export const koaRouter: Library = {
  name: "@koa/router",
  packages: ["@koa/router", "koa-router", "koa"],
  checked: "12 - 13",
  role: "framework",
  calls: [
    call([...methods, "del"], route.gives),
    response("set", { header: at(0) }),
    nothing("use", "routes", "allowedMethods"),
  ],
};

/** Hono, checked on 4 (by hand); OpenAPI routes take the route first. */
export const hono: Library = {
  name: "hono",
  packages: ["hono", "hono/*", "@hono/zod-openapi"],
  checked: "4",
  role: "framework",
  typeNames: ["OpenAPIHono"],
  calls: [
    route,
    call(["openapi", "on"], anyRoute),
    response(["json", "text", "html", "body"], {
      body: at(0),
      status: at(1),
      headers: at(2),
    }),
    response("header", { header: at(0) }),
    nothing("req.header", "req.json", "req.text", "req.valid", "req.param"),
    nothing("use", "route", "basePath", "notFound", "onError"),
  ],
};

/** NestJS controllers and resolvers, checked on 10 and 11 (by hand). */
export const nest: Library = {
  name: "@nestjs/common",
  packages: ["@nestjs/common", "@nestjs/graphql"],
  checked: "10 - 11",
  role: "framework",
  calls: [],
  decorators: [
    { decorator: "Get", delivery: "request", method: "GET" },
    { decorator: "Post", delivery: "request", method: "POST" },
    { decorator: "Put", delivery: "request", method: "PUT" },
    { decorator: "Patch", delivery: "request", method: "PATCH" },
    { decorator: "Delete", delivery: "request", method: "DELETE" },
    { decorator: "All", delivery: "request" },
    { decorator: "Query", delivery: "request" },
    { decorator: "Mutation", delivery: "request" },
  ],
};
