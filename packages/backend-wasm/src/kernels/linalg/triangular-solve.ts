/** Substitution, forwards or backwards: for many right sides at once, row by row. */
import type { ArrayType } from "@fluxion/core";
import { f64, i32, type I32 } from "../../emit/index.js";
import type { Kernel } from "../../program/emission.js";
import { count, doubles, type Floats } from "./doubles.js";
import { index, minus, plus, times } from "./index-arithmetic.js";
import { copyIn, copyOut, copyTransposed, forMatrices, stackOf } from "./stack.js";
import { subtractMultiple } from "./vectors.js";

interface TriangularSolveParams {
  readonly leftSide: boolean;
  readonly lower: boolean;
  readonly transposeA: boolean;
  readonly unitDiagonal: boolean;
}

export const triangularSolve: Kernel = (site) => {
  const { leftSide, lower, transposeA, unitDiagonal } = site.equation.params as TriangularSolveParams;
  const { count: matrices, rows: n, size } = stackOf(site.equation.inputs[0]?.type as ArrayType);
  const right = stackOf(site.equation.inputs[1]?.type as ArrayType);
  const m = leftSide ? right.columns : right.rows;
  // On the right side it is the transposed system: op(A)ᵀ·Xᵀ = Bᵀ.
  const turned = transposeA === leftSide;
  const forwards = lower !== turned;
  const [down, along] = turned ? [1, n] : [n, 1];
  const { code, module } = site.scope;
  const a = doubles(site, size);
  const x = doubles(site, right.size);
  const mirrored = (step: I32): I32 => (forwards ? step : index(minus(n - 1, step)));
  forMatrices(site, matrices, [size, right.size, right.size], (arrays) => {
    const [from, values, to] = arrays as readonly [Floats, Floats, Floats];
    copyIn(site, from, a, size);
    if (leftSide) copyIn(site, values, x, right.size);
    else copyTransposed(site, values, x, m, n);
    count(code, 0, n, (step) => {
      const i = code.let(mirrored(step));
      const row = code.let(x.address(times(i, m)));
      count(code, 0, step, (earlier) => {
        const k = code.let(mirrored(earlier));
        const factor = a.get(plus(times(i, down), times(k, along)));
        code.do(subtractMultiple(module, x.address(times(k, m)), row, i32.const(m), factor));
      });
      if (unitDiagonal) return;
      const pivot = code.let(a.get(plus(times(i, down), times(i, along))));
      count(code, 0, m, (c) => {
        const place = plus(times(i, m), c);
        x.set(place, f64.div(x.get(place), pivot));
      });
    });
    if (leftSide) copyOut(site, x, to, right.size);
    else count(code, 0, m, (i) => count(code, 0, n, (j) => to.set(plus(times(i, n), j), x.get(plus(times(j, m), i)))));
  });
};
