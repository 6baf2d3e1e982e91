/** odeint: against closed forms, and a fixed-step method in plain numbers; derivatives against closed forms and differences. */
import {
  checkpoint,
  cost,
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
  trace,
  vjp,
  vmap,
  type NDArray,
} from "fluxion";
import { describe, expect, test } from "vitest";
import { odeint } from "../src/index.js";

const f64 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float64" });
const gap = (a: NDArray, b: NDArray): number => {
  expect(a.shape).toEqual(b.shape);
  return np.max(np.abs(np.subtract(a, b)), {}).item();
};
const TIGHT = { rtol: 1e-11, atol: 1e-11 };

/** The classical method of order 4 with very many steps, in plain numbers. */
function reference(f: (y: number[], t: number) => number[], y0: number[], ts: number[], perInterval = 40_000): NDArray {
  const at = (y: number[], k: number[], s: number): number[] => y.map((v, i) => v + s * (k[i] as number));
  const rows = [y0];
  let y = y0;
  for (let i = 1; i < ts.length; i++) {
    const h = ((ts[i] as number) - (ts[i - 1] as number)) / perInterval;
    for (let step = 0; step < perInterval; step++) {
      const t = (ts[i - 1] as number) + step * h;
      const k1 = f(y, t);
      const k2 = f(at(y, k1, h / 2), t + h / 2);
      const k3 = f(at(y, k2, h / 2), t + h / 2);
      const k4 = f(at(y, k3, h), t + h);
      y = y.map(
        (v, j) => v + (h / 6) * ((k1[j] as number) + 2 * (k2[j] as number) + 2 * (k3[j] as number) + (k4[j] as number)),
      );
    }
    rows.push(y);
  }
  return f64(rows);
}

/** Central differences of a function of a scalar. */
const slope = (f: (x: NDArray) => NDArray, x: number, h = 1e-5): number =>
  (f(f64(x + h)).item() - f(f64(x - h)).item()) / (2 * h);

const predators = (y: NDArray, _: NDArray, a: NDArray, b: NDArray): NDArray => {
  const [prey, wolves] = [np.take(y, 0), np.take(y, 1)];
  const meet = np.multiply(b, np.multiply(prey, wolves));
  return np.stack([np.subtract(np.multiply(a, prey), meet), np.subtract(meet, wolves)]);
};

describe("values", () => {
  test("exponential decay, growth, and the harmonic oscillator, between and at steps, forward and backward", () => {
    const ts = f64([0, 0.1, 0.5, 0.5, 2, 7]);
    expect(
      gap(
        odeint((y: NDArray) => np.negative(y), f64(1), ts, TIGHT),
        np.exp(np.negative(ts)),
      ),
    ).toBeLessThan(1e-10);
    expect(
      gap(
        odeint((y: NDArray) => y, f64(1), np.negative(ts), TIGHT),
        np.exp(np.negative(ts)),
      ),
    ).toBeLessThan(1e-10);
    const oscillator = ({ x, v }: { x: NDArray; v: NDArray }) => ({ x: v, v: np.negative(x) });
    const path = odeint(oscillator, { x: f64(0), v: f64(1) }, ts, TIGHT);
    expect(gap(path.x, np.sin(ts))).toBeLessThan(1e-9);
    expect(gap(path.v, np.cos(ts))).toBeLessThan(1e-9);
    // The right-hand side depends on time only: a quadrature; one that depends on both.
    expect(
      gap(
        odeint((_: NDArray, t: NDArray) => np.cos(t), f64(0), ts, TIGHT),
        np.sin(ts),
      ),
    ).toBeLessThan(1e-10);
    expect(
      gap(
        odeint((y: NDArray, t: NDArray) => np.multiply(y, np.multiply(t, -2)), f64(1), ts, TIGHT),
        np.exp(np.negative(np.square(ts))),
      ),
    ).toBeLessThan(1e-10);
  });
  test("Lotka–Volterra and van der Pol against the reference", () => {
    const times = [0, 1, 4, 10];
    const path = odeint(predators, f64([2, 1]), f64(times), { ...TIGHT, args: [f64(1.5), f64(0.8)] });
    const expected = reference(([p = 0, w = 0]) => [1.5 * p - 0.8 * p * w, 0.8 * p * w - w], [2, 1], times);
    expect(gap(path, expected)).toBeLessThan(1e-8);
    for (const mu of [1, 20]) {
      const vanDerPol = (y: NDArray): NDArray => {
        const [x, v] = [np.take(y, 0), np.take(y, 1)];
        return np.stack([v, np.subtract(np.multiply(np.multiply(mu, np.subtract(1, np.square(x))), v), x)]);
      };
      const points = [0, 1, 5, 12];
      const relaxed = reference(([x = 0, v = 0]) => [v, mu * (1 - x * x) * v - x], [2, 0], points, 200_000);
      expect(gap(odeint(vanDerPol, f64([2, 0]), f64(points), { rtol: 1e-12, atol: 1e-12 }), relaxed)).toBeLessThan(
        mu === 1 ? 1e-9 : 1e-7,
      );
    }
  });
  test("errors fall with the tolerance, between the steps too: the method and its interpolant have the order they claim", () => {
    const ts = np.linspace(f64(0), f64(6), 61);
    const errors = [1e-5, 1e-7, 1e-9].map((tol) =>
      gap(
        np.take(
          odeint((y: NDArray) => np.stack([np.take(y, 1), np.negative(np.take(y, 0))]), f64([0, 1]), ts, {
            rtol: tol,
            atol: tol,
          }),
          0,
          { axis: 1 },
        ),
        np.sin(ts),
      ),
    );
    expect(errors[0]).toBeLessThan(1e-3);
    expect(errors[1]).toBeLessThan(1e-5);
    expect(errors[2]).toBeLessThan(1e-7);
  });
  test("float32, numbers, one time, hmax, and what cannot be followed", () => {
    const decay = (y: NDArray): NDArray => np.negative(y);
    expect(gap(odeint(decay, 1, [0, 1]), np.array([1, Math.exp(-1)]))).toBeLessThan(2e-6);
    expect(odeint(decay, 1, [0, 1]).dtype).toBe("float32");
    expect(odeint(decay, np.array([1, 2], { dtype: "int32" }), [0]).tolist()).toEqual([[1, 2]]);
    expect(
      gap(odeint(decay, f64(1), f64([0, 5]), { rtol: 1, atol: 1, hmax: 0.01 }), f64([1, Math.exp(-5)])),
    ).toBeLessThan(1e-9);
    // y′ = y² from 1 is infinite at 1.
    const burst = odeint((y: NDArray) => np.square(y), f64(1), f64([0, 0.5, 2]));
    expect(burst.get(1).item()).toBeCloseTo(2, 6);
    expect(burst.get(2).item()).toBeNaN();
    expect(odeint(decay, f64(1), f64([0, 1, 2]), { mxstep: 1, ...TIGHT }).tolist()).toEqual([1, NaN, NaN]);
    expect(odeint(decay, f64(NaN), f64([0, 1])).tolist()).toEqual([NaN, NaN]);
    expect(odeint(decay, np.zeros([0]), [0, 1]).shape).toEqual([2, 0]);
  });
  test("typed errors show both sides", () => {
    expect(() => odeint(() => np.ones([2]), f64([1, 2, 3]), [0, 1])).toThrow(
      /result of f is a tree with leaves of shapes \[2\], but the state has \[3\]/,
    );
    expect(() => odeint((y: NDArray) => [y], f64(1), [0, 1])).toThrow(/result of f is a tree/);
    expect(() => odeint((y: NDArray) => y, 1, 3)).toThrow(/ts has shape \[\]/);
    expect(() => odeint((y: NDArray) => y, 1, [])).toThrow(/at least one time/);
    expect(() => odeint((y: NDArray) => y, 1, [0, 1], { mxstep: 0 })).toThrow(/mxstep is 0/);
  });
});

describe("derivatives", () => {
  // y′ = −a·y + b·t from y0: a closed form in a, b, y0 and the times.
  const closed = (a: NDArray, b: NDArray, y0: NDArray, ts: NDArray): NDArray => {
    const at = (t: NDArray): NDArray => np.divide(np.multiply(b, np.subtract(np.multiply(a, t), 1)), np.square(a));
    const first = np.take(ts, 0);
    return np.add(
      at(ts),
      np.multiply(np.subtract(y0, at(first)), np.exp(np.multiply(np.negative(a), np.subtract(ts, first)))),
    );
  };
  const solved = (a: NDArray, b: NDArray, y0: NDArray, ts: NDArray): NDArray =>
    odeint(
      (y: NDArray, t: NDArray, rate: NDArray) => np.add(np.negative(np.multiply(rate, y)), np.multiply(b, t)),
      y0,
      ts,
      { ...TIGHT, args: [a] },
    );
  const at = [f64(0.7), f64(-1.3), f64(2), f64([0.2, 0.5, 1.5, 3])] as [NDArray, NDArray, NDArray, NDArray];
  const along = [f64(0.3), f64(1), f64(-0.5), f64([0.1, -0.2, 0.3, 1])] as [NDArray, NDArray, NDArray, NDArray];
  const loss =
    (f: typeof solved) =>
    (...xs: NDArray[]) =>
      np.sum(np.sin(f(...(xs as [NDArray, NDArray, NDArray, NDArray]))));
  const all = { argnums: [0, 1, 2, 3] };

  test("both modes, by args, closures, the start and the times", () => {
    const expected = grad(loss(closed), all)(...at) as NDArray[];
    (grad(loss(solved), all)(...at) as NDArray[]).forEach((g, i) =>
      expect(gap(g, expected[i] as NDArray)).toBeLessThan(1e-8),
    );
    (jit(grad(loss(solved), all))(...at) as NDArray[]).forEach((g, i) =>
      expect(gap(g, expected[i] as NDArray)).toBeLessThan(1e-8),
    );
    const pushed = jvp(closed, at, along)[1];
    expect(gap(jvp(solved, at, along)[1], pushed)).toBeLessThan(1e-8);
    expect(gap(jit((...xs: NDArray[]) => jvp(solved, xs as never, along)[1])(...at), pushed)).toBeLessThan(1e-8);
    const [value, push] = linearize(solved, at);
    expect(gap(value, closed(...at))).toBeLessThan(1e-9);
    expect(gap(push(...along), pushed)).toBeLessThan(1e-8);
    const [y, pull] = vjp(solved, at);
    expect(gap(y, value)).toBe(0);
    const back = vjp(closed, at)[1](at[3]);
    pull(at[3]).forEach((ct, i) => expect(gap(ct, back[i] as NDArray)).toBeLessThan(1e-8));
    for (const argnums of [0, 3])
      expect(gap(jacfwd(solved, { argnums })(...at), jacrev(solved, { argnums })(...at))).toBeLessThan(1e-8);
    linearTranspose(push, at)(at[3]).forEach((ct, i) => expect(gap(ct, back[i] as NDArray)).toBeLessThan(1e-8));
  });
  test("primal values are the same with and without tangents, bit for bit", () => {
    expect(gap(jvp(solved, at, along)[0], solved(...at))).toBe(0);
  });
  test("second order, in every order of modes", () => {
    const t = f64(0);
    const scalar = (f: typeof solved) => (s: NDArray) =>
      loss(f)(...at.map((x, i) => np.add(x, np.multiply(s, along[i] as NDArray))));
    const expected = grad(grad(scalar(closed)))(t).item();
    expect(grad(grad(scalar(solved)))(t).item()).toBeCloseTo(expected, 6);
    expect(jvp(grad(scalar(solved)), [t], [f64(1)])[1].item()).toBeCloseTo(expected, 6);
    expect(grad((s: NDArray) => jvp(scalar(solved), [s], [f64(1)])[1])(t).item()).toBeCloseTo(expected, 6);
    expect(jvp((s: NDArray) => jvp(scalar(solved), [s], [f64(1)])[1], [t], [f64(1)])[1].item()).toBeCloseTo(
      expected,
      6,
    );
    expect(
      gap(hessian(loss(solved), { argnums: 2 })(...at), hessian(loss(closed), { argnums: 2 })(...at)),
    ).toBeLessThan(1e-6);
  });
  test("lanes step for themselves, and differentiate", () => {
    const rates = f64([0.1, 0.7, 40]);
    const each = { inAxes: [0, null, null, null] };
    expect(
      gap(
        vmap(solved, each)(rates, ...(at.slice(1) as [NDArray, NDArray, NDArray])),
        vmap(closed, each)(rates, ...(at.slice(1) as [NDArray, NDArray, NDArray])),
      ),
    ).toBeLessThan(1e-9);
    const total =
      (f: typeof solved) =>
      (...xs: NDArray[]) =>
        np.sum(vmap(loss(f), each)(...xs));
    const args = [rates, ...at.slice(1)] as [NDArray, NDArray, NDArray, NDArray];
    const expected = grad(total(closed), all)(...args) as NDArray[];
    (grad(total(solved), all)(...args) as NDArray[]).forEach((g, i) =>
      expect(gap(g, expected[i] as NDArray)).toBeLessThan(1e-7),
    );
    (jit(grad(total(solved), all))(...args) as NDArray[]).forEach((g, i) =>
      expect(gap(g, expected[i] as NDArray)).toBeLessThan(1e-7),
    );
    expect(gap(vmap(grad(loss(solved)), each)(...args), vmap(grad(loss(closed)), each)(...args))).toBeLessThan(1e-7);
    expect(
      gap(
        jvp((r: NDArray) => vmap(solved, each)(r, at[1], at[2], at[3]), [rates], [f64([1, 2, 3])])[1],
        jvp((r: NDArray) => vmap(closed, each)(r, at[1], at[2], at[3]), [rates], [f64([1, 2, 3])])[1],
      ),
    ).toBeLessThan(1e-8);
    const both = (f: typeof solved) => (y0s: NDArray) =>
      np.sum(vmap((y0: NDArray) => vmap((a: NDArray) => loss(f)(a, at[1], y0, at[3]))(rates))(y0s));
    expect(gap(grad(both(solved))(f64([1, 2])), grad(both(closed))(f64([1, 2])))).toBeLessThan(1e-7);
    expect(
      gap(
        vmap((r: NDArray) => linearize(solved, at)[1](r, along[1], along[2], along[3]))(rates),
        vmap((r: NDArray) => jvp(closed, at, [r, along[1], along[2], along[3]])[1])(rates),
      ),
    ).toBeLessThan(1e-7);
  });
  test("inside scan and checkpoint", () => {
    const chain = (f: typeof solved) => (a: NDArray) =>
      np.sum(
        scan<NDArray, NDArray, NDArray>(
          (y, b) => {
            const end = np.take(f(a, b, y, at[3]), -1);
            return [end, end];
          },
          f64(1),
          f64([1, 2, -1]),
        )[1],
      );
    expect(gap(grad(chain(solved))(at[0]), grad(chain(closed))(at[0]))).toBeLessThan(1e-8);
    expect(gap(jit(grad(chain(solved)))(at[0]), grad(chain(closed))(at[0]))).toBeLessThan(1e-8);
    expect(gap(grad(checkpoint(loss(solved)))(...at), grad(loss(closed))(...at))).toBeLessThan(1e-8);
  });
  test("Lotka–Volterra against differences, with trees of parameters and integers among them", () => {
    const end = (p: { a: NDArray; b: NDArray }, times: NDArray): NDArray =>
      np.sum(
        np.take(
          odeint(
            (y: NDArray, t: NDArray, q: { a: NDArray; b: NDArray }, n: NDArray) =>
              np.multiply(predators(y, t, q.a, q.b), n),
            f64([2, 1]),
            times,
            { ...TIGHT, args: [p, np.array(1, { dtype: "int32" })] as const },
          ),
          -1,
          { axis: 0 },
        ),
      );
    const times = f64([0, 2, 5]);
    const g = grad(end)({ a: f64(1.5), b: f64(0.8) }, times);
    expect(g.a.item()).toBeCloseTo(
      slope((a) => end({ a, b: f64(0.8) }, times), 1.5),
      5,
    );
    expect(g.b.item()).toBeCloseTo(
      slope((b) => end({ a: f64(1.5), b }, times), 0.8),
      5,
    );
    const last = slope((t) => end({ a: f64(1.5), b: f64(0.8) }, np.stack([f64(0), f64(2), t])), 5);
    expect(np.take(grad(end, { argnums: 1 })({ a: f64(1.5), b: f64(0.8) }, times), -1).item()).toBeCloseTo(last, 5);
  });
  test("reverse mode keeps nothing per step: its program does not grow with the number of times", () => {
    const equations = (n: number): number =>
      trace(grad((y: NDArray) => np.sum(odeint((x: NDArray) => np.negative(x), y, np.linspace(0, 1, n)))))(f64(1))
        .equations.length;
    expect(equations(100)).toBe(equations(5));
    expect(
      cost(trace((y: NDArray) => odeint((x: NDArray) => np.negative(x), y, [0, 1]))(f64(1))).flops,
    ).toBeGreaterThan(0);
  });
});
