/** customLinearSolve and customRoot: every transform, in any nesting, against direct solutions and differences. */
import {
  checkpoint,
  closureConvert,
  cond,
  customLinearSolve,
  customRoot,
  customVjp,
  grad,
  hessian,
  jacfwd,
  jacrev,
  jit,
  jvp,
  linearize,
  linearTranspose,
  np,
  scan,
  tree,
  vjp,
  vmap,
  whileLoop,
  type NDArray,
} from "fluxion";
import { describe, expect, test } from "vitest";

const f64 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float64" });
const close = (actual: NDArray, expected: NDArray, tolerance = 1e-9): void => {
  expect(actual.shape).toEqual(expected.shape);
  expect(actual.dtype).toBe(expected.dtype);
  const worst = np.max(np.abs(actual.sub(expected)), {}).item();
  expect(worst).toBeLessThanOrEqual(tolerance);
};

const A = f64([
  [4, 1, 0.5],
  [-0.3, 3, 0.2],
  [0.1, -0.7, 5],
]);
const b = f64([1, -2, 0.5]);

/** Richardson's iteration: a loop that reverse mode cannot go through. */
const iterate = (matvec: (x: NDArray) => NDArray, right: NDArray): NDArray =>
  whileLoop<{ i: number; x: NDArray }>(
    ({ i }) => np.less(i, 200),
    ({ i, x }) => ({ i: np.add(i, 1), x: np.add(x, np.subtract(right, matvec(x)).mul(0.2)) }),
    { i: 0, x: np.zerosLike(right) },
  ).x;
const looped = (matrix: NDArray, right: NDArray): NDArray =>
  customLinearSolve((x: NDArray) => np.dot(matrix, x), right, iterate, { transposeSolve: iterate });
const direct = (matrix: NDArray, right: NDArray): NDArray => np.linalg.solve(matrix, right);
const loss = (solver: typeof looped) => (matrix: NDArray, right: NDArray) =>
  np.sum(np.sin(solver(matrix, right))).mul(right.get(0));

describe("customLinearSolve", () => {
  test("value, forward and reverse, jitted and not, agree with a direct solution", () => {
    close(looped(A, b), direct(A, b));
    close(jit(looped)(A, b), direct(A, b));
    for (const wrap of [<T>(f: T): T => f, jit] as (<T>(f: T) => T)[]) {
      const both = [loss(looped), loss(direct)].map((f) => wrap(grad(f, { argnums: [0, 1] }))(A, b));
      close(both[0]?.[0] as NDArray, both[1]?.[0] as NDArray);
      close(both[0]?.[1] as NDArray, both[1]?.[1] as NDArray);
    }
    const along = [
      f64([
        [1, 0, 2],
        [0, -1, 1],
        [3, 0, 0],
      ]),
      f64([0.3, 0.1, -1]),
    ] as const;
    for (const f of [looped, jit(looped)] as (typeof looped)[])
      close(jvp(f, [A, b], [...along])[1], jvp(direct, [A, b], [...along])[1]);
    const [y, push] = linearize(looped, [A, b]);
    close(y, direct(A, b));
    close(push(...along), jvp(direct, [A, b], [...along])[1]);
    close(jacfwd(looped, { argnums: 0 })(A, b), jacrev(looped, { argnums: 0 })(A, b));
  });
  test("a plain function of the matvec: the loop itself has no reverse mode, and says what has", () => {
    const f = (right: NDArray): NDArray => np.sum(iterate((x) => np.dot(A, x), right));
    expect(() => grad(f)(b)).toThrow(/whileLoop[\s\S]*scan[\s\S]*customRoot/);
  });
  test("transposes by the right-hand side, twice too", () => {
    const [back] = linearTranspose((right: NDArray) => looped(A, right), [b])(f64([1, 2, 3]));
    close(back, direct(np.transpose(A), f64([1, 2, 3])));
    const twice = linearTranspose(
      (c: NDArray) => linearTranspose((right: NDArray) => looped(A, right), [b])(c)[0],
      [b],
    );
    close(twice(f64([1, 2, 3]))[0], direct(A, f64([1, 2, 3])));
  });
  test("second derivatives", () => {
    const scaled = (solver: typeof looped) => (t: NDArray) =>
      loss(solver)(np.add(A, t.mul(A)), np.multiply(b, np.exp(t)));
    const t = f64(0.1);
    close(grad(grad(scaled(looped)))(t), grad(grad(scaled(direct)))(t), 1e-8);
    close(jvp(grad(scaled(looped)), [t], [f64(1)])[1], grad(grad(scaled(direct)))(t), 1e-8);
    close(grad((s: NDArray) => jvp(scaled(looped), [s], [f64(1)])[1])(t), grad(grad(scaled(direct)))(t), 1e-8);
    close(hessian(loss(looped), { argnums: 1 })(A, b), hessian(loss(direct), { argnums: 1 })(A, b), 1e-8);
  });
  test("lanes: batched matrix, right-hand side, both, nested, with derivatives", () => {
    const As = np.stack([A, A.add(1), A.mul(1.3)]);
    const bs = np.stack([b, b.mul(2), b.add(1)]);
    const each = (i: number): NDArray =>
      np.stack([0, 1, 2].map((k) => direct(i === 1 ? A : As.get(k), i === 0 ? b : bs.get(k))));
    close(vmap(looped, { inAxes: [0, null] })(As, b), each(0));
    close(vmap(looped, { inAxes: [null, 0] })(A, bs), each(1));
    close(vmap(looped)(As, bs), each(2));
    close(jit(vmap(looped))(As, bs), each(2));
    close(vmap(grad(loss(looped)))(As, bs), vmap(grad(loss(direct)))(As, bs));
    const total = (solver: typeof looped) => (m: NDArray, r: NDArray) =>
      np.sum(vmap(loss(solver), { inAxes: [null, 0] })(m, r));
    close(grad(total(looped))(A, bs), grad(total(direct))(A, bs));
    const nested = vmap((m: NDArray) => vmap((r: NDArray) => looped(m, r))(bs))(As);
    close(nested, np.stack([0, 1, 2].map((i) => np.stack([0, 1, 2].map((k) => direct(As.get(i), bs.get(k)))))));
  });
  test("inside scan, cond, while, checkpoint, and inside itself", () => {
    const sweep = (solver: typeof looped) => (m: NDArray) =>
      np.sum(
        scan<NDArray, NDArray, NDArray>(
          (c, x) => {
            const y = solver(m, np.add(c, x));
            return [y, y];
          },
          b,
          np.stack([b, b, b]),
        )[1],
      );
    close(grad(sweep(looped))(A), grad(sweep(direct))(A));
    close(jit(grad(sweep(looped)))(A), grad(sweep(direct))(A));
    const choice = (solver: typeof looped) => (m: NDArray) =>
      np.sum(
        cond(
          np.greater(m.get(0, 0), 0),
          (r: NDArray) => solver(m, r),
          (r: NDArray) => r,
          b,
        ),
      );
    close(grad(choice(looped))(A), grad(choice(direct))(A));
    const repeated = (solver: typeof looped) => (m: NDArray) =>
      np.sum(
        whileLoop<{ i: number; x: NDArray }>(
          ({ i }) => np.less(i, 3),
          ({ i, x }) => ({ i: np.add(i, 1), x: solver(m, x) }),
          { i: 0, x: b },
        ).x,
      );
    close(jvp(repeated(looped), [A], [A])[1], jvp(repeated(direct), [A], [A])[1]);
    const kept = checkpoint((m: NDArray) => np.sum(np.sin(looped(m, b))));
    close(grad(kept)(A), grad((m: NDArray) => np.sum(np.sin(direct(m, b))))(A));
    // A⁻¹ as the matvec of an outer system: its solution is A·b.
    const inverse = (m: NDArray): NDArray => {
      const back = (mv: (x: NDArray) => NDArray, r: NDArray): NDArray => (void mv, np.dot(m, r));
      const backT = (mv: (x: NDArray) => NDArray, r: NDArray): NDArray => (void mv, np.dot(np.transpose(m), r));
      return np.sum(np.square(customLinearSolve((x: NDArray) => looped(m, x), b, back, { transposeSolve: backT })));
    };
    close(grad(inverse)(A), grad((m: NDArray) => np.sum(np.square(np.dot(m, b))))(A), 1e-8);
  });
  test("trees, auxiliary results, symmetric systems, numbers", () => {
    const solve = (s: NDArray) =>
      customLinearSolve(
        (x: { u: NDArray; v: NDArray[] }) => ({
          u: x.u.mul(s),
          v: [np.multiply(x.v[0] as NDArray, 2).add(x.u.mul(0))],
        }),
        { u: f64([1, 2]), v: [f64([3, 4])] },
        (_, r) =>
          [
            { u: r.u.div(s), v: [np.divide(r.v[0] as NDArray, 2)] },
            { steps: np.array(7), at: s },
          ] as const,
        { symmetric: true, hasAux: true },
      );
    const [x, aux] = solve(f64(4));
    close(x.u, f64([0.25, 0.5]));
    close(x.v[0] as NDArray, f64([1.5, 2]));
    expect(aux.steps.item()).toBe(7);
    close(grad((s: NDArray) => np.sum(solve(s)[0].u).add(solve(s)[1].at))(f64(4)), f64(-3 / 16));
    const weak = (s: NDArray): NDArray =>
      customLinearSolve(
        (x: NDArray) => s.mul(x),
        3,
        (_, r) => r.div(s),
        { symmetric: true },
      );
    close(weak(f64(2)), f64(1.5));
  });
  test("typed errors show both sides", () => {
    const solveAs =
      (result: (r: NDArray) => unknown, options = {}) =>
      () =>
        customLinearSolve(
          (x: NDArray) => np.dot(A, x),
          b,
          (_, r) => result(r),
          options,
        );
    expect(solveAs((r) => [r])).toThrow(/expected \*, got \[\*\][\s\S]*result of solve against b/);
    expect(solveAs((r) => np.concatenate([r, r]))).toThrow(/result of solve is f64\[6\], but that of b is f64\[3\]/);
    expect(solveAs((r) => r.astype("float32"))).toThrow(/f32\[3\], but that of b is f64\[3\]/);
    expect(solveAs((r) => r, { hasAux: true })).toThrow(/must be \[solution, aux\]/);
    expect(() =>
      customLinearSolve(
        (x: NDArray) => x.get(0),
        b,
        (_, r) => r,
      ),
    ).toThrow(/matvec\(x\) is f64\[\], but that of b is f64\[3\]/);
    const oneWay = (r: NDArray): NDArray => np.sum(customLinearSolve((x: NDArray) => np.dot(A, x), r, iterate));
    close(jvp(oneWay, [b], [b])[1], np.sum(direct(A, b)));
    expect(() => grad(oneWay)(b)).toThrow(/neither transposeSolve nor symmetric[\s\S]*fix: give \{ transposeSolve/);
    expect(() => linearTranspose((m: NDArray) => looped(m, b), [A])(b)).toThrow(/linear in its right-hand side only/);
    const square = (r: NDArray): NDArray =>
      np.sum(
        customLinearSolve(
          (x: NDArray) => np.square(x),
          r,
          (_, c) => np.sqrt(c),
          { transposeSolve: (vecmat, c) => vecmat(c) },
        ),
      );
    expect(() => grad(square)(f64([1, 2]))).toThrow(/not linear/);
  });
});

/** x with x·x = y (Newton in a while loop), as a function of y. */
const squareRoot = (y: NDArray): NDArray =>
  customRoot(
    (x: NDArray) => np.subtract(np.square(x), y),
    np.onesLike(y),
    (f, guess) =>
      whileLoop<{ i: number; x: NDArray }>(
        ({ i }) => np.less(i, 12),
        ({ i, x }) => ({ i: np.add(i, 1), x: np.subtract(x, np.divide(f(x), x.mul(2))) }),
        { i: 0, x: guess },
      ).x,
    (g, t) => np.divide(t, g(np.onesLike(t))),
  );

/** x = tanh(W·x + c): the state of a network at rest. */
const rest = (W: NDArray, c: NDArray): NDArray =>
  customRoot(
    (x: NDArray) => np.subtract(np.tanh(np.add(np.dot(W, x), c)), x),
    np.zerosLike(c),
    (f, guess) =>
      whileLoop<{ i: number; x: NDArray }>(
        ({ i }) => np.less(i, 100),
        ({ i, x }) => ({ i: np.add(i, 1), x: np.add(x, f(x)) }),
        { i: 0, x: guess },
      ).x,
    (g, y) => np.linalg.solve(jacfwd(g)(np.zerosLike(y)), y),
  );
/** The same, differentiated through its steps. */
const unrolled = (W: NDArray, c: NDArray): NDArray =>
  scan<NDArray, null, null>((x) => [np.tanh(np.add(np.dot(W, x), c)), null], np.zerosLike(c), null, { length: 100 })[0];
const W = f64([
  [0.2, -0.1],
  [0.3, 0.1],
]);
const c = f64([0.5, -1]);

describe("customRoot", () => {
  test("derivatives of every order of a scalar root, both modes, jitted and not", () => {
    const y = f64(3);
    const orders = (f: (y: NDArray) => NDArray): number[] => {
      const list: number[] = [];
      let g = f;
      for (let i = 0; i < 4; i++) {
        list.push(g(y).item());
        g = grad(g);
      }
      return list;
    };
    const expected = orders((x) => np.sqrt(x));
    orders(squareRoot).forEach((d, i) => expect(d).toBeCloseTo(expected[i] as number, 12));
    orders(jit(squareRoot)).forEach((d, i) => expect(d).toBeCloseTo(expected[i] as number, 12));
    expect(jvp((x: NDArray) => jvp(squareRoot, [x], [f64(1)])[1], [y], [f64(1)])[1].item()).toBeCloseTo(
      expected[2] as number,
      12,
    );
    expect(jvp(grad(squareRoot), [y], [f64(1)])[1].item()).toBeCloseTo(expected[2] as number, 12);
    expect(grad((x: NDArray) => jvp(squareRoot, [x], [f64(1)])[1])(y).item()).toBeCloseTo(expected[2] as number, 12);
  });
  test("a system: values and all derivatives as through its steps", () => {
    close(rest(W, c), unrolled(W, c));
    const total = (f: typeof rest) => (w: NDArray, d: NDArray) => np.sum(np.sin(f(w, d)));
    for (const argnums of [0, 1]) {
      close(grad(total(rest), { argnums })(W, c), grad(total(unrolled), { argnums })(W, c));
      close(jit(grad(total(rest), { argnums }))(W, c), grad(total(unrolled), { argnums })(W, c));
      close(jacfwd(rest, { argnums })(W, c), jacrev(unrolled, { argnums })(W, c));
    }
    close(hessian(total(rest), { argnums: 1 })(W, c), hessian(total(unrolled), { argnums: 1 })(W, c));
    const [value, pull] = vjp(rest, [W, c]);
    close(value, unrolled(W, c));
    pull(c).forEach((ct, i) => close(ct, vjp(unrolled, [W, c])[1](c)[i] as NDArray));
    close(linearize(rest, [W, c])[1](W, c), jvp(unrolled, [W, c], [W, c])[1]);
  });
  test("lanes, loops, branches and recomputation", () => {
    const cs = np.stack([c, c.mul(0.5), c.add(1)]);
    close(vmap(rest, { inAxes: [null, 0] })(W, cs), vmap(unrolled, { inAxes: [null, 0] })(W, cs));
    const total = (f: typeof rest) => (w: NDArray) => np.sum(np.square(vmap(f, { inAxes: [null, 0] })(w, cs)));
    close(grad(total(rest))(W), grad(total(unrolled))(W));
    close(jit(vmap(jacrev(rest), { inAxes: [null, 0] }))(W, cs), vmap(jacrev(unrolled), { inAxes: [null, 0] })(W, cs));
    const sweep = (f: typeof rest) => (w: NDArray) =>
      np.sum(
        scan<NDArray, NDArray, NDArray>(
          (s, x) => {
            const y = f(w, np.add(s, x));
            return [y, y];
          },
          c,
          cs,
        )[1],
      );
    close(grad(sweep(rest))(W), grad(sweep(unrolled))(W));
    close(grad((w: NDArray) => np.sum(checkpoint(rest)(w, c)))(W), grad((w: NDArray) => np.sum(unrolled(w, c)))(W));
    close(vmap(squareRoot)(f64([1, 4, 9])), f64([1, 2, 3]), 1e-12);
    close(vmap(grad(squareRoot))(f64([1, 4, 9])), f64([1 / 2, 1 / 4, 1 / 6]), 1e-12);
  });
  test("inside cond, while, itself, and with a linear system as its tangent solver", () => {
    const y = f64(3);
    const branch = (x: NDArray): NDArray => cond(np.greater(x, 0), squareRoot, (z: NDArray) => z.neg(), x);
    expect(grad(branch)(y).item()).toBeCloseTo(0.5 / Math.sqrt(3), 12);
    expect(jit(grad(branch))(f64(-3)).item()).toBe(-1);
    const repeated = (x: NDArray): NDArray =>
      whileLoop<{ i: number; x: NDArray }>(
        ({ i }) => np.less(i, 2),
        (s) => ({ i: np.add(s.i, 1), x: squareRoot(s.x) }),
        { i: 0, x },
      ).x;
    expect(jvp(repeated, [y], [f64(1)])[1].item()).toBeCloseTo(0.25 * 3 ** -0.75, 12);
    // u·√u = y, so that u = y^(2/3): the equation of the outer root holds the inner one.
    const outer = (x: NDArray): NDArray =>
      customRoot(
        (u: NDArray) => u.mul(squareRoot(u)).sub(x),
        x,
        (f, guess) =>
          whileLoop<{ i: number; u: NDArray }>(
            ({ i }) => np.less(i, 40),
            ({ i, u }) => ({ i: np.add(i, 1), u: u.sub(f(u).div(np.sqrt(u).mul(1.5))) }),
            { i: 0, u: guess },
          ).u,
        (g, t) => customLinearSolve(g, t, (matvec, r) => r.div(matvec(np.onesLike(r))), { symmetric: true }),
      );
    expect(outer(y).item()).toBeCloseTo(3 ** (2 / 3), 12);
    expect(grad(outer)(y).item()).toBeCloseTo((2 / 3) * 3 ** (-1 / 3), 12);
    expect(grad(grad(outer))(y).item()).toBeCloseTo((-2 / 9) * 3 ** (-4 / 3), 11);
    close(
      jit(vmap(grad(outer)))(f64([1, 3, 8])),
      f64([1, 3, 8])
        .pow(-1 / 3)
        .mul(2 / 3),
      1e-11,
    );
  });
  test("trees, auxiliary results and typed guesses", () => {
    const solve = (p: NDArray) =>
      customRoot(
        ({ u, v }: { u: NDArray; v: NDArray }) => ({ u: u.sub(p), v: v.sub(u.mul(p)) }),
        { u: 0, v: 0 },
        () => [{ u: p, v: p.mul(p) }, [np.array(3), p]] as const,
        (_, y) => ({ u: y.u, v: np.add(y.v, y.u.mul(p)) }),
        { hasAux: true },
      );
    expect(solve(f64(3))[0].v.item()).toBe(9);
    expect((solve(f64(3))[1] as NDArray[])[0]?.item()).toBe(3);
    expect(
      grad((p: NDArray) => solve(p)[0].v.add((solve(p)[1] as NDArray[])[1] as NDArray))(f64(3)).item(),
    ).toBeCloseTo(6, 12);
  });
  test("the guess has no derivative; typed errors show both sides", () => {
    const from = (guess: NDArray): NDArray =>
      customRoot(
        (x: NDArray) => x.sub(2),
        guess,
        (f, x) => np.subtract(x, f(x)),
        (g, y) => np.divide(y, g(f64(1))),
      );
    expect(grad(from)(f64(5)).item()).toBe(0);
    const bad = (f: (x: NDArray) => unknown, solve: (x: NDArray) => unknown, tangent: (y: NDArray) => unknown) => () =>
      customRoot(
        f,
        b,
        (_, x) => solve(x),
        (_, y) => tangent(y),
      );
    const same = (x: NDArray): NDArray => x;
    expect(bad((x) => x.get(0), same, same)).toThrow(/f\(x\) is f64\[\], but that of the initial guess is f64\[3\]/);
    expect(bad((x) => [x, x], same, same)).toThrow(
      /expected \*, got \[\*, \*\][\s\S]*f\(x\) against the initial guess/,
    );
    expect(bad(same, (x) => x.astype("float32"), same)).toThrow(
      /result of solve is f32\[3\], but that of the initial guess is f64\[3\]/,
    );
    expect(bad(same, same, (y) => np.sum(y))).toThrow(
      /result of tangentSolve is f64\[\], but that of the initial guess is f64\[3\]/,
    );
    expect(() => linearTranspose(squareRoot, [f64(1)])(f64(1))).toThrow(/not a linear function/);
    expect(() => customRoot(3 as never, 1, same as never, same as never)).toThrow(/expected a function/);
  });
});

describe("closureConvert", () => {
  test("hoists traced floats, and nothing else", () => {
    const [plain, none] = closureConvert((x: NDArray) => np.multiply(x, b), b);
    expect(none).toHaveLength(0);
    close(plain(b), np.multiply(b, b));
    // A custom rule for f(x, y) by a function that closes over y.
    const apply = customVjp(
      (f: unknown, x: NDArray, ...consts: NDArray[]) => (f as (...args: unknown[]) => NDArray)(x, ...consts),
      (f: (...args: unknown[]) => NDArray, x: NDArray, ...consts: NDArray[]) => [f(x, ...consts), [x, consts]],
      (f: (...args: unknown[]) => NDArray, [x, consts]: [NDArray, NDArray[]], ct: NDArray) => {
        const back = vjp((...args: NDArray[]) => f(...args), [x, ...consts])[1](ct);
        return back.map((one) => np.multiply(one, 2));
      },
      { nondiffArgnums: 0 },
    );
    const f = (x: NDArray, y: NDArray): NDArray => {
      const [g, consts] = closureConvert((z: NDArray) => np.sum(np.multiply(np.sin(z), y)), x);
      expect(consts).toHaveLength(1);
      return apply(g, x, ...consts);
    };
    close(grad(f, { argnums: 1 })(b, b), np.sin(b).mul(2));
    close(grad(f)(b, b), np.cos(b).mul(b).mul(2));
    expect(() => plain(f64([1]))).toThrow(/takes \(f64\[3\]\), got \(f64\[1\]\)/);
    expect(tree.leaves(none)).toEqual([]);
  });
});
