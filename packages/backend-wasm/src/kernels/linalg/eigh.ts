/**
 * Eigenvalues and eigenvectors of symmetric matrices: reflections to three diagonals, then implicit symmetric QR steps with
 * Wilkinson's shift. Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 8.3.
 */
import { bytesOf, type ArrayType } from "@fluxion/core";
import { f64, i32, select, type Code, type F64, type I32, type Module } from "../../emit/index.js";
import type { Kernel } from "../../program/emission.js";
import { count, countDown, doubles, type Doubles, type Floats } from "./doubles.js";
import { index, minus, plus, times, type Index } from "./index-arithmetic.js";
import { allFinite, identity, leadingSign, placeAt, scaleOf, writeOrder } from "./scaling.js";
import { forMatrices, stackOf } from "./stack.js";
import { dot, hypot, reflect, reflection, rotate, subtractMultiple } from "./vectors.js";

interface Work {
  readonly code: Code;
  readonly module: Module;
  readonly n: number;
  /** The matrix; then, in its rows right of the diagonal, the reflections. */
  readonly a: Doubles;
  /** Eigenvectors as rows. */
  readonly z: Doubles;
  /** The diagonal, and the one beside it. */
  readonly d: Doubles;
  readonly e: Doubles;
  readonly taus: Doubles;
  readonly w: Doubles;
}

/** Three diagonals with the same eigenvalues. */
function tridiagonalize({ code, module, n, a, d, e, taus, w }: Work): void {
  count(code, 0, n - 1, (k) => {
    const v = code.let(a.address(plus(times(k, n), plus(k, 1))));
    const rest = code.let(index(minus(n - 1, k)));
    const tau = code.let(reflection(module, v, rest));
    const place = plus(times(k, n), plus(k, 1));
    d.set(k, a.get(times(k, n + 1)));
    e.set(k, a.get(place));
    taus.set(k, tau);
    code.if(f64.ne(tau, f64.const(0)), () => {
      a.set(place, f64.const(1));
      const row = (i: I32): I32 => a.address(plus(times(plus(plus(k, 1), i), n), plus(k, 1)));
      // A ← A − v·wᵀ − w·vᵀ with w = p − (τ/2)(pᵀv)·v and p = τ·A·v.
      count(code, 0, rest, (i) => w.set(i, f64.mul(tau, dot(module, row(i), v, rest))));
      const half = f64.mul(f64.mul(tau, f64.const(0.5)), dot(module, w.base, v, rest));
      code.do(subtractMultiple(module, v, w.base, rest, code.let(half)));
      count(code, 0, rest, (i) => {
        const target = code.let(row(i));
        code.do(subtractMultiple(module, w.base, target, rest, a.get(plus(place, i))));
        code.do(subtractMultiple(module, v, target, rest, w.get(i)));
      });
    });
  });
  d.set(n - 1, a.get(n * n - 1));
}

/** One QR step on the block from `low` to `high`; the rows of `z` turn along. */
function chase({ code, module, n, d, e, z }: Work, low: I32, high: I32): void {
  const before = code.let(index(minus(high, 1)));
  const half = code.let(f64.mul(f64.sub(d.get(before), d.get(high)), f64.const(0.5)));
  const last = code.let(e.get(before));
  const sign = select(f64.lt(half, f64.const(0)), f64.const(-1), f64.const(1));
  const away = f64.add(half, f64.mul(sign, hypot(module, half, last)));
  const shift = f64.sub(d.get(high), f64.mul(f64.div(last, away), last));
  const x = code.let(f64.sub(d.get(low), shift));
  const y = code.let(e.get(low));
  count(code, low, high, (k) => {
    const length = code.let(hypot(module, x, y));
    const none = code.let(f64.eq(length, f64.const(0)));
    const c = code.let(select(none, f64.const(1), f64.div(x, length)));
    const s = code.let(select(none, f64.const(0), f64.div(y, length)));
    code.if(i32.gtS(k, low), () => e.set(minus(k, 1), length));
    const [p, q, r] = [code.let(d.get(k)), code.let(e.get(k)), code.let(d.get(plus(k, 1)))];
    const gap = code.let(f64.sub(r, p));
    const twice = f64.mul(f64.mul(f64.const(2), c), q);
    const change = code.let(f64.mul(s, f64.add(f64.mul(gap, s), twice)));
    d.set(k, f64.add(p, change));
    d.set(plus(k, 1), f64.sub(r, change));
    const mixed = f64.mul(f64.mul(f64.sub(c, s), f64.add(c, s)), q);
    e.set(k, f64.add(f64.mul(f64.mul(c, s), gap), mixed));
    code.set(x, e.get(k));
    code.if(i32.ltS(i32.add(k, i32.const(1)), high), () => {
      const next = plus(k, 1);
      code.set(y, f64.mul(s, e.get(next)));
      e.set(next, f64.mul(e.get(next), c));
    });
    code.do(rotate(module, z.address(times(k, n)), z.address(times(plus(k, 1), n)), i32.const(n), c, s));
  });
}

/** Makes `e` zero, so that `d` holds the eigenvalues. It takes two or three steps for each; far more would mean that rounding goes round in circles. */
function diagonalize(work: Work): void {
  const { code, n, d, e } = work;
  const high = code.let(i32.const(n - 1));
  const steps = code.let(i32.const(0));
  const isSmall = (k: Index): I32 =>
    f64.le(f64.abs(e.get(k)), f64.mul(f64.const(2 ** -52), f64.add(f64.abs(d.get(k)), f64.abs(d.get(plus(k, 1))))));
  code.while(
    () => i32.and(i32.gtS(high, i32.const(0)), i32.ltS(steps, i32.const(60 * n))),
    () => {
      const low = code.let(high);
      code.block((end) =>
        code.loop((again) => {
          code.branchIf(i32.leS(low, i32.const(0)), end);
          code.branchIf(isSmall(minus(low, 1)), end);
          code.set(low, i32.sub(low, i32.const(1)));
          code.branch(again);
        }),
      );
      code.if(
        i32.eq(low, high),
        () => code.set(high, i32.sub(high, i32.const(1))),
        () => {
          code.set(steps, i32.add(steps, i32.const(1)));
          chase(work, low, high);
        },
      );
    },
  );
}

export const eigh: Kernel = (site) => {
  const { lower } = site.equation.params as { lower: boolean };
  const input = site.equation.inputs[0]?.type as ArrayType;
  if (bytesOf(input) === 0) return;
  const { count: matrices, rows: n, size } = stackOf(input);
  const { code, module } = site.scope;
  const [a, z] = [doubles(site, size), doubles(site, size)];
  const [d, e, taus, w] = [0, 1, 2, 3].map(() => doubles(site, n)) as [Doubles, Doubles, Doubles, Doubles];
  const order = code.let(site.scratch(4 * n));
  const work = { code, module, n, a, z, d, e, taus, w };
  forMatrices(site, matrices, [size, n, size], (arrays) => {
    const [from, values, to] = arrays as readonly [Floats, Floats, Floats];
    count(code, 0, n, (i) =>
      count(code, 0, plus(i, 1), (j) => {
        const value = code.let(from.get(lower ? plus(times(i, n), j) : plus(times(j, n), i)));
        a.set(plus(times(i, n), j), value);
        a.set(plus(times(j, n), i), value);
      }),
    );
    const nothing = (): void => {
      count(code, 0, n, (i) => values.set(i, f64.const(NaN)));
      count(code, 0, size, (i) => to.set(i, f64.const(NaN)));
    };
    code.if(
      allFinite(code, a, size),
      () => {
        const scale = scaleOf(code, a, size);
        count(code, 0, size, (i) => a.set(i, f64.mul(a.get(i), scale)));
        tridiagonalize(work);
        identity(code, z, n);
        countDown(code, n - 1, 0, (k) =>
          count(code, plus(k, 1), n, (j) => {
            const right = plus(k, 1);
            const v = a.address(plus(times(k, n), right));
            code.do(reflect(module, v, taus.get(k), index(minus(n - 1, k)), z.address(plus(times(j, n), right))));
          }),
        );
        diagonalize(work);
        writeOrder(code, d, n, order, false);
        count(code, 0, n, (j) => {
          const k = code.let(placeAt(order, j));
          values.set(j, f64.div(d.get(k), scale));
          const sign: F64 = leadingSign(code, z, times(k, n), n);
          count(code, 0, n, (i) => to.set(plus(times(i, n), j), f64.mul(sign, z.get(plus(times(k, n), i)))));
        });
      },
      nothing,
    );
  });
};
