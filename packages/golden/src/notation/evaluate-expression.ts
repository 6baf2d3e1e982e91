/** Evaluates expressions: scalars and containers here, everything else through the vocabulary. */
import type { ArithmeticOperator, Clause, ComparisonStep, Expression } from "./ast.js";
import { assign } from "./assign.js";
import { callValue, makeFunction } from "./call.js";
import { hostArithmetic, hostUnary } from "./host-arithmetic.js";
import { hostCompare, hostContains, isHostValue, isSame } from "./host-compare.js";
import { describe, HostError } from "./host-error.js";
import { hostMethod } from "./host-methods.js";
import { dictionary, ELLIPSIS, entriesOf, isDictionary, isTuple, tuple } from "./host-values.js";
import { located, type Machine } from "./machine.js";
import { NotationError, UndefinedNameError } from "./notation-error.js";
import { Scope } from "./scope.js";
import { evaluateSubscript, indexValue } from "./subscript.js";
import { isHostInteger, isHostNumber } from "./weak.js";

/** The longest list `*` may make. */
const MAXIMUM_LENGTH = 1_000_000;

type Of<K extends Expression["kind"]> = Extract<Expression, { kind: K }>;

export function evaluateExpression(machine: Machine, e: Expression, scope: Scope): unknown {
  const evaluate = (inner: Expression): unknown => evaluateExpression(machine, inner, scope);
  switch (e.kind) {
    case "literal":
      return e.value;
    case "ellipsis":
      return ELLIPSIS;
    case "name":
      return lookUp(machine, e, scope);
    case "tuple":
      return tuple(evaluateItems(machine, e.items, scope));
    case "list":
      return evaluateItems(machine, e.items, scope);
    case "starred":
      throw new NotationError('"*" has no meaning here', e.at);
    case "dict":
      return evaluateDict(machine, e, scope);
    case "unary": {
      const operand = evaluate(e.operand);
      return located(e.at, () =>
        isHostNumber(operand) ? hostUnary(e.operator, operand) : machine.vocabulary.unary(e.operator, operand),
      );
    }
    case "not":
      return !machine.truthy(evaluate(e.operand));
    case "arithmetic": {
      const left = evaluate(e.left);
      const right = evaluate(e.right);
      return located(e.at, () => arithmetic(machine, e.operator, left, right));
    }
    case "comparison":
      return evaluateComparison(machine, e, scope);
    case "and":
    case "or": {
      const left = evaluate(e.left);
      return machine.truthy(left) === (e.kind === "or") ? left : evaluate(e.right);
    }
    case "conditional":
      return machine.truthy(evaluate(e.condition)) ? evaluate(e.consequent) : evaluate(e.otherwise);
    case "call":
      return callValue(machine, evaluate(e.callee), e.arguments, scope, e.at);
    case "index": {
      const value = evaluate(e.value);
      return located(e.at, () => indexValue(machine, value, evaluateSubscript(machine, e, scope)));
    }
    case "attribute":
      return attribute(machine, evaluate(e.value), e);
    case "lambda":
      return makeFunction(
        machine,
        {
          name: "lambda",
          parameters: e.parameters,
          body: [{ kind: "return", value: e.body, at: e.body.at }],
          at: e.at,
        },
        scope,
      );
    case "comprehension":
      return evaluateComprehension(machine, e, scope);
  }
}

function lookUp(machine: Machine, e: Of<"name">, scope: Scope): unknown {
  if (scope.has(e.name)) return scope.get(e.name);
  const value = machine.vocabulary.names(e.name);
  if (value === undefined) throw new UndefinedNameError(e.name, e.at);
  return value;
}

function evaluateItems(machine: Machine, items: readonly Expression[], scope: Scope): unknown[] {
  const values: unknown[] = [];
  for (const item of items) {
    if (item.kind !== "starred") values.push(evaluateExpression(machine, item, scope));
    else values.push(...located(item.at, () => machine.iterate(evaluateExpression(machine, item.value, scope))));
  }
  return values;
}

function evaluateDict(machine: Machine, e: Of<"dict">, scope: Scope): unknown {
  const entries: [unknown, unknown][] = [];
  for (const { key, value } of e.entries) {
    const item = evaluateExpression(machine, value, scope);
    if (key !== undefined) entries.push([evaluateExpression(machine, key, scope), item]);
    else if (isDictionary(item)) entries.push(...entriesOf(item));
    else throw new NotationError('"**" needs a dictionary', value.at);
  }
  return dictionary(entries);
}

/** One operator on any two values; containers join and repeat as in Python. */
export function arithmetic(machine: Machine, operator: ArithmeticOperator, a: unknown, b: unknown): unknown {
  if (isHostNumber(a) && isHostNumber(b)) return hostArithmetic(operator, a, b);
  if (!isHostValue(a) || !isHostValue(b)) return machine.vocabulary.binary(operator, a, b);
  if (operator === "+" && typeof a === "string" && typeof b === "string") return a + b;
  if (operator === "+" && Array.isArray(a) && Array.isArray(b)) return isTuple(a) ? tuple([...a, ...b]) : [...a, ...b];
  if (operator === "|" && isDictionary(a) && isDictionary(b)) return dictionary([...entriesOf(a), ...entriesOf(b)]);
  if (operator === "*" && isHostInteger(b)) return repeat(a, Number(b));
  if (operator === "*" && isHostInteger(a)) return repeat(b, Number(a));
  throw new HostError(`"${operator}" does not join ${describe(a)} and ${describe(b)}`);
}

function repeat(x: unknown, count: number): unknown {
  if (typeof x !== "string" && !Array.isArray(x)) throw new HostError(`"*" does not repeat ${describe(x)}`);
  const times = Math.max(0, count);
  if (x.length * times > MAXIMUM_LENGTH) throw new HostError(`the list would be longer than ${MAXIMUM_LENGTH}`);
  if (typeof x === "string") return x.repeat(times);
  const items = Array.from({ length: times }, () => x as unknown[]).flat();
  return isTuple(x) ? tuple(items) : items;
}

function compare(machine: Machine, operator: ComparisonStep["operator"], a: unknown, b: unknown): unknown {
  if (operator === "is") return isSame(a, b);
  if (operator === "is not") return !isSame(a, b);
  if (operator === "in") return hostContains(b, a);
  if (operator === "not in") return !hostContains(b, a);
  const identity = a === null || b === null || typeof a === "string" || typeof b === "string";
  if (isHostValue(a) && isHostValue(b)) return hostCompare(operator, a, b);
  return identity ? operator === "!=" : machine.vocabulary.binary(operator, a, b);
}

/** `a < b < c` evaluates b once and stops at the first comparison that fails. */
function evaluateComparison(machine: Machine, e: Of<"comparison">, scope: Scope): unknown {
  let left = evaluateExpression(machine, e.first, scope);
  let result: unknown = true;
  for (const [i, step] of e.rest.entries()) {
    if (i > 0 && !machine.truthy(result)) return result;
    const right = evaluateExpression(machine, step.operand, scope);
    const from = left;
    result = located(e.at, () => compare(machine, step.operator, from, right));
    left = right;
  }
  return result;
}

function attribute(machine: Machine, value: unknown, e: Of<"attribute">): unknown {
  const host = hostMethod(value, e.name, machine.iterate);
  const found =
    host ?? (value === null || value === undefined ? undefined : machine.vocabulary.attribute(value, e.name));
  if (found === undefined) throw new NotationError(`${describe(value)} has no attribute ${e.name}`, e.at);
  return found;
}

/** A comprehension has one scope of its own for all its rounds, as in Python. */
function evaluateComprehension(machine: Machine, e: Of<"comprehension">, scope: Scope): unknown {
  const local = new Scope(scope);
  const { key } = e;
  const results: [unknown, unknown][] = [];
  const visit = (clauses: readonly Clause[]): void => {
    const [clause, ...inner] = clauses;
    if (clause === undefined) {
      const name = key === undefined ? undefined : evaluateExpression(machine, key, local);
      results.push([name, evaluateExpression(machine, e.element, local)]);
      return;
    }
    for (const item of located(e.at, () => machine.iterate(evaluateExpression(machine, clause.iterable, local)))) {
      machine.tick(e.at);
      assign(machine, clause.target, item, local);
      if (clause.conditions.every((condition) => machine.truthy(evaluateExpression(machine, condition, local))))
        visit(inner);
    }
  };
  visit(e.clauses);
  return key === undefined ? results.map(([, value]) => value) : dictionary(results);
}
