/** Short movements of elements as text: a kernel would cost more to call than to run. */
import { sizeOf, type ArrayType, type DType } from "@fluxion/core";
import type { Move, Side } from "../kernels/move.js";
import { elementOf, samePlace, type Place } from "../loop/place.js";
import { WRAP, type CpuDType } from "../scalar/wrap.js";

/** Most elements that are moved by text, and most that have a line each. */
const MOST = 64;
const LINES = 8;

/** Lines for all moves, unless they are long. */
export function movesText(
  moves: readonly Move[],
  operands: readonly Place[],
  result: Place,
  { dtype, shape }: ArrayType,
): string[] | undefined {
  const needed = moves.filter(({ operand }) => !samePlace(operands[operand] as Place, result));
  const adds = needed.some((move) => move.adds);
  const count = needed.reduce((total, move) => total + sizeOf(move.shape), adds ? sizeOf(shape) : 0);
  if (count > MOST) return undefined;
  const context = { operands, result, dtype };
  const zeros = adds ? fillText(result, sizeOf(shape)) : [];
  return [...zeros, ...needed.flatMap((move) => moveText(move, context))];
}

interface Context {
  readonly operands: readonly Place[];
  readonly result: Place;
  readonly dtype: DType;
}

const fillText = (result: Place, size: number): string[] =>
  result.kind === "register" || size <= LINES
    ? Array.from({ length: size }, (_, i) => `${elementOf(result, String(i))} = 0;`)
    : [`for (let i = 0; i < ${size}; i++) ${elementOf(result, "i")} = 0;`];

/** The offset of a side, as far as it is not known before. */
const startText = ({ starts = [] }: Side, operands: readonly Place[]): string[] =>
  starts
    .filter(({ most }) => most > 0)
    .map(({ operand, most, stride }) => {
      const index = `Math.max(0, Math.min(${elementOf(operands[operand] as Place, "0")}, ${most}))`;
      return stride === 1 ? index : `${index} * ${stride}`;
    });

const sum = (terms: readonly string[]): string => terms.join(" + ") || "0";

function moveText({ operand, shape, from, to, adds }: Move, { operands, result, dtype }: Context): string[] {
  if (sizeOf(shape) === 0) return [];
  const source = operands[operand] as Place;
  const axes = shape.flatMap((length, axis) => (length === 1 ? [] : [axis]));
  const starts = { p: startText(from, operands), q: startText(to, operands) };
  const open = Object.entries(starts).flatMap(([name, terms]) =>
    terms.length === 0 ? [] : [`const ${name} = ${sum(terms)};`],
  );
  const place = (side: Side, name: "p" | "q", terms: readonly string[], offset: number): string =>
    sum([...(starts[name].length === 0 ? [] : [name]), ...(offset === 0 ? [] : [String(offset)]), ...terms]);
  const line = (terms: (side: Side) => readonly string[], offset: (side: Side) => number): string => {
    const target = elementOf(result, place(to, "q", terms(to), offset(to)));
    const value = elementOf(source, place(from, "p", terms(from), offset(from)));
    return `${target} = ${adds ? WRAP[dtype as CpuDType].text(`(${target} + ${value})`) : value};`;
  };
  if (sizeOf(shape) <= LINES) {
    const lines = coordinates(axes.map((axis) => shape[axis] as number)).map((at) =>
      line(
        () => [],
        ({ offset, strides }) => at.reduce((total, i, k) => total + i * (strides[axes[k] as number] as number), offset),
      ),
    );
    return open.length === 0 ? lines : ["{", ...open, ...lines, "}"];
  }
  const terms = ({ strides }: Side): string[] =>
    axes.flatMap((axis) => {
      const stride = strides[axis] as number;
      return stride === 0 ? [] : [stride === 1 ? `i${axis}` : `i${axis} * ${stride}`];
    });
  return [
    "{",
    ...open,
    ...axes.map((axis) => `for (let i${axis} = 0; i${axis} < ${shape[axis]}; i${axis}++) {`),
    line(terms, ({ offset }) => offset),
    ...axes.map(() => "}"),
    "}",
  ];
}

/** All positions in a box, in row-major order. */
const coordinates = (lengths: readonly number[]): number[][] =>
  lengths.reduce<number[][]>(
    (list, length) => list.flatMap((at) => Array.from({ length }, (_, i) => [...at, i])),
    [[]],
  );
