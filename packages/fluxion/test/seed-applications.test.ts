/** Row S41 of the seed tutorial, its third part: what derivatives are for. Each claim is checked against another way to the same numbers. */
import {
  customRoot,
  grad,
  hessian,
  hvp,
  jacfwd,
  jacrev,
  jit,
  jvp,
  linearize,
  linearTranspose,
  np,
  odeint,
  scan,
  scipy,
  vjp,
  vmap,
  type NDArray,
} from "fluxion";
import { describe, expect, test } from "vitest";

const f64 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float64" });
const close = (actual: NDArray, expected: NDArray, tolerance = 1e-9): void => {
  expect(actual.shape).toEqual(expected.shape);
  expect(np.max(np.abs(actual.sub(expected)), {}).item()).toBeLessThanOrEqual(tolerance);
};
/** Differences along a direction, of order 4. */
const difference = (f: (x: NDArray) => NDArray, x: NDArray, along: NDArray, h = 1e-4): NDArray => {
  const rise = (s: number): NDArray => f(x.add(along.mul(s))).sub(f(x.sub(along.mul(s))));
  return rise(h)
    .mul(8)
    .sub(rise(2 * h))
    .div(12 * h);
};

const rosenbrock = (x: NDArray): NDArray => {
  const [a, b] = [x.get(0), x.get(1)];
  return b.sub(a.square()).square().mul(100).add(np.subtract(1, a).square());
};
const x0 = f64([-1.2, 1]);
const v = f64([0.3, -2]);

describe("S41 Hessian-vector products three ways", () => {
  const g = grad(rosenbrock);
  const ways: Record<string, (x: NDArray, along: NDArray) => NDArray> = {
    "forward over reverse": (x, along) => jvp(g, [x], [along])[1],
    "reverse over forward": (x, along) => grad((y: NDArray) => jvp(rosenbrock, [y], [along])[1])(x),
    "reverse over reverse": (x, along) => grad((y: NDArray) => np.dot(g(y), along))(x),
  };
  test.each(Object.keys(ways))("%s", (name) => {
    const way = ways[name] as (x: NDArray, along: NDArray) => NDArray;
    const exact = np.dot(hessian(rosenbrock)(x0), v);
    close(way(x0, v), exact);
    close(jit(way)(x0, v), exact);
    close(way(x0, v), difference(g, x0, v), 1e-8);
    close(hvp(rosenbrock, [x0], [v]), exact);
  });
  test("linearize does the work of the gradient once, for any number of products", () => {
    const [, push] = linearize(g, [x0]);
    close(vmap(push as (t: NDArray) => NDArray)(np.eye(2, { dtype: "float64" })), hessian(rosenbrock)(x0));
  });
});

describe("S41 Newton and Gauss–Newton", () => {
  test("Newton's method doubles the digits with each step", () => {
    let x = f64([1.2, 1.2]);
    const errors: number[] = [];
    for (let i = 0; i < 6; i++) {
      x = x.sub(np.linalg.solve(hessian(rosenbrock)(x), grad(rosenbrock)(x)));
      errors.push(np.max(np.abs(x.sub(1)), {}).item());
    }
    expect(errors.at(-1)).toBeLessThan(1e-14);
    const late = errors.findIndex((e) => e < 1e-3);
    expect(errors[late + 1]).toBeLessThan(50 * (errors[late] as number) ** 2 + 1e-15);
  });
  test("scipy.optimize finds the same minimum by each of its methods", () => {
    for (const method of ["BFGS", "L-BFGS", "L-BFGS-B", "Newton-CG"] as const) {
      const found = scipy.optimize.minimize(rosenbrock, x0, { method });
      expect(found.message).toBe("converged");
      close(found.x, f64([1, 1]), 1e-6);
    }
  });
  test("Gauss–Newton from products with J and its transpose, without a matrix", () => {
    const residuals = (x: NDArray): NDArray =>
      np.stack([x.get(1).sub(x.get(0).square()).mul(10), np.subtract(1, x.get(0))]);
    let x = x0;
    for (let i = 0; i < 5; i++) {
      const [r, push] = linearize(residuals, [x]);
      const [, pull] = vjp(residuals, [x]);
      const [step] = scipy.sparse.linalg.cg((t: NDArray) => pull(push(t))[0], pull(r)[0].neg(), { tol: 1e-14 });
      x = x.add(step);
    }
    close(x, f64([1, 1]), 1e-10);
    const J = jacfwd(residuals)(x0);
    const product = linearTranspose(linearize(residuals, [x0])[1], [x0])(jvp(residuals, [x0], [v])[1])[0];
    close(product, np.dot(np.transpose(J), np.dot(J, v)));
    for (const method of ["lm", "gauss-newton"] as const)
      close(scipy.optimize.leastSquares(residuals, x0, { method }).x, f64([1, 1]), 1e-8);
  });
});

describe("S41 implicit differentiation", () => {
  const X = f64(Array.from({ length: 8 }, (_, i) => [1, Math.sin(i), Math.cos(2 * i)]));
  const y = f64(Array.from({ length: 8 }, (_, i) => Math.sin(i + 0.3) + 0.1 * i));
  const X2 = X.mul(0.9).add(0.1);
  /** Weights of a ridge regression; the penalty is exp(s). */
  const fit = (s: NDArray): NDArray =>
    scipy.sparse.linalg.cg(
      (w: NDArray) => np.dot(np.transpose(X), np.dot(X, w)).add(np.exp(s).mul(w)),
      np.dot(np.transpose(X), y),
      { tol: 1e-14 },
    )[0];
  const validation = (solve: (s: NDArray) => NDArray) => (s: NDArray) => np.mean(np.dot(X2, solve(s)).sub(y).square());
  test("the gradient of a validation loss by a penalty goes through cg, not through its steps", () => {
    const normal = (s: NDArray): NDArray =>
      np.linalg.solve(
        np.dot(np.transpose(X), X).add(np.eye(3, { dtype: "float64" }).mul(np.exp(s))),
        np.dot(np.transpose(X), y),
      );
    const s = f64(-0.5);
    close(grad(validation(fit))(s), grad(validation(normal))(s));
    close(grad(grad(validation(fit)))(s), grad(grad(validation(normal)))(s));
    close(vmap(grad(validation(fit)))(f64([-2, 0, 1])), vmap(grad(validation(normal)))(f64([-2, 0, 1])));
  });
  test("the equation, not the method, has the derivative: bisection has none of its own", () => {
    // x·exp(x) = p, Lambert's function: W′(p) = W/(p·(1 + W)).
    const lambert = (p: NDArray): NDArray =>
      customRoot(
        (x: NDArray) => x.mul(np.exp(x)).sub(p),
        p,
        (f) => {
          const halve = ([low, high]: [NDArray, NDArray]): [NDArray, NDArray] => {
            const middle = low.add(high).div(2);
            const below = np.less(f(middle), 0);
            return [np.where(below, middle, low), np.where(below, high, middle)];
          };
          const [[low]] = scan<[NDArray, NDArray], null, null>(
            (ends) => [halve(ends), null],
            [np.zerosLike(p), np.onesLike(p).mul(4)],
            null,
            { length: 60 },
          );
          return low;
        },
        (g, t) => t.div(g(np.onesLike(t))),
      );
    const p = f64(2.5);
    const w = lambert(p);
    close(w.mul(np.exp(w)), p, 1e-13);
    close(grad(lambert)(p), w.div(p.mul(w.add(1))), 1e-12);
    close(grad(grad(lambert))(p), difference(grad(lambert), p, f64(1)), 1e-8);
  });
});

describe("S41 per-example gradients and Laplacians", () => {
  const predict = (w: NDArray, x: NDArray): NDArray => np.tanh(np.dot(w, x));
  const loss = (w: NDArray, x: NDArray, t: NDArray): NDArray => predict(w, x).sub(t).square();
  test("vmap(grad) gives the gradient of each example, equal to a loop, and their mean is the gradient of the mean", () => {
    const w = f64([0.5, -1, 0.2]);
    const xs = f64(Array.from({ length: 6 }, (_, i) => [Math.sin(i), Math.cos(i), 1]));
    const ts = f64([0, 1, 0, 1, 1, 0]);
    const each = jit(vmap(grad(loss), { inAxes: [null, 0, 0] }))(w, xs, ts);
    close(each, np.stack([0, 1, 2, 3, 4, 5].map((i) => grad(loss)(w, xs.get(i), ts.get(i)))));
    const mean = (u: NDArray): NDArray => np.mean(vmap(loss, { inAxes: [null, 0, 0] })(u, xs, ts));
    close(np.mean(each, { axis: 0 }), grad(mean)(w));
  });
  test("the Laplacian: the trace of the Hessian, by products with unit vectors", () => {
    const laplacian = (f: (x: NDArray) => NDArray) => (x: NDArray) =>
      np.sum(vmap((e: NDArray) => np.dot(jvp(grad(f), [x], [e])[1], e))(np.eye(x.size, { dtype: "float64" })));
    const x = f64([0.4, -1.1, 0.7]);
    close(laplacian(rosenbrock)(x0), np.trace(hessian(rosenbrock)(x0)));
    // exp(k·x) is an eigenfunction, |x|² has 2n, and ln|x| in the plane is harmonic.
    const k = f64([1, 2, -0.5]);
    const wave = (y: NDArray): NDArray => np.exp(np.dot(k, y));
    close(laplacian(wave)(x), wave(x).mul(np.dot(k, k)));
    close(laplacian((y: NDArray) => np.dot(y, y))(x), f64(6));
    close(laplacian((y: NDArray) => np.log(np.dot(y, y)))(f64([0.6, -2])), f64(0), 1e-12);
    close(
      jit(vmap(laplacian(wave)))(np.stack([x, x.mul(2)])),
      np.stack([laplacian(wave)(x), laplacian(wave)(x.mul(2))]),
    );
  });
});

describe("S41 sensitivity of an ODE", () => {
  const options = { rtol: 1e-11, atol: 1e-11 };
  test("of a pendulum's end to its length and start: adjoint, forward and differences agree", () => {
    const end = (p: NDArray): NDArray => {
      const [length, angle] = [p.get(0), p.get(1)];
      const swing = ({ a, w }: { a: NDArray; w: NDArray }) => ({ a: w, w: np.sin(a).mul(-9.81).div(length) });
      return odeint(swing, { a: angle, w: f64(0) }, f64([0, 1, 2.5]), options).a.get(2);
    };
    const p = f64([1.3, 0.8]);
    const adjoint = grad(end)(p);
    close(adjoint, jacfwd(end)(p), 1e-8);
    close(np.dot(adjoint, f64([1, -2])), difference(end, p, f64([1, -2])), 1e-7);
    close(jit(grad(end))(p), adjoint, 1e-9);
  });
  test("a rate is found from a curve by the gradient of its misfit", () => {
    const ts = f64([0, 0.5, 1, 2]);
    const curve = (rate: NDArray): NDArray =>
      odeint((y: NDArray) => rate.mul(y).mul(np.subtract(1, y)), f64(0.1), ts, options);
    const seen = curve(f64(1.7));
    const found = scipy.optimize.minimize((rate: NDArray) => np.sum(curve(rate).sub(seen).square()), f64(0.5), {
      tol: 1e-9,
    });
    expect(found.success.item()).toBe(1);
    expect(found.x.item()).toBeCloseTo(1.7, 6);
  });
});

describe("S41 meta-learning", () => {
  /** Tasks: fit a line to three points, from a start that all tasks share. */
  const inputs = f64([-1, 0.5, 2]);
  const targets = f64([
    [1, 2, 0.5],
    [0, 1, 3],
    [-1, -2, 1],
  ]);
  const misfit = (w: NDArray, t: NDArray): NDArray => np.mean(w.get(0).mul(inputs).add(w.get(1)).sub(t).square());
  const start = f64([0.1, -0.2]);

  test("the gradient through inner steps of descent is that of the unrolled program", () => {
    const adapt = (w: NDArray, t: NDArray, rate: NDArray): NDArray =>
      scan<NDArray, null, null>((u) => [u.sub(grad(misfit)(u, t).mul(rate)), null], w, null, { length: 5 })[0];
    const meta = (w: NDArray, rate: NDArray): NDArray =>
      np.mean(vmap((t: NDArray) => misfit(adapt(w, t, rate), t))(targets));
    const rate = f64(0.1);
    const [byStart, byRate] = jit(grad(meta, { argnums: [0, 1] as const }))(start, rate);
    close(
      byRate,
      difference((r) => meta(start, r), rate, f64(1)),
      1e-8,
    );
    close(
      np.dot(byStart, v),
      difference((w) => meta(w, rate), start, v),
      1e-8,
    );
    const learned = meta(start.sub(byStart.mul(0.1)), rate.sub(byRate.mul(0.01)));
    expect(learned.item()).toBeLessThan(meta(start, rate).item());
  });
  test("with an inner problem solved to its end, the implicit gradient needs none of the steps", () => {
    const pull = f64(0.7);
    const adapt = (w: NDArray, t: NDArray): NDArray =>
      scipy.optimize.minimize((u: NDArray) => misfit(u, t).add(np.sum(u.sub(w).square()).mul(pull)), w, { tol: 1e-12 })
        .x;
    const meta = (w: NDArray): NDArray => np.mean(vmap((t: NDArray) => misfit(adapt(w, t), t))(targets));
    const gradient = jit(grad(meta))(start);
    close(np.dot(gradient, v), difference(meta, start, v), 1e-8);
    // The inner problem is linear: its solution is known.
    const design = np.stack([inputs, np.onesLike(inputs)], { axis: 1 });
    const known = (w: NDArray, t: NDArray): NDArray =>
      np.linalg.solve(
        np
          .dot(np.transpose(design), design)
          .div(3)
          .add(np.eye(2, { dtype: "float64" }).mul(pull)),
        np.dot(np.transpose(design), t).div(3).add(w.mul(pull)),
      );
    close(gradient, grad((w: NDArray) => np.mean(vmap((t: NDArray) => misfit(known(w, t), t))(targets)))(start), 1e-9);
    close(
      jacrev((w: NDArray) => adapt(w, targets.get(0)))(start),
      jacrev((w: NDArray) => known(w, targets.get(0)))(start),
      1e-9,
    );
  });
});
