/** A tree of arrays as one vector, and back. */
import { raise } from "../errors.js";
import { sizeOf } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { concatenate } from "../primitives/concatenate.js";
import { full } from "../primitives/constant.js";
import { convert } from "../primitives/convert.js";
import { reshape } from "../primitives/reshape.js";
import { slice } from "../primitives/slice.js";
import { unflatten } from "../trace/tree.js";
import type { Arrays } from "../trace/treetypes.js";
import { flattenArrays } from "./call.js";

/**
 * All leaves as one vector, in the order of the tree, and the function that undoes it. The vector has the widest of the
 * leaves' element types: float64 if there is one, else the first leaf's; `unravel` gives each leaf its own type back.
 * @throws ShapeError from `unravel` for a vector of another length
 * @example const [vector, unravel] = ravelPytree({ a: 1, b: [2, 3] }); vector // [1, 2, 3]
 */
export function ravelPytree<T>(tree: T): [vector: NDArray, unravel: (vector: NDArray) => Arrays<T>] {
  const { leaves, structure } = flattenArrays("ravelPytree", tree);
  const dtype = leaves.some((leaf) => leaf.dtype === "float64") ? "float64" : (leaves[0]?.dtype ?? "float32");
  const parts = leaves.map((leaf) => convert(reshape(leaf, { shape: [leaf.size] }), { dtype }));
  const vector = parts.length === 0 ? full([0], 0, dtype) : concatenate(parts, { axis: 0 });
  const types = leaves.map(({ type }) => type);
  const unravel = (flat: NDArray): Arrays<T> => {
    if (flat.ndim !== 1 || flat.size !== vector.size)
      raise({
        code: "shape",
        what: `expected a vector of ${vector.size} elements, got shape [${flat.shape.join(", ")}]`,
        where: "unravel",
        fix: "pass a vector like the one ravelPytree gave",
      });
    let start = 0;
    const results = types.map(({ shape, dtype: own }) => {
      const limit = start + sizeOf(shape);
      const part = slice(flat, { starts: [start], limits: [limit], strides: [1] });
      start = limit;
      return convert(reshape(part, { shape }), { dtype: own });
    });
    return unflatten(structure, results) as Arrays<T>;
  };
  return [vector, unravel];
}
