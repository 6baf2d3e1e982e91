/** Matrix products, and the gradient through one. */
import { grad, jit, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { batchedMatmul, matmul, matvec, totalOfSquares } from "../formulas.js";
import * as plain from "../plain/matmul.js";
import { elements, joined, scalar, sumOf, table } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const at = (x: ArrayLike<number>, i: number): number => x[i] as number;

/** Element (i, j) of the product of square matrices, the first of which begins at `from` in both. */
const productAt = (a: Float32Array, b: Float32Array, n: number, i: number, j: number, from = 0): number =>
  sumOf(n, (p) => at(a, from + i * n + p) * at(b, from + p * n + j));

const squares = (full: number): Group =>
  group(`matmul ${full}`, { full, small: 7 }, (n): Workload[] => {
    const [a, b] = [noise(n * n, 1), noise(n * n, 2)];
    const [x, y] = [arrayOf(a, [n, n]), arrayOf(b, [n, n])];
    const compiled = jit(matmul);
    return [
      {
        name: `matmul ${full}`,
        contenders: contenders({ jit: () => compiled(x, y), "plain JS": () => plain.matmul(a, b, n) }),
        reference: () => elements(n * n, (i) => productAt(a, b, n, Math.floor(i / n), i % n)),
        tolerance: 1e-5,
      },
    ];
  });

const batched = group("64 × matmul 64", { full: 64, small: 3 }, (n): Workload[] => {
  const [a, b] = [noise(n ** 3, 1), noise(n ** 3, 2)];
  const [x, y] = [arrayOf(a, [n, n, n]), arrayOf(b, [n, n, n])];
  const compiled = jit(batchedMatmul);
  const element = (i: number): number =>
    productAt(a, b, n, Math.floor(i / n) % n, i % n, n * n * Math.floor(i / (n * n)));
  return [
    {
      name: "64 × matmul 64",
      contenders: contenders({ jit: () => compiled(x, y), "plain JS": () => plain.batchedMatmul(a, b, n, n) }),
      reference: () => elements(n ** 3, element),
      tolerance: 1e-5,
    },
  ];
});

const vector = group("matrix–vector 2048", { full: 2048, small: 9 }, (n): Workload[] => {
  const [a, v] = [noise(n * n, 1), noise(n, 2)];
  const [x, y] = [arrayOf(a, [n, n]), arrayOf(v, [n])];
  const compiled = jit(matvec);
  return [
    {
      name: "matrix–vector 2048",
      contenders: contenders({ jit: () => compiled(x, y), "plain JS": () => plain.matvec(a, v, n) }),
      reference: () => elements(n, (i) => sumOf(n, (j) => at(a, i * n + j) * at(v, j))),
      tolerance: 1e-5,
    },
  ];
});

const gradient = group("gradient through matmul 512", { full: 512, small: 5 }, (n): Workload[] => {
  const [a, b] = [noise(n * n, 1), noise(n * n, 2)];
  const [x, y] = [arrayOf(a, [n, n]), arrayOf(b, [n, n])];
  const f = (p: NDArray, q: NDArray): NDArray => totalOfSquares(matmul(p, q));
  const [compiled, compiledGradient] = [jit(f), jit(grad(f, { argnums: [0, 1] }))];
  const product = (): Float64Array => table(n * n, (i) => productAt(a, b, n, Math.floor(i / n), i % n));
  return [
    {
      name: "sum((AB)²), 512",
      contenders: contenders({
        jit: () => compiled(x, y),
        "plain JS": () => plain.squaredNorm(plain.matmul(a, b, n)),
      }),
      reference: () => scalar(() => product().reduce((sum, c) => sum + c * c, 0)),
      tolerance: 1e-5,
    },
    {
      name: "gradient of sum((AB)²), 512",
      primal: "sum((AB)²), 512",
      contenders: contenders({
        jit: () => compiledGradient(x, y),
        "plain JS": () => plain.squaredProductGradient(a, b, n),
      }),
      reference: () => {
        const c = product();
        const byA = (i: number): number =>
          2 * sumOf(n, (j) => at(c, Math.floor(i / n) * n + j) * at(b, (i % n) * n + j));
        const byB = (i: number): number =>
          2 * sumOf(n, (p) => at(a, p * n + Math.floor(i / n)) * at(c, p * n + (i % n)));
        return joined([elements(n * n, byA), elements(n * n, byB)]);
      },
      tolerance: 1e-5,
    },
  ];
});

export const products: readonly Group[] = [squares(64), squares(256), squares(512), batched, vector, gradient];
