/** L·U decomposition with partial pivoting. Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 3.4. */
import type { ArrayType } from "@fluxion/core";
import { f64, i32, load, store, type Code, type I32 } from "../../emit/index.js";
import type { Kernel } from "../../program/emission.js";
import { count, doubles, type Doubles, type Floats } from "./doubles.js";
import { index, plus, times, type Index } from "./index-arithmetic.js";
import { copyIn, copyOut, forMatrices, stackOf } from "./stack.js";
import { subtractMultiple } from "./vectors.js";

const word = (base: I32, i: Index): I32 => i32.add(base, index(times(i, 4)));

function exchangeRows(code: Code, a: Doubles, first: Index, second: Index, n: number): void {
  count(code, 0, n, (j) => {
    const [p, q] = [plus(first, j), plus(second, j)];
    const kept = code.let(a.get(p));
    a.set(p, a.get(q));
    a.set(q, kept);
  });
}

export const lu: Kernel = (site) => {
  const { count: matrices, rows: m, columns: n, size } = stackOf(site.equation.inputs[0]?.type as ArrayType);
  const steps = Math.min(m, n);
  const { code, module } = site.scope;
  const a = doubles(site, size);
  forMatrices(site, matrices, [size, size, steps, m], (arrays) => {
    const [from, packed, pivots, permutation] = arrays as readonly [Floats, Floats, Floats, Floats];
    copyIn(site, from, a, size);
    count(code, 0, m, (i) => code.do(store.i32(word(permutation.base, i), i)));
    count(code, 0, steps, (k) => {
      const best = code.local("i32");
      code.set(best, k);
      const size_ = (i: I32) => f64.abs(a.get(plus(times(i, n), k)));
      count(code, plus(k, 1), m, (i) => code.if(f64.gt(size_(i), size_(best)), () => code.set(best, i)));
      code.do(store.i32(word(pivots.base, k), best));
      code.if(i32.ne(best, k), () => {
        exchangeRows(code, a, times(k, n), times(best, n), n);
        const kept = code.let(load.i32(word(permutation.base, k)));
        code.do(store.i32(word(permutation.base, k), load.i32(word(permutation.base, best))));
        code.do(store.i32(word(permutation.base, best), kept));
      });
      const pivot = code.let(a.get(plus(times(k, n), k)));
      code.if(f64.ne(pivot, f64.const(0)), () =>
        count(code, plus(k, 1), m, (i) => {
          const place = plus(times(i, n), k);
          const factor = code.let(f64.div(a.get(place), pivot));
          a.set(place, factor);
          const right = plus(k, 1);
          const length = index(plus(n, i32.sub(i32.const(-1), k)));
          code.do(
            subtractMultiple(
              module,
              a.address(plus(times(k, n), right)),
              a.address(plus(times(i, n), right)),
              length,
              factor,
            ),
          );
        }),
      );
    });
    copyOut(site, a, packed, size);
  });
};
