/** Runs a parsed program with a vocabulary and values for its free variables. */
import type { Notation } from "./ast.js";
import { nameResolver } from "./builtins.js";
import { evaluateExpression } from "./evaluate-expression.js";
import { runBody } from "./evaluate-statement.js";
import { DEFAULT_LIMITS, Machine, type Limits } from "./machine.js";
import { NotationError } from "./notation-error.js";
import { Scope } from "./scope.js";
import type { Vocabulary } from "./vocabulary.js";

/**
 * The value of the program's `return`: a tuple, as an array, when it names several results.
 *
 * @throws NotationError for mistakes of the program; errors of the vocabulary's functions pass through untouched
 */
export function evaluateNotation(
  notation: Notation,
  vocabulary: Vocabulary,
  inputs: ReadonlyMap<string, unknown>,
  limits: Limits = DEFAULT_LIMITS,
): unknown {
  const plain = new Machine(vocabulary, limits, evaluateExpression, runBody);
  const machine = new Machine(
    { ...bound(vocabulary), names: nameResolver(plain) },
    limits,
    evaluateExpression,
    runBody,
  );
  const scope = new Scope(undefined);
  for (const [name, value] of inputs) scope.set(name, value);
  try {
    return machine.run(machine, notation.body, scope);
  } catch (error) {
    // What is left of endless recursion through a transform, which the depth limit cannot see.
    if (error instanceof RangeError && /call stack/i.test(error.message))
      throw new NotationError("the program recurses too deeply", { line: 1, column: 1 });
    throw error;
  }
}

/** A vocabulary may be a class: its methods keep their `this`. */
function bound(vocabulary: Vocabulary): Omit<Vocabulary, "names"> {
  return {
    binary: (operator, a, b) => vocabulary.binary(operator, a, b),
    unary: (operator, a) => vocabulary.unary(operator, a),
    index: (x, parts) => vocabulary.index(x, parts),
    truthy: (x) => vocabulary.truthy(x),
    iterate: (x) => vocabulary.iterate(x),
    attribute: (x, name) => vocabulary.attribute(x, name),
    integer: (x) => vocabulary.integer(x),
    length: (x) => vocabulary.length(x),
  };
}
