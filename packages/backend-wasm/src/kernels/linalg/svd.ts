/**
 * Singular value decomposition: columns in order of size by reflections, then rotations of what remains, which is square.
 * Source: Z. Drmač and K. Veselić, "New fast and accurate Jacobi SVD algorithm", LAPACK Working Note 169 (2005).
 */
import { sizeOf, type ArrayType } from "@fluxion/core";
import { f64, i32, select, type F64, type I32 } from "../../emit/index.js";
import type { Kernel, Site } from "../../program/emission.js";
import { count, doubles, type Doubles, type Floats } from "./doubles.js";
import { plus, times } from "./index-arithmetic.js";
import { decomposeColumns } from "./jacobi.js";
import { applyQ, reducePivoted } from "./reflections.js";
import { allFinite, leadingSign, placeAt, scaleOf } from "./scaling.js";
import { copyIn, copyTransposed, forMatrices, stackOf } from "./stack.js";

/** Left vectors, singular values and right vectors; vectors column after column. */
interface Factors {
  readonly left: Doubles;
  readonly s: Doubles;
  readonly right: Doubles;
}

/**
 * The code that takes m × n columns `a`, m ≥ n, apart: A·P = Q·R and Rᵀ = X·S·Yᵀ, so A = (Q·Y)·S·(P·X)ᵀ. `k` left vectors are made;
 * those after the first n continue them.
 */
function decomposition(site: Site, a: Doubles, m: number, n: number, k: number): { factors: Factors; emit(): void } {
  const { code, module } = site.scope;
  const taus = doubles(site, n);
  const [pivots, order] = [code.let(site.scratch(4 * n)), code.let(site.scratch(4 * n))];
  const [x, y, spare] = [doubles(site, n * n), doubles(site, n * n), doubles(site, n * n)];
  const [s, lengths] = [doubles(site, n), doubles(site, n)];
  const left = doubles(site, m * k);
  const columns = { code, module, a, rows: m, columns: n, taus };
  const emit = (): void => {
    reducePivoted(columns, pivots);
    count(code, 0, n, (j) =>
      count(code, 0, n, (i) => {
        const upper = a.get(plus(times(i, m), j));
        x.set(plus(times(j, n), i), select(i32.ltS(i, j), f64.const(0), upper));
      }),
    );
    decomposeColumns({ code, module, n, a: x, v: y, s, spare, lengths, order });
    left.fill(m * k, 0);
    count(code, 0, Math.min(n, k), (j) => {
      const from = code.let(placeAt(order, j));
      count(code, 0, n, (i) => left.set(plus(times(j, m), i), y.get(plus(times(from, n), i))));
    });
    count(code, n, k, (j) => left.set(times(j, m + 1), f64.const(1)));
    applyQ(columns, n, left, k);
    count(code, 0, n, (j) =>
      count(code, 0, n, (i) => y.set(plus(times(j, n), placeAt(pivots, i)), x.get(plus(times(j, n), i)))),
    );
  };
  return { factors: { left, s, right: y }, emit };
}

export const svd: Kernel = (site) => {
  const { computeUv } = site.equation.params as { computeUv: boolean };
  const input = site.equation.inputs[0]?.type as ArrayType;
  const results = site.equation.outputs.map(({ type }) => type);
  const { count: matrices, rows: m, columns: n, size } = stackOf(input);
  if (sizeOf(input.shape) === 0) return;
  const { code } = site.scope;
  const [tall, narrow] = [Math.max(m, n), Math.min(m, n)];
  const leftCount = computeUv ? stackOf(results[0] as ArrayType).columns : narrow;
  const rightCount = computeUv ? stackOf(results[2] as ArrayType).rows : narrow;
  const a = doubles(site, size);
  const { factors, emit } = decomposition(site, a, tall, narrow, computeUv ? Math.max(leftCount, rightCount) : 0);
  const { left, s, right } = factors;
  const [u, v] = m >= n ? [left, right] : [right, left];
  const sizes = computeUv ? [size, m * leftCount, narrow, n * rightCount] : [size, narrow];
  forMatrices(site, matrices, sizes, ([from, ...to]) => {
    // A wide matrix is decomposed transposed: its rows are the columns.
    if (m >= n) copyTransposed(site, from as Floats, a, m, n);
    else copyIn(site, from as Floats, a, size);
    const values = to[computeUv ? 1 : 0] as Floats;
    code.if(
      allFinite(code, a, size),
      () => {
        const scale = scaleOf(code, a, size);
        count(code, 0, size, (i) => a.set(i, f64.mul(a.get(i), scale)));
        emit();
        count(code, 0, narrow, (i) => values.set(i, f64.div(s.get(i), scale)));
        if (!computeUv) return;
        const [toU, toV] = [to[0] as Floats, to[2] as Floats];
        const both = Math.max(leftCount, rightCount);
        count(code, 0, both, (j) => {
          const sign = code.let(f64.const(1));
          code.if(i32.ltS(j, i32.const(leftCount)), () => code.set(sign, leadingSign(code, u, times(j, m), m) as F64));
          const write = (into: Floats, x: Doubles, length: number, limit: number, place: (i: I32) => I32): void =>
            code.if(i32.ltS(j, i32.const(limit)), () =>
              count(code, 0, length, (i) => into.set(place(i), f64.mul(sign, x.get(plus(times(j, length), i))))),
            );
          write(toU, u, m, leftCount, (i) => plus(times(i, leftCount), j) as I32);
          write(toV, v, n, rightCount, (i) => plus(times(j, n), i) as I32);
        });
      },
      () => to.forEach((result, i) => count(code, 0, sizes[i + 1] as number, (k) => result.set(k, f64.const(NaN)))),
    );
  });
};
