/** Cholesky factors, row by row. Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 4.2. */
import type { ArrayType } from "@fluxion/core";
import { f64, i32, type I32 } from "../../emit/index.js";
import type { Kernel } from "../../program/emission.js";
import { count, doubles, type Floats } from "./doubles.js";
import { plus, times } from "./index-arithmetic.js";
import { copyIn, forMatrices, stackOf } from "./stack.js";
import { dot } from "./vectors.js";

export const cholesky: Kernel = (site) => {
  const { count: matrices, rows: n, size } = stackOf(site.equation.inputs[0]?.type as ArrayType);
  const { code, module } = site.scope;
  const a = doubles(site, size);
  const at = (i: I32, j: I32) => plus(times(i, n), j);
  forMatrices(site, matrices, [size, size], ([from, to]) => {
    copyIn(site, from as Floats, a, size);
    const row = (i: I32): I32 => a.address(times(i, n));
    const done = code.let(i32.const(1));
    code.block((end) =>
      count(code, 0, n, (i) => {
        count(code, 0, i, (j) => {
          const rest = f64.sub(a.get(at(i, j)), dot(module, row(i), row(j), j));
          a.set(at(i, j), f64.div(rest, a.get(at(j, j))));
        });
        const square = code.let(f64.sub(a.get(at(i, i)), dot(module, row(i), row(i), i)));
        code.if(i32.eqz(f64.gt(square, f64.const(0))), () => {
          code.set(done, i32.const(0));
          code.branch(end);
        });
        a.set(at(i, i), f64.sqrt(square));
      }),
    );
    count(code, 0, n, (i) =>
      count(code, 0, n, (j) =>
        code.if(
          i32.gtS(j, i),
          () => (to as Floats).set(at(i, j), f64.const(0)),
          () =>
            code.if(
              done,
              () => (to as Floats).set(at(i, j), a.get(at(i, j))),
              () => (to as Floats).set(at(i, j), f64.const(NaN)),
            ),
        ),
      ),
    );
  });
};
