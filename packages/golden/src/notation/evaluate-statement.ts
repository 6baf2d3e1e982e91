/** Runs statements: blocks end normally, with a result, or by leaving a loop. */
import type { Statement } from "./ast.js";
import { assign } from "./assign.js";
import { makeFunction } from "./call.js";
import { arithmetic } from "./evaluate-expression.js";
import { located, type Machine } from "./machine.js";
import { NotationError } from "./notation-error.js";
import type { Scope } from "./scope.js";

type Completion =
  | { readonly kind: "return"; readonly value: unknown }
  | { readonly kind: "break" | "continue" }
  | undefined;

/**
 * The result of a function body or a program. A body that ends in a bare expression gives its value: one-line bodies
 * like `f(x): x * x` mean nothing else.
 */
export function runBody(machine: Machine, body: readonly Statement[], scope: Scope): unknown {
  let last: unknown = null;
  for (const statement of body) {
    if (statement.kind === "expression") {
      last = machine.evaluate(machine, statement.value, scope);
      continue;
    }
    last = null;
    const completion = execute(machine, statement, scope);
    if (completion?.kind === "return") return completion.value;
    if (completion !== undefined) throw new NotationError(`"${completion.kind}" outside a loop`, statement.at);
  }
  return last;
}

function runBlock(machine: Machine, body: readonly Statement[], scope: Scope): Completion {
  for (const statement of body) {
    const completion = execute(machine, statement, scope);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

function execute(machine: Machine, s: Statement, scope: Scope): Completion {
  switch (s.kind) {
    case "assign": {
      const value = machine.evaluate(machine, s.value, scope);
      for (const target of s.targets) assign(machine, target, value, scope);
      return undefined;
    }
    case "update": {
      const current = machine.evaluate(machine, s.current, scope);
      const operand = machine.evaluate(machine, s.value, scope);
      assign(
        machine,
        s.target,
        located(s.at, () => arithmetic(machine, s.operator, current, operand)),
        scope,
      );
      return undefined;
    }
    case "define":
      return define(machine, s, scope);
    case "expression":
      machine.evaluate(machine, s.value, scope);
      return undefined;
    case "return":
      return { kind: "return", value: s.value === undefined ? null : machine.evaluate(machine, s.value, scope) };
    case "if":
      return runBlock(
        machine,
        machine.truthy(machine.evaluate(machine, s.condition, scope)) ? s.consequent : s.otherwise,
        scope,
      );
    case "for":
      return runFor(machine, s, scope);
    case "while":
      return runWhile(machine, s, scope);
    case "assert":
      return check(machine, s, scope);
    case "outer":
      for (const name of s.names) scope.declareOuter(name);
      return undefined;
    case "pass":
      return undefined;
    case "break":
    case "continue":
      return { kind: s.kind };
  }
}

function define(machine: Machine, s: Extract<Statement, { kind: "define" }>, scope: Scope): Completion {
  const decorators = s.decorators.map((decorator) => machine.evaluate(machine, decorator, scope));
  let value: unknown = makeFunction(machine, s, scope);
  for (const decorator of decorators.reverse()) {
    if (typeof decorator !== "function") throw new NotationError("a decorator must be a function", s.at);
    value = (decorator as (f: unknown) => unknown)(value);
  }
  scope.set(s.name, value);
  return undefined;
}

function check(machine: Machine, s: Extract<Statement, { kind: "assert" }>, scope: Scope): Completion {
  if (machine.truthy(machine.evaluate(machine, s.condition, scope))) return undefined;
  const message = s.message === undefined ? "" : `: ${String(machine.evaluate(machine, s.message, scope))}`;
  throw new NotationError(`the assertion does not hold${message}`, s.at);
}

function runFor(machine: Machine, s: Extract<Statement, { kind: "for" }>, scope: Scope): Completion {
  const items = located(s.iterable.at, () => machine.iterate(machine.evaluate(machine, s.iterable, scope)));
  for (const item of items) {
    machine.tick(s.at);
    assign(machine, s.target, item, scope);
    const completion = runBlock(machine, s.body, scope);
    if (completion?.kind === "return") return completion;
    if (completion?.kind === "break") return undefined;
  }
  return runBlock(machine, s.otherwise, scope);
}

function runWhile(machine: Machine, s: Extract<Statement, { kind: "while" }>, scope: Scope): Completion {
  while (machine.truthy(machine.evaluate(machine, s.condition, scope))) {
    machine.tick(s.at);
    const completion = runBlock(machine, s.body, scope);
    if (completion?.kind === "return") return completion;
    if (completion?.kind === "break") return undefined;
  }
  return runBlock(machine, s.otherwise, scope);
}
