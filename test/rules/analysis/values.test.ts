import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { Value } from "../../../rules/src/analysis/value.ts";
import {
  array,
  choice,
  constant,
  member,
  object,
  operation,
  template,
  unknown,
} from "../../../rules/src/analysis/values.ts";
import { same } from "../../../rules/src/analysis/same.ts";
import type { Answer } from "../../../rules/src/analysis/same.ts";

const user: Value = { kind: "external", module: "global", path: ["user"] };
const team: Value = { kind: "external", module: "global", path: ["team"] };
const id = member(user, "id");

/** Asked both ways round. */
function check(left: Value, right: Value, expected: Answer): void {
  assert.equal(same(left, right), expected);
  assert.equal(same(right, left), expected);
}

describe("two values", () => {
  it("are the same when their texts are", () => {
    check(constant("a"), template(["a"]), "yes");
    check(
      template(["user:", id]),
      template(["user:", member(user, "id")]),
      "yes",
    );
  });

  it("differ when their literal prefixes do", () => {
    check(template(["user:", id]), template(["team:", id]), "no");
    check(constant("a"), constant("b"), "no");
  });

  it("may be the same when their holes may", () => {
    check(template(["user:", id]), template(["user:", unknown()]), "unknown");
    check(
      template(["user:", id]),
      template(["user:", member(user, "name")]),
      "unknown",
    );
    check(id, member(team, "id"), "unknown");
  });

  it("are compared part by part", () => {
    check(array([id, constant(1)]), array([id, constant(1)]), "yes");
    check(array([id, constant(1)]), array([id, constant(2)]), "no");
    check(object(new Map([["a", id]])), object(new Map([["a", id]])), "yes");
    check(object(new Map([["a", id]])), object(new Map([["b", id]])), "no");
  });

  it("may be the same when one of several is", () => {
    check(choice([constant("a"), constant("b")]), constant("a"), "unknown");
    check(choice([constant("a"), constant("b")]), constant("c"), "no");
  });

  it("of unlike operations are unknown", () => {
    check(
      operation("+", id, constant(1)),
      operation("+", id, constant(1)),
      "yes",
    );
    check(
      operation("+", id, constant(1)),
      operation("+", id, constant(2)),
      "unknown",
    );
  });
});
