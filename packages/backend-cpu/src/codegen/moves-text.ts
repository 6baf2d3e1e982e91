/**
 * Rearrangements of a few elements as assignments: a call of a kernel costs more than they do. Where the elements go, the kernel
 * itself says: it is run once on numbers that stand for elements.
 */
import { sizeOf, typesOf, type ArrayType, type Equation } from "@fluxion/core";
import type { Kernel } from "../kernels/kernel.js";
import { elementOf, type Place } from "../loop/place.js";

/** What the elements of a result are: one element of an operand, or 0 and such an element added, or 0. */
interface Moves {
  /** Kernels that only move elements. */
  readonly kernels: ReadonlySet<string>;
  readonly text: (element: string | undefined) => string;
}

const MOVED: Moves = {
  kernels: new Set(["concatenate", "pad", "reverse", "slice", "transpose"]),
  text: (element) => element ?? "0",
};
/** Adding to 0 makes −0 a 0, as the kernel does. */
const ADDED: Moves = {
  kernels: new Set(["placeSlices"]),
  text: (element) => (element === undefined ? "0" : `0 + ${element}`),
};

/** Most elements of a result, and of all operands together: as many as an int32 has bits without its sign. */
const RESULT = 16;
const OPERANDS = 31;

interface Source {
  readonly operand: number;
  readonly index: number;
}

/** Each element of the operands is a bit of its own: sums show what was added. */
function sourcesOf(kernel: Kernel<object>, { inputs, outputs, params }: Equation): (Source | undefined)[] | undefined {
  const integers = (types: readonly ArrayType[]): ArrayType[] => types.map(({ shape }) => ({ dtype: "int32", shape }));
  const [operandTypes, resultTypes] = [integers(typesOf(inputs)), integers(typesOf(outputs))];
  const sources = operandTypes.flatMap(({ shape }, operand) =>
    Array.from({ length: sizeOf(shape) }, (_, index): Source => ({ operand, index })),
  );
  if (sources.length > OPERANDS) return undefined;
  let bit = 0;
  const arrays = operandTypes.map(({ shape }) => Int32Array.from({ length: sizeOf(shape) }, () => 1 << bit++));
  const result = new Int32Array(sizeOf((resultTypes[0] as ArrayType).shape));
  kernel(operandTypes, resultTypes, params)([...arrays, result]);
  const isOne = (value: number): boolean => (value & (value - 1)) === 0;
  return result.every(isOne)
    ? Array.from(result, (value) => (value === 0 ? undefined : sources[31 - Math.clz32(value)]))
    : undefined;
}

/** The assignments, or nothing where the kernel does more than move, or moves more than a few elements. */
export function movesText(
  equation: Equation,
  kernel: Kernel<object>,
  operands: readonly Place[],
  results: readonly Place[],
): string[] | undefined {
  const { primitive, outputs } = equation;
  const moves = [MOVED, ADDED].find(({ kernels }) => kernels.has(primitive.name));
  const [result] = results;
  const [output] = outputs;
  if (moves === undefined || result === undefined || output === undefined) return undefined;
  if (sizeOf(output.type.shape) > RESULT) return undefined;
  const sources = sourcesOf(kernel, equation);
  if (sources === undefined) return undefined;
  const values = sources.map((source) =>
    moves.text(source && elementOf(operands[source.operand] as Place, `${source.index}`)),
  );
  if (values.length === 1) return [`${elementOf(result, "0")} = ${values[0]};`];
  // All are read before any is written: the result may lie where an operand was.
  return [
    "{",
    ...values.map((value, i) => `const v${i} = ${value};`),
    ...values.map((_, i) => `${elementOf(result, `${i}`)} = v${i};`),
    "}",
  ];
}
