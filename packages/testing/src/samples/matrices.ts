/** Samples of linear algebra: well-conditioned stacks of matrices, whose factors do not jump nearby. */
import {
  cholesky,
  eigh,
  lu,
  NO_PARAMS,
  qr,
  svd,
  triangularSolve,
  tridiagonalSolve,
  type DType,
  type Params,
  type Primitive,
  type Shape,
  type TriangularSolveParams,
} from "@fluxion/core";
import { fraction } from "../directions.js";
import { sample, specimens, type Promises, type Sample, type Specimens } from "../sample.js";
import { tensor, type Tensor } from "../tensor.js";
import { FLOATS } from "./values.js";

/** Coarse numbers in (−½, ½). */
const small = (index: number, salt: number): number => Math.round((fraction(index, salt) - 0.5) * 256) / 256;

/** Matrices with 2, 4, 6, … on the diagonal and small numbers beside it: definite, with distinct eigen- and singular values. */
function dominant(dtype: DType, shape: Shape, { symmetric = false, salt = 0 } = {}): Tensor {
  const [rows, columns] = [shape.at(-2) as number, shape.at(-1) as number];
  return tensor(dtype, shape, (flat) => {
    const [i, j] = [Math.floor(flat / columns) % rows, flat % columns];
    const stack = Math.floor(flat / (rows * columns));
    const place = symmetric ? Math.min(i, j) * columns + Math.max(i, j) : i * columns + j;
    return (i === j ? 2 * i + 2 : 0) + small(place + stack * rows * columns, salt);
  });
}

const PROMISES: Partial<Promises> = { smooth: [0], reassociates: true, structured: true };

/** One shape in both types, the others in float64. */
const over = <P extends Params>(
  [first, ...more]: readonly Shape[],
  params: P,
  symmetric = false,
  promises: Partial<Promises> = PROMISES,
): Sample<P>[] => [
  ...FLOATS.flatMap((dtype) =>
    first === undefined ? [] : [sample([dominant(dtype, first, { symmetric })], params, promises)],
  ),
  ...more.map((shape) => sample([dominant("float64", shape, { symmetric })], params, promises)),
];

const SQUARES: readonly Shape[] = [
  [3, 3],
  [2, 3, 3],
  [1, 1],
  [0, 0],
  [0, 2, 2],
  [2, 1, 2, 2],
];
const RECTANGLES: readonly Shape[] = [
  [4, 3],
  [3, 4],
  [2, 3, 2],
  [1, 3],
  [3, 1],
  [0, 3],
  [2, 0],
];

/** A matrix that is not a number anywhere, and one without any structure. */
const troubles = <P extends Params>(params: P): Sample<P>[] =>
  FLOATS.flatMap((dtype) => [
    sample([tensor(dtype, [2, 2], [1, NaN, 2, 3])], params, { structured: true }),
    sample([tensor(dtype, [2, 2], [0])], params, { structured: true }),
  ]);

const decompositions = <P extends Params>(
  primitive: Primitive<P>,
  symmetric: boolean,
  cases: readonly (readonly [P, readonly Shape[], Partial<Promises>?])[],
): Specimens =>
  specimens(
    primitive,
    cases.flatMap(([params, shapes, promises]) => [...over(shapes, params, symmetric, promises), ...troubles(params)]),
  );

const FLAGS: readonly TriangularSolveParams[] = [true, false].flatMap((leftSide) =>
  [true, false].flatMap((lower) =>
    [true, false].flatMap((transposeA) =>
      [true, false].map((unitDiagonal) => ({ leftSide, lower, transposeA, unitDiagonal })),
    ),
  ),
);

const SOLVING: Partial<Promises> = { smooth: [0, 1], linear: [[1]], reassociates: true, structured: true };
const solve = (dtype: DType, a: Shape, b: Shape, params: TriangularSolveParams): Sample<TriangularSolveParams> =>
  sample([dominant(dtype, a), dominant(dtype, b, { salt: 3 })], params, SOLVING);
const LEFT: TriangularSolveParams = { leftSide: true, lower: true, transposeA: false, unitDiagonal: false };
const RIGHT: TriangularSolveParams = { ...LEFT, leftSide: false };

/** Three diagonals, of which the middle one dominates, and right sides. */
const diagonals = (dtype: DType, shape: Shape, columns: number): Sample => {
  const band = (salt: number, middle: number): Tensor => tensor(dtype, shape, (i) => middle + small(i, salt));
  return sample<Params>(
    [band(0, 0), band(1, 2), band(2, 0), tensor(dtype, [...shape, columns], (i) => small(i, 5))],
    NO_PARAMS,
    { smooth: [0, 1, 2, 3], linear: [[3]], reassociates: true, structured: true },
  );
};

const reduced = { fullMatrices: false };
const full = { fullMatrices: true };
/** Full factors of matrices that are not square hold columns that are arbitrary: no derivative. */
const arbitraryColumns: Partial<Promises> = { structured: true, reassociates: true };

export const matrices: readonly Specimens[] = [
  decompositions(cholesky, true, [[NO_PARAMS, SQUARES]]),
  decompositions(eigh, true, [
    [{ lower: true }, SQUARES],
    [{ lower: false }, SQUARES.slice(0, 2)],
  ]),
  decompositions(lu, false, [[NO_PARAMS, [...SQUARES, ...RECTANGLES]]]),
  decompositions(qr, false, [
    [reduced, [...SQUARES, ...RECTANGLES]],
    [
      full,
      [
        [3, 3],
        [3, 4],
      ],
    ],
    [full, [[4, 3]], arbitraryColumns],
  ]),
  decompositions(svd, false, [
    [{ ...reduced, computeUv: true }, [...SQUARES, ...RECTANGLES]],
    [{ ...full, computeUv: true }, [[3, 3]]],
    [
      { ...full, computeUv: true },
      [
        [4, 3],
        [3, 4],
      ],
      arbitraryColumns,
    ],
    [
      { ...reduced, computeUv: false },
      [
        [3, 3],
        [4, 2],
        [2, 2, 3],
      ],
    ],
  ]),
  specimens(triangularSolve, [
    ...FLAGS.map((params) => solve("float64", [3, 3], params.leftSide ? [3, 2] : [2, 3], params)),
    ...FLOATS.map((dtype) => solve(dtype, [2, 2, 2], [2, 2, 3], LEFT)),
    solve("float64", [1, 1], [1, 1], RIGHT),
    solve("float64", [2, 2, 2], [2, 3, 2], RIGHT),
    solve("float64", [0, 0], [0, 2], LEFT),
    solve("float64", [2, 2], [2, 0], LEFT),
  ]),
  specimens(tridiagonalSolve, [
    ...FLOATS.map((dtype) => diagonals(dtype, [4], 2)),
    ...([[1], [2, 3], [0], [0, 2]] as const).map((shape) => diagonals("float64", shape, 1)),
    diagonals("float64", [3], 0),
  ]),
];
