/**
 * Singular values of square matrices by one-sided rotations of columns. Source: J. Demmel and K. Veselić, "Jacobi's method is more
 * accurate than QR", SIAM Journal on Matrix Analysis 13 (1992).
 */
import { f64, i32, memoryCopy, select, type Code, type I32, type Module } from "../../emit/index.js";
import { count, type Doubles } from "./doubles.js";
import { index, plus, times } from "./index-arithmetic.js";
import { identity, placeAt, writeOrder } from "./scaling.js";
import { dot, hypot, norm, rotate, subtractMultiple } from "./vectors.js";

/** Six or seven are usual. */
const SWEEPS = 60;
/** Columns below this (beside others of about 1) have lost their direction to underflow. */
const TINY = 1e-150;

export interface Jacobi {
  readonly code: Code;
  readonly module: Module;
  readonly n: number;
  /** n × n, column after column; becomes X. */
  readonly a: Doubles;
  /** Becomes V: column `order[k]` belongs to column k of X. */
  readonly v: Doubles;
  readonly s: Doubles;
  readonly spare: Doubles;
  readonly lengths: Doubles;
  readonly order: I32;
}

/** Turns columns p and q until they are orthogonal, and those of V along; `moved` tells whether anything was left to do. */
function orthogonalize({ code, module, n, a, v }: Jacobi, p: I32, q: I32, moved: () => void): void {
  const column = (x: Doubles, j: I32): I32 => code.let(x.address(times(j, n)));
  const [i, j] = [column(a, p), column(a, q)];
  const length = i32.const(n);
  const mixed = code.let(dot(module, i, j, length));
  const [first, second] = [code.let(dot(module, i, i, length)), code.let(dot(module, j, j, length))];
  const bound = f64.mul(f64.mul(f64.const(2 ** -52 * Math.sqrt(n)), f64.sqrt(first)), f64.sqrt(second));
  code.if(i32.and(f64.ne(mixed, f64.const(0)), f64.gt(f64.abs(mixed), bound)), () => {
    const zeta = code.let(f64.div(f64.sub(second, first), f64.mul(f64.const(2), mixed)));
    const sign = select(f64.lt(zeta, f64.const(0)), f64.const(-1), f64.const(1));
    const tangent = code.let(f64.div(sign, f64.add(f64.abs(zeta), hypot(module, f64.const(1), zeta))));
    const c = code.let(f64.div(f64.const(1), hypot(module, f64.const(1), tangent)));
    const sine = code.let(f64.neg(f64.mul(c, tangent)));
    code.do(rotate(module, i, j, length, c, sine));
    code.do(rotate(module, column(v, p), column(v, q), length, c, sine));
    moved();
  });
}

/** A direction that is orthogonal to the first `known` columns, as column `known`: of the unit vectors the one least among them, made orthogonal. */
function complete({ code, module, n, a }: Jacobi, known: I32): void {
  const best = code.let(i32.const(0));
  const least = code.let(f64.const(Infinity));
  count(code, 0, n, (i) => {
    const inside = code.let(f64.const(0));
    count(code, 0, known, (j) => {
      const part = code.let(a.get(plus(times(j, n), i)));
      code.set(inside, f64.add(inside, f64.mul(part, part)));
    });
    code.if(f64.lt(inside, least), () => {
      code.set(least, inside);
      code.set(best, i);
    });
  });
  const at = times(known, n);
  count(code, 0, n, (i) => a.set(plus(at, i), f64.const(0)));
  a.set(plus(at, best), f64.const(1));
  const column = code.let(a.address(at));
  for (let pass = 0; pass < 2; pass++) {
    count(code, 0, known, (j) => {
      const other = code.let(a.address(times(j, n)));
      code.do(
        subtractMultiple(module, other, column, i32.const(n), code.let(dot(module, other, column, i32.const(n)))),
      );
    });
    const length = code.let(norm(module, column, i32.const(n)));
    count(code, 0, n, (i) => a.set(plus(at, i), f64.div(a.get(plus(at, i)), length)));
  }
}

/** A = X·diag(s)·Vᵀ, s falling. */
export function decomposeColumns(jacobi: Jacobi): void {
  const { code, module, n, a, v, s, spare, lengths, order } = jacobi;
  identity(code, v, n);
  const moved = code.let(i32.const(1));
  const sweep = code.let(i32.const(0));
  code.while(
    () => i32.and(moved, i32.ltS(sweep, i32.const(SWEEPS))),
    () => {
      code.set(moved, i32.const(0));
      code.set(sweep, i32.add(sweep, i32.const(1)));
      count(code, 0, n, (p) =>
        count(code, plus(p, 1), n, (q) => orthogonalize(jacobi, p, q, () => code.set(moved, i32.const(1)))),
      );
    },
  );
  count(code, 0, n, (j) => lengths.set(j, norm(module, a.address(times(j, n)), i32.const(n))));
  writeOrder(code, lengths, n, order, true);
  code.do(memoryCopy(spare.base, a.base, i32.const(8 * n * n)));
  count(code, 0, n, (k) => {
    const from = code.let(placeAt(order, k));
    const length = code.let(lengths.get(from));
    s.set(k, length);
    code.if(
      f64.gt(length, f64.const(TINY)),
      () => count(code, 0, n, (i) => a.set(plus(times(k, n), i), f64.div(spare.get(plus(times(from, n), i)), length))),
      () => complete(jacobi, index(k)),
    );
  });
}
