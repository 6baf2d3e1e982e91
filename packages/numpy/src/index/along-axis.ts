/** What taking and putting along an axis share: indices as arrays, and how the shapes go together. */
import { isInteger, NDArray, raise } from "@fluxion/core";
import { broadcastShapes } from "../support/broadcast.js";
import { convertTo } from "../support/convert.js";
import { integersLike } from "./known-integers.js";
import { integerIndices } from "./parts.js";

/** The indices as int32. */
export function indicesAlongAxis(where: string, x: NDArray, indices: unknown): NDArray {
  if (indices instanceof NDArray && !isInteger(indices.dtype))
    raise({ code: "dtype", what: `indices are ${indices.dtype}`, where, fix: "convert them with astype('int32')" });
  const list = integerIndices(where, indices);
  return list instanceof NDArray ? convertTo(list, "int32") : integersLike(x, list.data, list.shape);
}

/** The shape of the result: broadcast but for the axis, where it is that of the indices. */
export function alongShape(where: string, x: NDArray, indices: NDArray, axis: number): number[] {
  if (indices.ndim !== x.ndim)
    raise({
      code: "shape",
      what: `indices of shape [${indices.shape.join(", ")}] and an array of shape [${x.shape.join(", ")}] differ in rank`,
      where,
      fix: "give them the same number of dimensions, with np.expandDims",
    });
  const others = x.shape.map((n, i) => (i === axis ? 1 : n));
  return broadcastShapes(others, indices.shape);
}
