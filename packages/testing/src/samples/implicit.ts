/** Samples of implicit functions: a diagonal linear system, and the cube root. */
import {
  add,
  cbrt,
  div,
  linearSolvePrimitive,
  mul,
  recordClosed,
  rootPrimitive,
  sub,
  type ArrayType,
  type LinearSolveParams,
  type NDArray,
  type Program,
  type RootParams,
} from "@fluxion/core";
import { sample, specimens, type Sample, type Specimens } from "../sample.js";
import { tensor, type Tensor } from "../tensor.js";
import { between } from "./values.js";

type Body = (...xs: NDArray[]) => readonly NDArray[];
const programOf = (types: readonly ArrayType[], body: Body): Program =>
  recordClosed("sample", types, (xs) => body(...xs));
const values = (type: ArrayType, salt: number): Tensor => tensor(type.dtype, type.shape, between(1, 2, salt));

/** a·x = b, element by element; `symmetric` says it without a solver of its own for the transposed system. */
function diagonal(type: ArrayType, symmetric: boolean): Sample<LinearSolveParams> {
  const solve = programOf([type, type], (a, b) => [div(b as NDArray, a as NDArray)]);
  const params: LinearSolveParams = {
    matvec: programOf([type, type], (a, x) => [mul(a as NDArray, x as NDArray)]),
    solve,
    ...(!symmetric && { transposeSolve: solve }),
    matvecConsts: 1,
    solveConsts: 1,
    transposeConsts: symmetric ? 0 : 1,
    symmetric,
  };
  const a = values(type, 0);
  return sample([a, a, ...(symmetric ? [] : [a]), values(type, 1)], params, {
    smooth: [symmetric ? 2 : 3],
    linear: [[symmetric ? 2 : 3]],
  });
}

/** x³ = y, in two unknowns that know of each other: (x³ − y, z − x·y). */
function cubeRoot(type: ArrayType): Sample<RootParams> {
  const params: RootParams = {
    residual: programOf([type, type, type], (y, x, z) => [
      sub(mul(x as NDArray, mul(x as NDArray, x as NDArray)), y as NDArray),
      sub(z as NDArray, mul(x as NDArray, y as NDArray)),
    ]),
    solve: programOf([type, type, type], (y) => [cbrt(y as NDArray), mul(cbrt(y as NDArray), y as NDArray)]),
    tangentSolve: programOf([type, type, type, type, type], (y, x, _, u, v) => {
      const square = mul(x as NDArray, x as NDArray);
      const dx = div(u as NDArray, add(square, add(square, square)));
      return [dx, add(v as NDArray, mul(dx, y as NDArray))];
    }),
    residualConsts: 1,
    solveConsts: 1,
    tangentConsts: 1,
  };
  const y = values(type, 0);
  return sample([y, y, y, values(type, 1), values(type, 2)], params);
}

const types: readonly ArrayType[] = [
  ...[[2], [], [1, 2], [0]].map((shape): ArrayType => ({ dtype: "float64", shape })),
  { dtype: "float32", shape: [3] },
];

export const implicit: readonly Specimens[] = [
  specimens(linearSolvePrimitive, [
    ...types.map((type) => diagonal(type, false)),
    diagonal(types[0] as ArrayType, true),
  ]),
  specimens(rootPrimitive, types.map(cubeRoot)),
];
