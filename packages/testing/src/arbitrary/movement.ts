/** Operations that move and repeat elements, at fixed and at computed places. */
import * as core from "@fluxion/core";
import { sameShape, type NDArray } from "@fluxion/core";
import type { Choices, Move } from "./recipe.js";

const hasAxis = (x: NDArray): boolean => x.ndim > 0;
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const scalar = (like: NDArray, value: number): NDArray => core.fullLike(like, value, "int32", []);

/** An operation on one value with axes. */
const onAxes =
  (operation: (x: NDArray, choices: Choices) => NDArray | undefined): Move =>
  (choices) => {
    const x = choices.operand(hasAxis);
    return x && operation(x, choices);
  };

/** Indices along an axis, in an order that repeats and leaves out. */
const places = (x: NDArray, axis: number, seed: number): NDArray => {
  const n = x.shape[axis] as number;
  const count = core.iota({ dtype: "int32", shape: [n, 1], axis: 0 });
  return core.rem(core.add(core.mul(count, 3), seed), core.fullLike(count, n));
};

export const movements: readonly Move[] = [
  onAxes((x, { number }) => core.reverse(x, { axes: [number(x.ndim)] })),
  onAxes((x, { number }) => core.moveAxis(x, number(x.ndim), number(x.ndim))),
  onAxes((x) => core.reshape(x, { shape: [x.size] })),
  onAxes((x) => core.reshape(x, { shape: [1, ...x.shape] })),
  ({ operand, number }) => {
    const x = operand();
    const axis = x === undefined ? 0 : number(x.ndim + 1);
    return x && core.broadcast(x, { shape: x.shape.toSpliced(axis, 0, 1 + number(3)), axes: [axis] });
  },
  onAxes((x, { number }) => {
    const axis = number(x.ndim);
    const n = x.shape[axis] as number;
    const start = number(n + 1);
    return core.sliceAxis(x, axis, start, start + number(n - start + 1), 1 + number(2));
  }),
  onAxes((x, { number }) => {
    const axis = number(x.ndim);
    const at = (value: number): number[] => x.shape.map((_, i) => (i === axis ? value : 0));
    const cut = (x.shape[axis] as number) > 0 ? number(2) : 0;
    return core.pad(x, core.fullLike(x, number(2), x.dtype, []), {
      low: at(number(3) - cut),
      high: at(number(2)),
      interior: at(number(2)),
    });
  }),
  onAxes((x, { operand, number }) => {
    const axis = number(x.ndim);
    const y = operand(
      (other) =>
        other.dtype === x.dtype && other.ndim === x.ndim && other.shape.every((n, i) => i === axis || n === x.shape[i]),
    );
    return y && core.concatenate([x, y], { axis });
  }),
  onAxes((x, { number }) => {
    const axis = number(x.ndim);
    if (x.size === 0) return undefined;
    return core.gather(x, places(x, axis, number(5)), {
      offsetDims: range(x.ndim).filter((i) => i !== axis),
      collapsedSliceDims: [axis],
      startIndexMap: [axis],
      operandBatchingDims: [],
      startIndicesBatchingDims: [],
      sliceSizes: x.shape.map((n, i) => (i === axis ? 1 : n)),
      mode: number(2) === 0 ? "clip" : "promise",
    });
  }),
  onAxes((x, { number }) =>
    core.dynamicSlice(
      x,
      x.shape.map(() => scalar(x, number(4) - 1)),
      { sizes: x.shape.map((n) => Math.max(0, n - number(2))) },
    ),
  ),
  onAxes((x, { operand, number }) => {
    const y = operand(
      (other) =>
        other.dtype === x.dtype && other.ndim === x.ndim && other.shape.every((n, i) => n <= (x.shape[i] as number)),
    );
    return (
      y &&
      core.dynamicUpdateSlice(
        x,
        y,
        x.shape.map(() => scalar(x, number(3))),
      )
    );
  }),
  onAxes((x, { operand }) => {
    const y = operand((other) => other.dtype === x.dtype && sameShape(other.shape, x.shape) && x.dtype !== "bool");
    const box = { starts: x.shape.map(() => 0), strides: x.shape.map(() => 1) };
    return (
      y &&
      core.placeSlices([x, y], {
        shape: x.shape.map((n) => n + 1),
        boxes: [box, { ...box, starts: x.shape.map(() => 1) }],
      })
    );
  }),
];
