/** Elimination with partial pivoting on three diagonals. Source: J. Dongarra et al., "LINPACK Users' Guide" (1979), chapter 7. */
import type { ArrayType } from "@fluxion/core";
import { f64, i32, type I32 } from "../../emit/index.js";
import type { Kernel } from "../../program/emission.js";
import { count, countDown, doubles, type Doubles, type Floats } from "./doubles.js";
import { index, plus, times, type Index } from "./index-arithmetic.js";
import { copyIn, copyOut, forMatrices, stackOf } from "./stack.js";
import { subtractMultiple } from "./vectors.js";

export const tridiagonalSolve: Kernel = (site) => {
  const { count: matrices, rows: n, columns: m, size } = stackOf(site.equation.inputs[3]?.type as ArrayType);
  const { code, module } = site.scope;
  /** Elements i, i + 1 and i + 2 of row i at 3·i, after elimination of what stands left of the diagonal. */
  const rows = doubles(site, 3 * n);
  const x = doubles(site, size);
  const exchange = (list: Doubles, p: Index, q: Index): void => {
    const kept = code.let(list.get(p));
    list.set(p, list.get(q));
    list.set(q, kept);
  };
  const line = (i: Index): I32 => x.address(times(i, m));
  forMatrices(site, matrices, [n, n, n, size, size], (arrays) => {
    const [below, diagonal, above, values, to] = arrays as readonly [Floats, Floats, Floats, Floats, Floats];
    count(code, 0, n, (i) => {
      const at = times(i, 3);
      rows.set(at, diagonal.get(i));
      rows.set(plus(at, 1), f64.const(0));
      rows.set(plus(at, 2), f64.const(0));
      code.if(i32.ltS(i, i32.const(n - 1)), () => rows.set(plus(at, 1), above.get(i)));
    });
    copyIn(site, values, x, size);
    count(code, 0, n - 1, (i) => {
      const [top, next] = [code.let(index(times(i, 3))), code.let(index(times(plus(i, 1), 3)))];
      const left = code.let(below.get(plus(i, 1)));
      code.if(f64.gt(f64.abs(left), f64.abs(rows.get(top))), () => {
        // The rows change places; the one below has no third element yet.
        const kept = code.let(rows.get(top));
        rows.set(top, left);
        code.set(left, kept);
        exchange(rows, plus(top, 1), next);
        exchange(rows, plus(top, 2), plus(next, 1));
        count(code, 0, m, (c) => exchange(x, plus(times(i, m), c), plus(times(plus(i, 1), m), c)));
      });
      code.if(f64.ne(left, f64.const(0)), () => {
        const factor = code.let(f64.div(left, rows.get(top)));
        rows.set(next, f64.sub(rows.get(next), f64.mul(factor, rows.get(plus(top, 1)))));
        rows.set(plus(next, 1), f64.sub(rows.get(plus(next, 1)), f64.mul(factor, rows.get(plus(top, 2)))));
        code.do(subtractMultiple(module, line(i), line(plus(i, 1)), i32.const(m), factor));
      });
    });
    countDown(code, n, 0, (i) => {
      const at = code.let(index(times(i, 3)));
      const later = (gap: number): void =>
        code.if(i32.ltS(i, i32.const(n - gap)), () =>
          code.do(subtractMultiple(module, line(plus(i, gap)), line(i), i32.const(m), rows.get(plus(at, gap)))),
        );
      later(1);
      later(2);
      count(code, 0, m, (c) => {
        const place = plus(times(i, m), c);
        x.set(place, f64.div(x.get(place), rows.get(at)));
      });
    });
    copyOut(site, x, to, size);
  });
};
