/** Evaluates what stands between the brackets of a subscript. */
import type { Expression, SliceExpression } from "./ast.js";
import { HostError } from "./host-error.js";
import { hostIndex, isContainer } from "./host-index.js";
import { ELLIPSIS, isTuple, Slice, tuple } from "./host-values.js";
import type { Machine } from "./machine.js";
import type { Scope } from "./scope.js";
import type { IndexPart } from "./vocabulary.js";

interface Subscript {
  readonly parts: readonly (Expression | SliceExpression)[];
  readonly isTuple: boolean;
}

/** The index as one value: an integer, a `Slice`, a key, or a tuple of them. */
export function evaluateSubscript(machine: Machine, subscript: Subscript, scope: Scope): unknown {
  const evaluate = (e: Expression | undefined): unknown =>
    e === undefined ? undefined : machine.evaluate(machine, e, scope);
  const values: unknown[] = [];
  for (const part of subscript.parts) {
    if (part.kind === "slice") values.push(new Slice(evaluate(part.start), evaluate(part.stop), evaluate(part.step)));
    else if (part.kind === "starred") values.push(...machine.iterate(evaluate(part.value)));
    else values.push(evaluate(part));
  }
  const [first] = values;
  return subscript.isTuple || values.length !== 1 ? tuple(values) : first;
}

function toPart(machine: Machine, value: unknown): IndexPart {
  if (value === null || value === undefined) return { kind: "newaxis" };
  if (value === ELLIPSIS) return { kind: "ellipsis" };
  if (typeof value === "number" && Number.isInteger(value)) return { kind: "integer", value };
  if (!(value instanceof Slice)) return { kind: "array", value };
  const bound = (x: unknown): number | undefined => {
    if (x === null || x === undefined) return undefined;
    const integer = machine.integer(x);
    if (integer === undefined) throw new HostError("the bounds of a slice must be known integers");
    return integer;
  };
  return { kind: "slice", start: bound(value.start), stop: bound(value.stop), step: bound(value.step) };
}

/** The parts of an index of an array; a tuple held in a variable counts like one written out. */
export function toParts(machine: Machine, index: unknown): IndexPart[] {
  return isTuple(index) ? index.map((value) => toPart(machine, value)) : [toPart(machine, index)];
}

/** `x[index]` for containers and arrays. */
export function indexValue(machine: Machine, x: unknown, index: unknown): unknown {
  return isContainer(x) ? hostIndex(x, index, machine.integer) : machine.vocabulary.index(x, toParts(machine, index));
}
