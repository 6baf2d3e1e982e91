/** Systems of equations whose matrix was factored before: a primitive, because its derivative needs the factors but not theirs. */
import {
  add,
  alignBatch,
  bindOne,
  definePrimitive,
  dotGeneral,
  iota,
  lu,
  moveAxis,
  neg,
  reshape,
  right,
  sizeOf,
  sort,
  stopGradient,
  takeRows,
  triangularSolve,
  type ArrayType,
  type BatchArguments,
  type NDArray,
} from "@fluxion/core";
import { broadcastFitting } from "../support/broadcast.js";

interface LinearSolveParams {
  /** Whether Aᵀ stands in the place of A. */
  readonly transposeA: boolean;
}

const LOWER = { leftSide: true, lower: true, unitDiagonal: true } as const;
const UPPER = { leftSide: true, lower: false, unitDiagonal: false } as const;

/** The permutation that undoes another, along the last axis. */
function inverseOf(permutation: NDArray): NDArray {
  const axis = permutation.ndim - 1;
  const places = iota({ dtype: "int32", shape: permutation.shape, axis });
  return sort([permutation, places], { axis, keys: 1 })[1] as NDArray;
}

/** With P·A = L·U: A⁻¹·B = U⁻¹·L⁻¹·P·B, or A⁻ᵀ·B = Pᵀ·L⁻ᵀ·U⁻ᵀ·B. */
export function solveFactored(packed: NDArray, permutation: NDArray, b: NDArray, transposeA: boolean): NDArray {
  const [first, second] = transposeA ? [UPPER, LOWER] : [LOWER, UPPER];
  const ordered = transposeA ? b : takeRows(b, permutation);
  const solved = triangularSolve(packed, triangularSolve(packed, ordered, { ...first, transposeA }), {
    ...second,
    transposeA,
  });
  return transposeA ? takeRows(solved, inverseOf(permutation)) : solved;
}

function product(x: NDArray, y: NDArray, transposeX: boolean): NDArray {
  const stack = x.shape.slice(0, -2).map((_, axis) => axis);
  return dotGeneral(x, y, {
    lhsContract: [transposeX ? x.ndim - 2 : x.ndim - 1],
    rhsContract: [y.ndim - 2],
    lhsBatch: stack,
    rhsBatch: stack,
  });
}

/** Right sides that share a matrix become columns of one wide system. */
function batch({ inputs, batched, size, params }: BatchArguments<LinearSolveParams>): NDArray {
  const [a, packed, permutation, b] = inputs as readonly [NDArray, NDArray, NDArray, NDArray];
  if (batched.slice(0, 3).includes(true)) return bindOne(linearSolve, alignBatch(inputs, batched, size), params);
  const beside = moveAxis(b, 0, b.ndim - 2);
  const [m, columns] = beside.shape.slice(-2) as [number, number];
  const wide = reshape(beside, { shape: [...beside.shape.slice(0, -2), m * columns] });
  return moveAxis(reshape(linearSolve([a, packed, permutation, wide], params), { shape: beside.shape }), b.ndim - 2, 0);
}

/** (A, packed L and U, permutation, B) → A⁻¹·B. The factors count as constants: what there is to differentiate by is A and B. */
const linearSolve: ReturnType<typeof definePrimitive<LinearSolveParams>> =
  /* @__PURE__ */ definePrimitive<LinearSolveParams>("linearSolve", {
    type: ([, , , b]) => right([b as ArrayType]),
    body: ([, packed, permutation, b], { transposeA }) =>
      solveFactored(packed as NDArray, permutation as NDArray, b as NDArray, transposeA),
    // A·dX = dB − dA·X.
    jvp({ inputs: [a, packed, permutation], outputs: [x], tangents: [ta, , , tb], params }) {
      const moved = ta == null ? null : neg(product(ta, x as NDArray, params.transposeA));
      const whole = moved === null || tb == null ? (moved ?? tb) : add(tb, moved);
      return [whole == null ? null : linearSolve([a, packed, permutation, whole] as NDArray[], params)];
    },
    transpose({ cotangents: [ct], inputs: [a, packed, permutation, b], params }) {
      if (ct == null || a == null || packed == null || permutation == null || b !== null)
        return [null, null, null, null];
      return [null, null, null, linearSolve([a, packed, permutation, ct], { transposeA: !params.transposeA })];
    },
    batch: (args) => ({ outputs: [batch(args)], batched: [true] }),
    flops: ([a, , , b]) => 2 * sizeOf((b as ArrayType).shape) * ((a as ArrayType).shape.at(-1) as number),
  });

/** A⁻¹·B for matrices A [..., n, n] and B [..., n, m], whose leading axes are (or broadcast to) those of B. One decomposition serves value and derivatives. */
export function solveMatrices(a: NDArray, b: NDArray): NDArray {
  const [packed, , permutation] = lu(stopGradient(a)) as readonly [NDArray, NDArray, NDArray];
  const stack = b.shape.slice(0, -2);
  const n = a.shape.at(-1) as number;
  const square = [...stack, n, n];
  return linearSolve(
    [broadcastFitting(a, square), broadcastFitting(packed, square), broadcastFitting(permutation, [...stack, n]), b],
    { transposeA: false },
  );
}
