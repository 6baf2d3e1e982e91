/** Functions of the notation as JavaScript functions, and calls of any function. */
import type { Argument, Parameter, Statement } from "./ast.js";
import { assign } from "./assign.js";
import { describe, HostError } from "./host-error.js";
import { dictionary, entriesOf, isDictionary, Keywords, splitKeywords, tuple } from "./host-values.js";
import { located, type Machine } from "./machine.js";
import { NotationError, type Position } from "./notation-error.js";
import { Scope } from "./scope.js";

interface Definition {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly at: Position;
}

/** Defaults are evaluated once, where the function is defined, as in Python. */
export function makeFunction(machine: Machine, definition: Definition, scope: Scope): (...given: unknown[]) => unknown {
  const defaults = new Map<Parameter, unknown>();
  for (const parameter of definition.parameters)
    if (parameter.fallback !== undefined) defaults.set(parameter, machine.evaluate(machine, parameter.fallback, scope));
  const call = (...given: unknown[]): unknown =>
    machine.inside(definition.at, () => {
      const local = new Scope(scope);
      bind(machine, definition, defaults, given, local);
      return machine.run(machine, definition.body, local);
    });
  return Object.defineProperty(call, "name", { value: definition.name });
}

function bind(
  machine: Machine,
  definition: Definition,
  defaults: ReadonlyMap<Parameter, unknown>,
  given: readonly unknown[],
  local: Scope,
): void {
  const { positional, keywords } = splitKeywords(given);
  const queue = [...positional];
  const rest = new Map(keywords);
  for (const parameter of definition.parameters) {
    const set = (value: unknown): void => assign(machine, parameter.target, value, local);
    const name = parameter.target.kind === "name" ? parameter.target.name : undefined;
    if (parameter.kind === "rest") set(tuple(queue.splice(0)));
    else if (parameter.kind === "keywords") {
      set(dictionary([...rest]));
      rest.clear();
    } else if (parameter.kind === "plain" && queue.length > 0) {
      if (name !== undefined && rest.has(name)) throw wrongCall(definition, `receives ${name} twice`);
      set(queue.shift());
    } else if (name !== undefined && rest.has(name)) {
      set(rest.get(name));
      rest.delete(name);
    } else if (defaults.has(parameter)) set(defaults.get(parameter));
    else throw wrongCall(definition, `misses its argument ${name ?? "(…)"}`);
  }
  const [unknown] = rest.keys();
  if (unknown !== undefined) throw wrongCall(definition, `has no parameter ${unknown}`);
  if (queue.length > 0)
    throw wrongCall(definition, `takes ${definition.parameters.length} arguments, not ${positional.length}`);
}

const wrongCall = (definition: Definition, what: string): NotationError =>
  new NotationError(`${definition.name} ${what}`, definition.at);

/** Evaluates the arguments of a call, stars spread. */
function evaluateArguments(machine: Machine, list: readonly Argument[], scope: Scope): unknown[] {
  const positional: unknown[] = [];
  const keywords = new Map<string, unknown>();
  for (const argument of list) {
    const value = machine.evaluate(machine, argument.value, scope);
    if (argument.kind === "positional") positional.push(value);
    else if (argument.kind === "spread") positional.push(...machine.iterate(value));
    else if (argument.kind === "keyword") keywords.set(argument.name, value);
    else if (isDictionary(value)) for (const [key, item] of entriesOf(value)) keywords.set(String(key), item);
    else throw new HostError(`"**" needs a dictionary, not ${describe(value)}`);
  }
  return keywords.size === 0 ? positional : [...positional, new Keywords(keywords)];
}

/** Calls a value with the arguments written in a call expression. */
export function callValue(
  machine: Machine,
  callee: unknown,
  list: readonly Argument[],
  scope: Scope,
  at: Position,
): unknown {
  return located(at, () => {
    if (typeof callee !== "function") throw new HostError(`${describe(callee)} cannot be called`);
    return (callee as (...given: unknown[]) => unknown)(...evaluateArguments(machine, list, scope));
  });
}
