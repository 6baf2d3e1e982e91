/** Programs made for tests: recorded, and written down and read back. */
import {
  check,
  isProgram,
  orThrow,
  parse,
  print,
  recordClosed,
  staticKey,
  withDefaultBackend,
  type Backend,
  type Primitive,
  type Program,
} from "@fluxion/core";
import type { ArrayFunction } from "./run.js";
import type { Tensor } from "./tensor.js";
import { violation } from "./violation.js";

/** The program that a function is for operands like these; where it needs arrays of its own they are constants. */
export const programOfFunction = (backend: Backend, f: ArrayFunction, inputs: readonly Tensor[]): Program =>
  withDefaultBackend(backend, () =>
    recordClosed(
      "test",
      inputs.map(({ type }) => type),
      (xs) => f(...xs),
    ),
  );

/** The primitives that occur in a program, those in programs among its parameters included. */
export function primitivesIn(program: Program): Set<Primitive> {
  const found = new Set<Primitive>();
  const pending = [program];
  for (let current = pending.pop(); current !== undefined; current = pending.pop())
    for (const { primitive, params } of current.equations) {
      found.add(primitive);
      pending.push(...Object.values(params).flat().filter(isProgram));
    }
  return found;
}

/** Parameters as text that tells −0 from 0 and strings from numbers; programs by their text, entries in the order of their names. */
export function exactKey(value: unknown): string {
  if (isProgram(value)) return print(value);
  if (Array.isArray(value)) return `[${value.map(exactKey).join()}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => `${name}=${exactKey(item)}`)
      .join()}}`;
  return staticKey(value);
}

/** The program after it was printed and parsed; a typed error where that changes anything. */
export function throughText(where: string, program: Program): Program {
  const text = print(orThrow(check(program)));
  const again = orThrow(check(orThrow(parse(text, primitivesIn(program)))));
  if (print(again) !== text)
    violation(where, `printed again, the program is\n${print(again)}\nbut it was read from\n${text}`);
  program.equations.forEach(({ primitive, params }, i) => {
    const other = again.equations[i];
    if (other === undefined || other.primitive !== primitive || exactKey(other.params) !== exactKey(params))
      violation(
        where,
        `equation ${i} (${primitive.name}) has parameters ${exactKey(other?.params)} after parsing, and had ${exactKey(params)}`,
      );
  });
  return again;
}
