/** Frameworks that run a function for a request. A request is not repeated by itself. */
import { at, call, nothing } from "../build.ts";
import type { CallEntry, Library } from "../entry.ts";

const methods = ["get", "post", "put", "patch", "delete", "all", "options"];
const route: CallEntry = call(methods, {
  effect: "task",
  callback: at(-1),
  delivery: "request",
  message: 0,
});

/** Express, checked on 4 and 5 (by hand). */
export const express: Library = {
  name: "express",
  packages: ["express", "@feathersjs/express", "ultimate-express"],
  checked: "4 - 5",
  role: "framework",
  calls: [
    route,
    nothing("use", "listen", "set", "route", "json", "status", "send"),
  ],
};

/** Fastify, checked on 4 and 5 (by hand). */
export const fastify: Library = {
  name: "fastify",
  packages: ["fastify"],
  checked: "4 - 5",
  role: "framework",
  typeNames: ["FastifyInstance"],
  calls: [
    route,
    call("route", {
      effect: "task",
      callback: at(0, "handler"),
      delivery: "request",
      message: 0,
    }),
    nothing("register", "addHook", "listen", "decorate"),
  ],
};

/** Koa's router, checked on 12 and 13 (by hand). */
export const koaRouter: Library = {
  name: "@koa/router",
  packages: ["@koa/router", "koa-router"],
  checked: "12 - 13",
  role: "framework",
  calls: [
    call([...methods, "del"], route.gives),
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
    call(["openapi", "on"], {
      effect: "task",
      callback: at(-1),
      delivery: "request",
      message: 0,
    }),
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
    "Get",
    "Post",
    "Put",
    "Patch",
    "Delete",
    "All",
    "Query",
    "Mutation",
  ].map((decorator) => ({ decorator, delivery: "request" })),
};
