/** Every claim of the seed tutorial in this package's scope, named by its row. */
import {
  add,
  checkpoint,
  cost,
  defvjp,
  defjvp,
  definePrimitive,
  exp,
  explain,
  expr,
  fused,
  grad,
  hessian,
  hvp,
  jacfwd,
  jacrev,
  jit,
  jvp,
  linearize,
  linearTranspose,
  log,
  mul,
  np,
  pointwise,
  policies,
  print,
  random,
  reshape,
  savedResiduals,
  shapeDtype,
  sin,
  trace,
  valueAndGrad,
  vjp,
  vmap,
  type NDArray,
} from "fluxion";
import { describe, expect, test } from "vitest";

const f64 = (values: unknown): NDArray => np.array(values as number[], { dtype: "float64" });
const close = (actual: NDArray, expected: NDArray, tolerance = 1e-12): void => {
  expect(actual.shape).toEqual(expected.shape);
  expect(np.max(np.abs(actual.sub(expected)), {}).item()).toBeLessThanOrEqual(tolerance);
};
const mvm = (x: NDArray, W: NDArray): NDArray => np.dot(W, x);
const logistic = (x: NDArray): NDArray => {
  let y = x;
  for (let i = 0; i < 3; i++) y = np.multiply(y.mul(4), np.subtract(1, y));
  return y;
};
const W = f64([
  [1, -2, 0.5],
  [3, 0.25, -1],
]);
const x = f64([0.3, -0.7, 1.1]);

describe("forward mode", () => {
  test("S1 costs a constant factor over the program, whatever its length", () => {
    const ratio = (n: number): number => {
      const f = (x: NDArray): NDArray => Array.from({ length: n }).reduce<NDArray>((y) => y.sin().mul(y), x);
      const forward = (x: NDArray, t: NDArray): NDArray => jvp(f, [x], [t])[1];
      return cost(trace(forward)(x, x)).flops / cost(trace(f)(x)).flops;
    };
    const ratios = [4, 16, 64, 256].map(ratio);
    console.log(`S1 flops(jvp f) / flops(f): ${ratios.map((r) => r.toFixed(2)).join(", ")}`);
    for (const r of ratios) expect(r).toBeLessThan(4);
    expect((ratios.at(-1) as number) / (ratios[1] as number)).toBeCloseTo(1, 1);
  });
});

describe("arrays are the basic type", () => {
  test("S2–S4 any rank, one program", () => {
    for (const shape of [[], [3], [2, 3], [2, 1, 3], [1, 2, 2, 3]]) {
      const a = np.reshape(np.arange(shape.reduce((p, n) => p * n, 1)), shape);
      expect(np.add(a, a).shape).toEqual(shape);
      expect(jit((y: NDArray) => np.add(y, y))(a).tolist()).toEqual(np.multiply(a, 2).tolist());
    }
  });
  test("S5 matrix–vector product in all notations, and every rank combination of dot", () => {
    const expected = W.tolist() as number[][];
    const byHand = expected.map((row) =>
      row.reduce((sum, w, j) => sum + w * ((x.tolist() as number[])[j] as number), 0),
    );
    for (const y of [np.dot(W, x), W.matmul(x), W.dot(x), expr`${W} @ ${x}`, mvm(x, W)]) close(y, f64(byHand));
    const operand = (shape: number[]): NDArray =>
      np.reshape(np.arange(shape.reduce((p, n) => p * n, 1)).astype("float64"), shape);
    const shapes = [[], [3], [2, 3], [4, 2, 3]];
    const right = [[], [3], [3, 2], [4, 3, 2]];
    for (const a of shapes)
      for (const b of right) {
        const expectedShape =
          a.length === 0 || b.length === 0
            ? [...a, ...b]
            : [...a.slice(0, -1), ...b.slice(0, -2), ...(b.length > 1 ? b.slice(-1) : [])];
        expect(np.dot(operand(a), operand(b)).shape).toEqual(expectedShape);
      }
  });
});

describe("Jacobians", () => {
  const f = (x: NDArray): NDArray => np.sin(np.dot(W, x)).mul(np.sum(x));
  test("S6 any composition of primitives differentiates", () => {
    const g = (x: NDArray): NDArray => np.sum(np.tanh(np.exp(np.sin(x)).div(np.sqrt(np.square(x).add(1)))));
    const h = 1e-6;
    const numeric = np.divide(
      np.subtract(vmap(g)(np.add(x, np.eye(3).mul(h))), vmap(g)(np.subtract(x, np.eye(3).mul(h)))),
      2 * h,
    );
    close(grad(g)(x), numeric, 1e-7);
  });
  test("S7–S8 shapes are [...out, ...in], forward equals reverse, trees in and out", () => {
    expect(jacfwd(f)(x).shape).toEqual([2, 3]);
    close(jacfwd(f)(x), jacrev(f)(x));
    const scalar = (x: NDArray): NDArray => np.sum(f(x));
    close(grad(scalar)(x), jacrev(scalar)(x));
    close(grad(scalar)(x), jacfwd(scalar)(x));
    const onTree = (p: { a: NDArray; b: NDArray[] }) => ({
      y: p.a.mul(np.sum(p.b[0] as NDArray)),
      z: [p.b[0] as NDArray],
    });
    const point = { a: f64([1, 2]), b: [f64([[3], [4]])] };
    const [fwd, rev] = [jacfwd(onTree)(point), jacrev(onTree)(point)] as unknown as {
      y: { a: NDArray; b: NDArray[] };
      z: { b: NDArray[] }[];
    }[];
    expect(fwd?.y.a.shape).toEqual([2, 2]);
    expect(fwd?.y.b[0]?.shape).toEqual([2, 2, 1]);
    expect(fwd?.z[0]?.b[0]?.shape).toEqual([2, 1, 2, 1]);
    close(fwd?.y.b[0] as NDArray, rev?.y.b[0] as NDArray);
  });
  test("S9 a gradient costs about as much as the program, whatever the number of inputs", () => {
    const loss = (x: NDArray): NDArray => np.sum(np.sin(x).mul(x));
    const ratios = [10, 1000, 1e6].map(
      (n) => cost(trace(grad(loss))(shapeDtype([n]))).flops / cost(trace(loss)(shapeDtype([n]))).flops,
    );
    for (const r of ratios) expect(r).toBeLessThanOrEqual(5);
    expect(ratios[2]).toBeCloseTo(ratios[1] as number, 1);
  });
  test("S10 the derivative of Wx by x is W", () => {
    expect(jacfwd((x: NDArray) => mvm(x, W))(x).tolist()).toEqual(W.tolist());
    expect(jacrev((x: NDArray) => mvm(x, W))(x).tolist()).toEqual(W.tolist());
  });
  const square = f64([
    [0.5, -1, 0.2],
    [0.1, 0.3, -0.4],
    [1, 0.6, 0.7],
  ]);
  const functions = [
    (z: NDArray) => np.sin(z),
    (z: NDArray) => np.dot(square, z),
    (z: NDArray) => z.mul(z),
    (z: NDArray) => np.tanh(z),
  ];
  const g = (x: NDArray): NDArray => functions.reduce((z, f) => f(z), x);
  test("S11–S12 a host loop over a list of functions works through every transform", () => {
    const plain = g(x);
    close(jit(g)(x), plain);
    close(vmap(g)(np.stack([x, x])).get(1), plain);
    close(jvp(g, [x], [x])[0], plain);
    close(jit(jacrev(g))(x), jacfwd(g)(x));
    expect(trace(g)(x).equations.length).toBe(4);
    expect(print(trace(g)(x))).toMatch(/sin[\s\S]*dotGeneral[\s\S]*mul[\s\S]*tanh/);
  });
  test("S13–S15 the chain rule by hand gives jacfwd", () => {
    const gprime = (x: NDArray, fs: typeof functions, jacs: ((z: NDArray) => NDArray)[]): [NDArray, NDArray] => {
      let z = x;
      let J1: NDArray = np.array(1);
      fs.forEach((f, i) => {
        const J2 = (jacs[i] as (z: NDArray) => NDArray)(z);
        z = f(z);
        J1 = np.dot(J2, J1);
      });
      return [z, J1];
    };
    const [value, jacobian] = gprime(
      x,
      functions,
      functions.map((f) => (z: NDArray) => jacfwd(f)(z)),
    );
    close(value, g(x));
    close(jacobian, jacfwd(g)(x));
  });
  test("S16–S18 three products to a scalar: forward grows with n, reverse stays flat", () => {
    const ratios = (n: number): [number, number] => {
      const matrix = shapeDtype([n, n]);
      const f = (x: NDArray, A: NDArray, B: NDArray, c: NDArray): NDArray => np.dot(c, np.dot(B, np.dot(A, x)));
      const args = [shapeDtype([n]), matrix, matrix, shapeDtype([n])] as const;
      const base = cost(trace(f)(...args)).flops;
      return [cost(trace(jacfwd(f))(...args)).flops / base, cost(trace(grad(f))(...args)).flops / base];
    };
    const [small, large] = [ratios(8), ratios(32)];
    expect(large[0] / small[0]).toBeGreaterThan(3);
    expect(large[1]).toBeLessThan(4);
    expect(large[1] / small[1]).toBeCloseTo(1, 0);
  });
  test("S19–S20 reverse mode stores: residuals grow with the length of the program, forward mode's memory does not", () => {
    const chain =
      (n: number) =>
      (x: NDArray): NDArray =>
        Array.from({ length: n }).reduce<NDArray>((y) => np.sin(y), x);
    const kept = (n: number): number => savedResiduals(chain(n))(x).reduce((total, { bytes }) => total + bytes, 0);
    expect(kept(8)).toBe(8 * 24);
    expect(kept(64)).toBe(64 * 24);
    expect(savedResiduals(chain(2))(x)[0]).toMatchObject({ type: { dtype: "float64", shape: [3] }, bytes: 24 });
    const peak = (n: number): number =>
      cost(trace((x: NDArray, t: NDArray) => jvp(chain(n), [x], [t])[1])(x, x)).peakBytes;
    expect(peak(64)).toBe(peak(8));
  });
  test("S21–S22 which mode when: fewer columns or fewer rows", () => {
    const wide = (x: NDArray): NDArray => np.sin(np.dot(W, x));
    const flops = (f: (x: NDArray) => NDArray, n: number): number => cost(trace(f)(shapeDtype([n], "float64"))).flops;
    expect(flops(jacrev(wide) as (x: NDArray) => NDArray, 3)).toBeLessThan(
      flops(jacfwd(wide) as (x: NDArray) => NDArray, 3),
    );
    const tall = (x: NDArray): NDArray => np.sin(np.dot(W.T, x));
    expect(flops(jacfwd(tall) as (x: NDArray) => NDArray, 2)).toBeLessThan(
      flops(jacrev(tall) as (x: NDArray) => NDArray, 2),
    );
  });
});

describe("reverse mode", () => {
  test("S23 the logistic map", () => {
    expect(logistic(f64(0.25)).item()).toBe(0.75);
    expect(grad(logistic)(f64(0.25)).item()).toBe(8);
    expect(grad(logistic)(f64(0.1)).item()).toBeCloseTo(-12.0881152, 12);
    expect(grad(logistic)(f64(0.3)).item()).toBeCloseTo(1.3090816, 12);
  });
  test("S24 the program and, below it, its adjoint", () => {
    expect(explain((x: NDArray) => x.mul(4).mul(np.subtract(1, x)))(f64(0.25))).toMatchInlineSnapshot(`
      "(a: f64[]) =>
        b: f64[] = constant[dtype=float64 shape=[] value=4]
        c: f64[] = mul a b
        d: f64[] = constant[dtype=float64 shape=[] value=1]
        e: f64[] = sub d a
        f: f64[] = mul c e
        (f)
      (g: f64[]) =>
        h: f64[] = mul c g  ⟵ c
        i: f64[] = mul g e  ⟵ e
        j: f64[] = neg h
        k: f64[] = mul i b  ⟵ b
        l: f64[] = add j k
        (l)"
    `);
    const [blue, red] = ["\u001b[34m", "\u001b[31m"];
    const painted = explain(logistic, { palette: "ansi" })(0.25);
    expect(painted.startsWith(blue)).toBe(true);
    expect(painted.lastIndexOf(blue)).toBeLessThan(painted.indexOf(red));
    expect(explain(logistic, { palette: "html" })(0.25)).toMatch(/^<pre[\s\S]*<\/pre>$/);
  });
  test("S25 what is needed soonest in the program is needed latest in the adjoint", () => {
    // Of a chain z1 = sin x, z2 = sin z1, …, the adjoint reads the cosines from the last to the first.
    const chain = (x: NDArray): NDArray => Array.from({ length: 6 }).reduce<NDArray>((y) => np.sin(y), x);
    const text = explain(chain)(x);
    const uses = [...text.matchAll(/⟵ (\w+)/g)].map(([, name]) => name as string);
    const bound = [...text.matchAll(/^ {2}(\w+): .*cos/gm)].map(([, name]) => name as string);
    expect(uses).toEqual(bound.toReversed());
  });
  test("S26 products with the Jacobian without the Jacobian", () => {
    const f = (x: NDArray): NDArray => np.sin(np.dot(W, x));
    const J = jacfwd(f)(x);
    const [v, u] = [f64([1, -2, 3]), f64([0.5, 4])];
    close(jvp(f, [x], [v])[1], np.dot(J, v));
    close(vjp(f, [x])[1](u)[0], np.dot(u, J));
    close(linearize(f, [x])[1](v), np.dot(J, v));
  });
  test("S27–S29 one of JVP and VJP suffices; transposition gives the other", () => {
    const body = (s: { sin: (x: never) => never }) => (x: never) => s.sin(x);
    const forwardOnly = pointwise("forwardOnly", { body: body as never, jvp: [(t, _, x) => mul(t, np.cos(x))] });
    const reverseOnly = pointwise("reverseOnly", { body: body as never });
    defvjp(reverseOnly, (g: NDArray, _: NDArray, x: NDArray) => mul(g, np.cos(x)));
    const [v, one] = [f64([0.1, 0.2, 0.3]), np.sum];
    for (const op of [forwardOnly, reverseOnly]) {
      close(grad((x: NDArray) => one(op(x)))(x), np.cos(x));
      close(jvp((x: NDArray) => op(x), [x], [v])[1], np.cos(x).mul(v));
      close(jit(jacfwd((x: NDArray) => op(x)))(x), jacrev((x: NDArray) => sin(x))(x));
      close(hessian((x: NDArray) => one(op(x)))(x), np.diag(np.negative(np.sin(x))));
      const [, push] = linearize((x: NDArray) => op(x), [x]);
      close(linearTranspose(push as (t: NDArray) => NDArray, [v])(v)[0], np.cos(x).mul(v));
    }
  });
  test("S30–S32 defvjp in Autograd's form, on exp, log and reshape in both orders", () => {
    const myExp = definePrimitive("myExp", { body: ([x]) => exp(x as NDArray) });
    const myLog = definePrimitive("myLog", { body: ([x]) => log(x as NDArray) });
    const myReshape = definePrimitive<{ shape: number[]; order?: "C" | "F" }>("myReshape", {
      body: ([x], { shape, order = "C" }) => np.reshape(x as NDArray, shape, { order }),
    });
    defvjp(myExp, (g: NDArray, ans: NDArray) => mul(ans, g));
    defvjp(myLog, (g: NDArray, _: NDArray, x: NDArray) => np.divide(g, x));
    defvjp(myReshape, (g: NDArray, _: NDArray, x: NDArray, { order = "C" }: { order?: "C" | "F" }) =>
      np.reshape(g, x.shape, { order }),
    );
    expect(grad((x: NDArray) => myExp([x]))(f64(1)).item()).toBe(Math.E);
    expect(grad((x: NDArray) => myLog([x]))(f64(2)).item()).toBe(0.5);
    const weights = f64([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    for (const order of ["C", "F"] as const) {
      const f = (x: NDArray): NDArray => np.sum(myReshape([x], { shape: [3, 2], order }).mul(weights));
      const plain = (x: NDArray): NDArray => np.sum(np.reshape(x, [3, 2], { order }).mul(weights));
      close(grad(f)(np.ones([2, 3], { dtype: "float64" })), grad(plain)(np.ones([2, 3], { dtype: "float64" })));
    }
    expect(reshape(x, { shape: [3, 1] }).shape).toEqual([3, 1]);
    const doubled = pointwise("doubled", { body: (s) => (x) => s.add(x, x) });
    defjvp(doubled, (t: NDArray) => add(t, t));
    expect(grad((x: NDArray) => doubled(x))(f64(3)).item()).toBe(2);
  });
});

describe("complexity", () => {
  test("S36 two outputs: the primal once, the adjoint twice", () => {
    let primal = 0;
    const f = (x: NDArray): NDArray => {
      primal++;
      return np.stack([np.prod(x), np.sum(np.sin(x))]);
    };
    const [, pull] = vjp(f, [x]);
    const rows = [pull(f64([1, 0]))[0], pull(f64([0, 1]))[0]];
    expect(primal).toBe(1);
    close(np.stack(rows), jacrev(f)(x));
  });
  test("S37–S38 m outputs cost m VJPs, n inputs n JVPs", () => {
    const flops = (f: (x: NDArray) => NDArray, n: number): number => cost(trace(f)(shapeDtype([n]))).flops;
    const outputs =
      (m: number) =>
      (x: NDArray): NDArray =>
        np.stack(Array.from({ length: m }, (_, i) => np.sum(np.sin(x.mul(i + 1)))));
    const rows = [4, 8, 16].map(
      (m) => flops(jacrev(outputs(m)) as (x: NDArray) => NDArray, 50) / flops(outputs(m), 50) / m,
    );
    expect(Math.max(...rows) / Math.min(...rows)).toBeLessThan(1.6);
    const columns = [8, 16, 32].map(
      (n) =>
        flops(jacfwd((x: NDArray) => np.sin(np.exp(x))) as (x: NDArray) => NDArray, n) /
        flops((x) => np.sin(np.exp(x)), n) /
        n,
    );
    expect(Math.max(...columns) / Math.min(...columns)).toBeLessThan(1.6);
  });
  test("S39 a network trains: loss falls", () => {
    const keys = random.split(random.key(1), 3);
    const data = random.normal(keys.get(0), { shape: [64, 2] });
    const target = np.sin(np.sum(data, { axis: 1 }));
    type P = { w: NDArray; v: NDArray };
    const loss = ({ w, v }: P): NDArray => np.mean(np.square(np.dot(np.tanh(np.dot(data, w)), v).sub(target)));
    const step = jit((p: P): [P, NDArray] => {
      const [value, g] = valueAndGrad(loss)(p);
      return [{ w: p.w.sub(g.w.mul(0.1)), v: p.v.sub(g.v.mul(0.1)) }, value];
    });
    let p: P = {
      w: random.normal(keys.get(1), { shape: [2, 16] }),
      v: random.normal(keys.get(2), { shape: [16] }).mul(0.1),
    };
    const losses: number[] = [];
    for (let i = 0; i < 200; i++) {
      const [next, value] = step(p);
      p = next as P;
      losses.push(value.item());
    }
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 5);
  });
  test("Hessian-vector products agree with the Hessian", () => {
    const f = (x: NDArray): NDArray => np.sum(np.exp(x).mul(np.sin(x)));
    close(hvp(f, [x], [f64([1, 2, 3])]), np.dot(hessian(f)(x), f64([1, 2, 3])));
    expect(fused.name).toBe("fused");
  });
});

describe("S40 checkpoint cuts what is stored", () => {
  type Map1 = (x: NDArray) => NDArray;
  const layer =
    (w: NDArray): Map1 =>
    (x) =>
      np.tanh(np.dot(w, np.sin(x)));
  const square = f64([
    [0.3, -0.2, 0.5],
    [0.1, 0.4, -0.6],
    [-0.7, 0.2, 0.1],
  ]);
  const through =
    (fs: readonly Map1[]): Map1 =>
    (x) =>
      fs.reduce((y, f) => f(y), x);
  const loss =
    (f: Map1): Map1 =>
    (x) =>
      np.sum(f(x));
  const kept = (f: Map1): number => savedResiduals(loss(f))(x).reduce((total, { bytes }) => total + bytes, 0);
  const flops = (f: Map1): number => cost(trace(grad(loss(f)))(x)).flops;
  const origins = (f: Map1): string[] => savedResiduals(loss(f))(x).map(({ from }) => from);

  test("S40 policies: residuals and operations before and after, the gradient is the same bit for bit", () => {
    const block = through(Array.from({ length: 4 }, () => layer(square)));
    const expected = grad(loss(block))(x).tolist();
    const [all, none, dots] = [policies.everything, policies.nothing, policies.dots].map((policy) =>
      checkpoint(block, { policy }),
    ) as [Map1, Map1, Map1];
    for (const f of [all, none, dots]) {
      expect(grad(loss(f))(x).tolist()).toEqual(expected);
      expect(jit(grad(loss(f)))(x).tolist()).toEqual(expected);
    }
    // Nothing: the arguments alone. Products: those, and no sine or tangent.
    expect(origins(none).every((from) => from.startsWith("argument"))).toBe(true);
    expect(origins(dots).filter((from) => !from.startsWith("argument")).length).toBeGreaterThan(0);
    expect(kept(none)).toBeLessThan(kept(dots));
    expect(kept(dots)).toBeLessThan(kept(block));
    expect(kept(all)).toBeGreaterThanOrEqual(kept(block) - 24);
    console.log(
      `S40 bytes kept: plain ${kept(block)}, dots ${kept(dots)}, nothing ${kept(none)}; flops of the gradient: plain ${flops(block)}, dots ${flops(dots)}, nothing ${flops(none)}`,
    );
    expect(flops(none)).toBeGreaterThan(flops(block));
    expect(flops(none)).toBeLessThan(2 * flops(block));
  });
  test("S40 checkpoints inside checkpoints: a chain of n keeps O(log n) for O(n log n) operations", () => {
    /** The first half is computed again when the second is done; so is each half of it. */
    const recursive = (fs: readonly Map1[]): Map1 => {
      if (fs.length <= 1) return through(fs);
      const half = fs.length / 2;
      const [first, second] = [recursive(fs.slice(0, half)), recursive(fs.slice(half))];
      return (x) => second(checkpoint(first)(x));
    };
    const chain = (n: number): Map1[] => Array.from({ length: n }, () => (x: NDArray) => np.sin(x));
    const lengths = [2, 4, 8, 16, 32, 64, 128];
    const bytes = lengths.map((n) => kept(recursive(chain(n))));
    expect(lengths.map((n) => kept(through(chain(n))))).toEqual(lengths.map((n) => n * 24));
    // One array more for each doubling.
    bytes.slice(1).forEach((after, i) => expect(after - (bytes[i] as number)).toBe(24));
    const work = lengths.map((n) => flops(recursive(chain(n))));
    console.log(`S40 recursive, n = ${lengths.join(", ")}: bytes ${bytes.join(", ")}; flops ${work.join(", ")}`);
    lengths.forEach((n, i) => expect(work[i] as number).toBeLessThanOrEqual(3 * 3 * n * (Math.log2(n) + 2)));
    for (const n of [8, 64]) {
      const expected = grad(loss(through(chain(n))))(x).tolist();
      expect(grad(loss(recursive(chain(n))))(x).tolist()).toEqual(expected);
      expect(jit(grad(loss(recursive(chain(n)))))(x).tolist()).toEqual(expected);
    }
  });
  test("S40 the memory of a run shrinks with what is kept", () => {
    const long: Map1 = (x) => {
      let y = x;
      for (let i = 0; i < 64; i++) y = np.sin(y);
      return y;
    };
    const inBlocks: Map1 = (x) => {
      let y = x;
      for (let i = 0; i < 8; i++)
        y = checkpoint((z: NDArray) => {
          let w = z;
          for (let k = 0; k < 8; k++) w = np.sin(w);
          return w;
        })(y);
      return y;
    };
    expect([kept(long), kept(inBlocks)]).toEqual([64 * 24, 8 * 24]);
    expect(grad(loss(inBlocks))(x).tolist()).toEqual(grad(loss(long))(x).tolist());
  });
});
