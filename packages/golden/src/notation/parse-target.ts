/** Reads an expression as the target of an assignment or a loop. */
import type { Expression, Target } from "./ast.js";
import { NotationError } from "./notation-error.js";

/** @throws NotationError for what cannot be assigned to */
export function toTarget(expression: Expression): Target {
  const { at } = expression;
  switch (expression.kind) {
    case "name":
      return { kind: "name", name: expression.name, at };
    case "tuple":
    case "list":
      return { kind: "sequence", items: expression.items.map(toTarget), at };
    case "starred":
      return { kind: "starred", target: toTarget(expression.value), at };
    case "index":
      return { kind: "index", value: expression.value, parts: expression.parts, isTuple: expression.isTuple, at };
    default:
      throw new NotationError("this cannot be assigned to", at);
  }
}
