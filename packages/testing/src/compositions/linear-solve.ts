/** A construct that solves linear equations whose matrix and right side come from a function. */
import {
  add,
  asArray,
  broadcast,
  customLinearSolve,
  div,
  fullLike,
  lt,
  mul,
  ravelPytree,
  sub,
  whileLoop,
  type NDArray,
} from "@fluxion/core";
import { each, plus, total, type ArrayTree, type Construct } from "./construct.js";
import * as host from "./host-number.js";

type Row = host.HostNumber[];

/** Gaussian elimination without exchanges: the matrix is diagonally dominant. */
function eliminate(matrix: readonly Row[], right: Row): Row {
  const rows = matrix.map((row, i) => [...row, right[i] as host.HostNumber]);
  const at = (i: number, k: number): host.HostNumber => (rows[i] as Row)[k] as host.HostNumber;
  const n = rows.length;
  for (let pivot = 0; pivot < n; pivot++)
    for (let i = 0; i < n; i++) {
      if (i === pivot) continue;
      const factor = host.mul(-1, host.div(at(i, pivot), at(pivot, pivot)));
      rows[i] = (rows[i] as Row).map((x, k) => host.add(x, host.mul(factor, at(pivot, k))));
    }
  return rows.map((_, i) => host.div(at(i, n), at(i, i)));
}

const onHost: Construct["host"] = (f) => (xs) => {
  const ys = f(xs);
  const matrix = ys.map((y, i) => ys.map((_, k) => host.add(i === k ? host.add(host.mul(y, y), 3) : 0, 1 / 8)));
  return eliminate(
    matrix,
    ys.map((y, i) => host.add(y, xs[i] as host.HostNumber)),
  );
};

/** Solves A·y = f(x) + x with A = diag(3 + f(x)²) + 1/8. `solve` gets the diagonal without the 1/8, and the right side. */
export const solving = (name: string, solve: (diagonal: NDArray, right: NDArray) => NDArray): Construct => ({
  name,
  device: (f) => (x) => {
    const [ys] = ravelPytree(f(x));
    const [xs, unravel] = ravelPytree(x);
    return unravel(solve(add(mul(ys, ys), fullLike(ys, 3)), add(ys, xs))) as ArrayTree;
  },
  host: onHost,
});

/** Steps of Jacobi's method, each at least ten times nearer to the solution. */
const STEPS = 18;

/** The same on trees, by a loop that has no derivative: matrix and solver close over what f gives. */
export const iterating: Construct = {
  name: "linear solve",
  device: (f) => (x) => {
    const ys = f(x);
    const diagonal = each((y) => add(mul(y, y), fullLike(y, 3)), ys);
    const matvec = (y: ArrayTree): ArrayTree => {
      const eighth = mul(total(y), 1 / 8);
      return each(
        (leaf, d) => add(mul(leaf, d), broadcast(eighth, { shape: d.shape, axes: d.shape.map((_, i) => i) })),
        y,
        diagonal,
      );
    };
    const solve = (apply: (y: ArrayTree) => ArrayTree, b: ArrayTree): ArrayTree =>
      whileLoop<{ i: NDArray; y: ArrayTree }>(
        ({ i }) => lt(i, fullLike(i, STEPS)),
        ({ i, y }) => ({
          i: add(i, fullLike(i, 1)),
          y: each(
            (leaf, wanted, got, d) => add(leaf, div(sub(wanted, got), d)),
            y as ArrayTree,
            b,
            apply(y as ArrayTree),
            diagonal,
          ),
        }),
        { i: asArray(0, "int32"), y: each((leaf) => fullLike(leaf, 0), b) },
      ).y as ArrayTree;
    return customLinearSolve(matvec as never, plus(ys, x) as never, solve as never, { symmetric: true }) as ArrayTree;
  },
  host: onHost,
};
