/** Reductions over any axes, with what makes their elements and what uses their results: what fusion makes walks over rows of. */
import * as core from "@fluxion/core";
import { type NDArray } from "@fluxion/core";
import type { Move } from "./recipe.js";
import { floating } from "./smooth.js";

/** Some axes of an array: those whose bits are set, at least one. */
const someAxes = (x: NDArray, bits: number): number[] => {
  const axes = x.shape.flatMap((_, axis) => ((bits >> axis) % 2 === 1 ? [axis] : []));
  return axes.length > 0 ? axes : [bits % x.ndim];
};

/** An operation over some axes of a float. */
const overAxes =
  (operation: (x: NDArray, axes: readonly number[]) => NDArray): Move =>
  ({ operand, number }) => {
    const x = operand((y) => floating(y) && y.ndim > 0);
    return x && operation(x, someAxes(x, number(8)));
  };

const back = (row: NDArray, like: NDArray, axes: readonly number[]): NDArray =>
  core.broadcast(row, { shape: like.shape, axes });

export const rows: readonly Move[] = [
  overAxes((x, axes) => core.sum(core.sin(x), { axes })),
  overAxes((x, axes) => core.sub(x, back(core.mul(core.sum(x, { axes }), 0.25), x, axes))),
  overAxes((x, axes) => core.tanh(core.sum(core.mul(x, back(core.sum(x, { axes }), x, axes)), { axes }))),
  overAxes((x, axes) => {
    const e = core.exp(core.tanh(x));
    return core.div(e, back(core.add(core.sum(e, { axes }), 1), x, axes));
  }),
  // The axes stay, with size 1.
  overAxes((x, axes) => {
    const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
    return core.mul(core.reshape(core.sum(core.cos(x), { axes }), { shape: kept }), 0.5);
  }),
  overAxes((x, axes) => core.add(core.prod(core.tanh(x), { axes }), core.reduceMax(x, { axes }))),
];
