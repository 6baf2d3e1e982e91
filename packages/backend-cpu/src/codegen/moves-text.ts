/**
 * Rearrangements of a few elements as assignments: a call of a kernel costs more than they do. Where the elements go, the kernel
 * itself says: it is run once on numbers that stand for elements.
 */
import { sizeOf, stridesOf, typesOf, type ArrayType, type Equation } from "@fluxion/core";
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

/** All are read before any is written: the result may lie where an operand was. */
const assignments = (result: Place, values: readonly string[]): string[] =>
  values.length === 1
    ? [`${elementOf(result, "0")} = ${values[0]};`]
    : [
        ...values.map((value, i) => `const v${i} = ${value};`),
        ...values.map((_, i) => `${elementOf(result, `${i}`)} = v${i};`),
      ];

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
  return ["{", ...assignments(result, values), "}"];
}

/** A few elements at a computed place, which is moved so that they lie inside: a dynamic slice. */
export function dynamicMovesText(
  { primitive, inputs, outputs }: Equation,
  [array, ...starts]: readonly Place[],
  [result]: readonly Place[],
): string[] | undefined {
  const [from, to] = [inputs[0]?.type.shape, outputs[0]?.type.shape];
  if (primitive.name !== "dynamicSlice" || array === undefined || result === undefined) return undefined;
  if (from === undefined || to === undefined || sizeOf(to) > RESULT) return undefined;
  const strides = stridesOf(from);
  const place = starts.map((start, axis) => {
    const last = (from[axis] as number) - (to[axis] as number);
    return `Math.max(0, Math.min(${last}, ${elementOf(start, "0")})) * ${strides[axis]}`;
  });
  const own = stridesOf(to);
  const values = Array.from({ length: sizeOf(to) }, (_, i) => {
    const offset = own.reduce(
      (sum, stride, axis) => sum + (Math.floor(i / stride) % (to[axis] as number)) * (strides[axis] as number),
      0,
    );
    return elementOf(array, ["v", ...(offset === 0 ? [] : [offset])].join(" + "));
  });
  return ["{", `const v = ${place.join(" + ") || "0"};`, ...assignments(result, values), "}"];
}
