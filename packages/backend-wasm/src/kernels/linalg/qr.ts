/** Q and R by Householder reflections. Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 5.2. */
import type { ArrayType } from "@fluxion/core";
import { f64, i32 } from "../../emit/index.js";
import type { Kernel } from "../../program/emission.js";
import { count, doubles, type Floats } from "./doubles.js";
import { plus, times } from "./index-arithmetic.js";
import { applyQ, reduceColumns } from "./reflections.js";
import { copyTransposed, forMatrices, stackOf } from "./stack.js";

export const qr: Kernel = (site) => {
  const { count: matrices, rows: m, columns: n, size } = stackOf(site.equation.inputs[0]?.type as ArrayType);
  const k = stackOf(site.equation.outputs[0]?.type as ArrayType).columns;
  const upper = stackOf(site.equation.outputs[1]?.type as ArrayType).size;
  const steps = Math.min(m, n);
  const { code, module } = site.scope;
  const a = doubles(site, size);
  const q = doubles(site, m * k);
  const taus = doubles(site, steps);
  const columns = { code, module, a, rows: m, columns: n, taus };
  forMatrices(site, matrices, [size, m * k, upper], (arrays) => {
    const [from, toQ, toR] = arrays as readonly [Floats, Floats, Floats];
    copyTransposed(site, from, a, m, n);
    reduceColumns(columns);
    q.fill(m * k, 0);
    count(code, 0, k, (j) => q.set(times(j, m + 1), f64.const(1)));
    applyQ(columns, steps, q, k);
    count(code, 0, m, (i) => count(code, 0, k, (j) => toQ.set(plus(times(i, k), j), q.get(plus(times(j, m), i)))));
    count(code, 0, k, (i) =>
      count(code, 0, n, (j) => {
        const place = plus(times(i, n), j);
        code.if(
          i32.ltS(j, i),
          () => toR.set(place, f64.const(0)),
          () => toR.set(place, a.get(plus(times(j, m), i))),
        );
      }),
    );
  });
};
