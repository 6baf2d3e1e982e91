/** Pseudo-inverses: a primitive, because they have a derivative where singular values are equal and the vectors have none. */
import {
  add,
  bindOne,
  definePrimitive,
  div,
  gt,
  mul,
  neg,
  onesLike,
  reduceMax,
  right,
  select,
  sub,
  svd,
  zerosLike,
  type ArrayType,
  type NDArray,
} from "@fluxion/core";
import { matmul } from "../contract/matmul.js";
import { finfo } from "../creation/limits.js";
import { matrixTranspose } from "../shape/matrix-transpose.js";
import { reshapeTo } from "../shape/reshape-to.js";
import { broadcastFitting } from "../support/broadcast.js";
import type { Operand } from "../support/weak.js";
import { floatMatrices } from "./square.js";

interface PinvParams {
  /** Singular values that are not above this part of the largest count as zero. */
  readonly rtol: number;
}

/** V·diag(1/s)·Uᵀ over the singular values that count. */
function inverted(x: NDArray, { rtol }: PinvParams): NDArray {
  const [u, s, vt] = svd(x, { fullMatrices: false, computeUv: true }) as readonly [NDArray, NDArray, NDArray];
  if (s.shape.at(-1) === 0) return zerosLike(matrixTranspose(x));
  const largest = reduceMax(s, { axes: [s.ndim - 1] });
  const cutoff = broadcastFitting(reshapeTo(mul(largest, rtol), [...largest.shape, 1]), s.shape);
  const inverse = select(gt(s, cutoff), div(onesLike(s), s), zerosLike(s));
  const v = matrixTranspose(vt);
  return matmul(
    mul(v, broadcastFitting(reshapeTo(inverse, [...s.shape.slice(0, -1), 1, s.shape.at(-1) as number]), v.shape)),
    matrixTranspose(u),
  );
}

/**
 * dP = −P·dA·P + P·Pᵀ·dAᵀ·(I − A·P) + (I − P·A)·dAᵀ·Pᵀ·P. Source: G. Golub and V. Pereyra, "The differentiation of pseudo-inverses and nonlinear least
 * squares problems whose variables separate", SIAM Journal on Numerical Analysis 10 (1973).
 */
function push(t: NDArray, a: NDArray, p: NDArray): NDArray {
  const [tt, pt] = [matrixTranspose(t), matrixTranspose(p)];
  const left = matmul(matmul(p, pt), tt);
  const rest = matmul(tt, matmul(pt, p));
  const inner = neg(matmul(matmul(p, t), p));
  return add(inner, add(sub(left, matmul(left, matmul(a, p))), sub(rest, matmul(p, matmul(a, rest)))));
}

const primitive: ReturnType<typeof definePrimitive<PinvParams>> = /* @__PURE__ */ definePrimitive<PinvParams>("pinv", {
  type: ([x]) => {
    const { dtype, shape } = x as ArrayType;
    return right([{ dtype, shape: [...shape.slice(0, -2), shape.at(-1) as number, shape.at(-2) as number] }]);
  },
  body: ([x], params) => inverted(x as NDArray, params),
  jvp: ({ inputs: [x], outputs: [p], tangents: [t] }) => [t == null ? null : push(t, x as NDArray, p as NDArray)],
  batch: ({ inputs, params }) => ({ outputs: [bindOne(primitive, inputs, params)], batched: [true] }),
});

/**
 * The pseudo-inverses [..., n, m] of matrices [..., m, n]. Singular values up to `rtol` times the largest count as zero (10·max(m, n)·eps if not given). Integers
 * give float32. The derivative holds while the rank stays. A shape error below two dimensions.
 * @example np.linalg.pinv([[2, 0], [0, 0]]) // [[0.5, 0], [0, 0]]
 */
export function pinv(x: Operand, { rtol }: { rtol?: number | null } = {}): NDArray {
  const array = floatMatrices("pinv", x);
  return primitive([array], { rtol: rtol ?? 10 * Math.max(...array.shape.slice(-2)) * finfo(array.dtype).eps });
}
