/** What a class is told beside its own text: `Account.init({...}, { version: true })`. */
import type { ClassFacts } from "./module-facts.ts";
import { nameOf, unwrap } from "./syntax.ts";
import type { Node } from "./syntax.ts";

/** Whether a statement of the class's file calls a static method of it with this option set to `true`. */
export function isToldTrue(
  { name, module }: ClassFacts,
  method: string,
  option: string,
): boolean {
  return module.ast.body.some((statement) => {
    if (statement.type !== "ExpressionStatement") return false;
    const call = unwrap(statement.expression);
    return (
      call.type === "CallExpression" &&
      call.callee.type === "MemberExpression" &&
      nameOf(call.callee.object) === name &&
      nameOf(call.callee.property) === method &&
      call.arguments.some((argument) => setsTrue(argument, option))
    );
  });
}

function setsTrue(argument: Node, option: string): boolean {
  return (
    argument.type === "ObjectExpression" &&
    argument.properties.some(
      (property) =>
        property.type === "Property" &&
        nameOf(property.key) === option &&
        property.value.type === "Literal" &&
        property.value.value === true,
    )
  );
}
