/** Operations whose results are sums or products of many elements: another order of the terms may round differently. */
import * as core from "@fluxion/core";
import { type NDArray } from "@fluxion/core";
import type { Choices, Move } from "./recipe.js";
import { floating } from "./smooth.js";

/** An operation along one axis of a float. */
export const alongAxis =
  (operation: (x: NDArray, axis: number, choices: Choices) => NDArray | undefined): Move =>
  (choices) => {
    const x = choices.operand((y) => floating(y) && y.ndim > 0);
    return x && operation(x, choices.number(x.ndim), choices);
  };

/** Pairs of axes of equal size. */
const pairs = (x: NDArray, y: NDArray): [number, number][] =>
  x.shape.flatMap((n, i) => y.shape.flatMap((m, j): [number, number][] => (n === m ? [[i, j]] : [])));

export const sums: readonly Move[] = [
  alongAxis((x, axis) => core.sum(x, { axes: [axis] })),
  alongAxis((x) => core.sum(x, { axes: x.shape.map((_, i) => i) })),
  alongAxis((x, axis) => core.prod(core.tanh(x), { axes: [axis] })),
  alongAxis((x, axis, { number }) => core.cumsum(x, { axis, reverse: number(2) === 1 })),
  alongAxis((x, axis, { number }) => core.cumprod(core.tanh(x), { axis, reverse: number(2) === 1 })),
  alongAxis((x, axis, { number }) => core.cumlogsumexp(x, { axis, reverse: number(2) === 1 })),
  ({ operand, number }) => {
    const x = operand((z) => floating(z) && z.ndim > 0);
    const y = x && operand((z) => z.dtype === x.dtype && pairs(x, z).length > 0);
    if (x === undefined || y === undefined) return undefined;
    const fitting = pairs(x, y);
    const [i, j] = fitting[number(fitting.length)] as [number, number];
    const rest = fitting.filter(([a, b]) => a !== i && b !== j);
    const batch = rest.length > 0 && number(2) === 1 ? [rest[number(rest.length)] as [number, number]] : [];
    const product = core.dotGeneral(x, y, {
      lhsContract: [i],
      rhsContract: [j],
      lhsBatch: batch.map(([a]) => a),
      rhsBatch: batch.map(([, b]) => b),
    });
    return core.mul(product, 0.25);
  },
  alongAxis((x, axis, { number }) => {
    const [window, low] = [1 + number(3), number(2)];
    const only = <T>(value: T, other: T): T[] => x.shape.map((_, i) => (i === axis ? value : other));
    return core.reduceWindowSum(x, {
      window: only(window, 1),
      strides: only(1 + number(2), 1),
      padding: only<readonly [number, number]>([low, 1], [0, 0]),
      baseDilation: only(1, 1),
      windowDilation: only(1, 1),
    });
  }),
  // A row of an array, added into it at places that may repeat.
  alongAxis((x, _, { number }) => {
    const [n = 0] = x.shape;
    if (n === 0) return undefined;
    const row = core.sliceAxis(x, 0, 0, 1);
    const indices = core.fullLike(x, number(n), "int32", [1, 1]);
    return core.scatter(x, indices, row, {
      updateWindowDims: x.shape.slice(1).map((__, i) => i + 1),
      insertedWindowDims: [0],
      scatterDimsToOperandDims: [0],
      operandBatchingDims: [],
      scatterIndicesBatchingDims: [],
      mode: "drop",
      combine: "add",
      unique: false,
    });
  }),
];
