/** Arrays joined along an axis that they have. */
import { concatenate as join, NDArray, raise, sameShape, without, type DType } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { convertTo } from "../support/convert.js";
import { promote } from "../support/promote.js";
import type { Operand } from "../support/weak.js";
import { ravel } from "./ravel.js";
import { unstack } from "./unstack.js";

/** A list of arrays, or an array whose first axis counts them. */
export type Operands = readonly Operand[] | NDArray;

export interface JoinOptions {
  /** The axis along which to join; 0 if not given. */
  readonly axis?: number;
  /** Element type of the result; the common type if not given. */
  readonly dtype?: DType;
}

/** The arrays of a list in one element type; a typed error if there are none. */
export function operandList(where: string, xs: Operands, dtype?: DType): NDArray[] {
  const list = xs instanceof NDArray ? unstack(xs) : xs;
  if (!Array.isArray(list) || list.length === 0)
    return raise({
      code: "argument",
      what: "there are no arrays to join",
      where,
      fix: "pass a list of at least one array",
    });
  const arrays = promote(...list);
  return dtype === undefined ? arrays : arrays.map((x) => convertTo(x, dtype));
}

/** Joins arrays of one type; a typed error if their shapes differ along other axes. */
export function joinAlong(where: string, arrays: readonly NDArray[], axis: number): NDArray {
  const [first] = arrays as readonly [NDArray];
  const other = arrays.find(
    (x) => x.ndim !== first.ndim || !sameShape(without(x.shape, [axis]), without(first.shape, [axis])),
  );
  if (other !== undefined)
    raise({
      code: "shape",
      what: `shapes ${arrays.map((x) => `[${x.shape.join(", ")}]`).join(" and ")} differ not only along axis ${axis}`,
      where,
      fix:
        other.ndim === first.ndim
          ? "make the other axes equal, or join along another axis"
          : "give all arrays the same number of dimensions, with np.expandDims",
    });
  return arrays.length === 1 ? first : join(arrays, { axis });
}

/**
 * Arrays of their common type joined along an axis that all have; `axis: null` joins them flattened. A shape error if other
 * axes differ.
 * @example np.concatenate([[1, 2], [3]]) // [1, 2, 3]
 * @example np.concatenate([[[1], [2]], [[3], [4]]], { axis: 1 }) // [[1, 3], [2, 4]]
 */
export function concatenate(
  xs: Operands,
  { axis = 0, dtype }: Omit<JoinOptions, "axis"> & { readonly axis?: number | null } = {},
): NDArray {
  const arrays = operandList("concatenate", xs, dtype);
  if (axis === null)
    return joinAlong(
      "concatenate",
      arrays.map((x) => ravel(x)),
      0,
    );
  const [first] = arrays as [NDArray];
  if (first.ndim === 0)
    raise({
      code: "shape",
      what: "scalars have no axis to be joined along",
      where: "concatenate",
      fix: "use np.stack",
    });
  return joinAlong("concatenate", arrays, normalizeAxis("concatenate", axis, first.ndim));
}
