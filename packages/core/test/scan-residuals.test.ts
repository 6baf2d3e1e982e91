/** What a scan stacks for the way back: nothing that is at hand, and nothing that arithmetic makes again from less. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  broadcast,
  exp,
  fullLike,
  grad,
  hessian,
  jit,
  mul,
  savedResiduals,
  scan,
  setDefaultBackend,
  sin,
  sub,
  sum,
  tanh,
  type NDArray,
  type ScanParams,
  type Program,
} from "@fluxion/core";
import { np } from "fluxion";
import { describe, expect, test } from "vitest";
import { minCut, type Network } from "../src/primitives/control/min-cut.js";
import { close, f64, total } from "./support.js";

setDefaultBackend(cpu());
const STEPS = 50;
const loop = (step: (c: NDArray, x: NDArray) => readonly [NDArray, unknown]) => (c: NDArray, xs: NDArray) =>
  total(scan(step, c, xs)[0]);
const xs = f64(Array.from({ length: STEPS }, (_, i) => [Math.sin(i), Math.cos(i), 0.5]));
const c = f64([0.1, 0.2, 0.3]);
/** Shapes of what is stacked, by the equation that gives it. */
const stacks = (f: (c: NDArray, xs: NDArray) => NDArray): string[] =>
  savedResiduals(f)(c, xs)
    .filter(({ shape, from }) => shape[0] === STEPS && !from.startsWith("argument"))
    .map(({ from }) => from.replace(/^scan: (\w+: [^ ]+ = )?/, "").replace(/( \w+)*$/, ""))
    .toSorted();
const repeat = (x: NDArray, n: number): NDArray => broadcast(x, { shape: [n, ...x.shape], axes: [0] });
/** Differences of a directional derivative. */
const along = (f: (c: NDArray) => NDArray, h = 1e-6): NDArray => mul(sub(f(add(c, h)), f(add(c, -h))), 1 / (2 * h));

describe("is stacked", () => {
  test("only what is needed in every step, and cannot be had otherwise", () => {
    // Slices, constants and what does not change are at hand.
    expect(stacks(loop((s, x) => [mul(s, exp(x)), null]))).toEqual([
      expect.stringContaining("argument"),
      expect.stringContaining("exp"),
    ]);
    expect(stacks(loop((s, x) => [add(mul(s, 0.5), x), null]))).toEqual([]);
    // The slope of tanh is arithmetic on its value, which is stacked as a result already.
    expect(
      stacks(
        loop((s, x) => {
          const next = tanh(add(s, x));
          return [next, next];
        }),
      ),
    ).toEqual([expect.stringContaining("tanh")]);
    // Four values from one: a polynomial of the carry.
    const square = (x: NDArray): NDArray => mul(x, x);
    expect(stacks(loop((s, x) => [square(add(square(mul(s, 0.1)), mul(square(s), x))), null]))).toEqual(
      ["scan: argument c: f64"].map(() => expect.any(String)),
    );
    // A repetition of a number.
    expect(
      savedResiduals((c: NDArray) =>
        total(
          scan((s: NDArray) => [mul(mul(s, repeat(sum(sin(s), { axes: [0] }), 3)), fullLike(s, 0.5)), null], c, null, {
            length: STEPS,
          })[0],
        ),
      )(c)
        .filter(({ shape }) => shape[0] === STEPS)
        .map(({ shape }) => shape)
        .toSorted((a, b) => a.length - b.length),
    ).toEqual([[STEPS], [STEPS, 3], [STEPS, 3]]);
  });
  test("by a gated cell: one value for each heavy function, and the carry", () => {
    const sigmoid = (x: NDArray): NDArray => np.divide(1, np.add(1, np.exp(np.negative(x))));
    const cell =
      (w: NDArray) =>
      ([h, s]: [NDArray, NDArray], x: NDArray): [[NDArray, NDArray], NDArray] => {
        const [f, g, o, a] = [sigmoid(mul(x, w)), sigmoid(mul(h, w)), sigmoid(mul(x, x)), tanh(mul(h, w))];
        const next = add(mul(s, f), mul(g, a));
        const out = mul(o, tanh(next));
        return [[out, next], out];
      };
    const f = (w: NDArray): NDArray => total(scan(cell(w) as never, [c, c] as never, xs as never)[1] as NDArray);
    const kept = savedResiduals(f)(c).filter(({ shape, kind }) => shape[0] === STEPS && kind === "equation");
    // Three exponentials, two hyperbolic tangents, and the two carries.
    expect(kept.filter(({ from }) => / = (exp|tanh) /.test(from))).toHaveLength(5);
    expect(kept).toHaveLength(7);
    close(total(grad(f)(c)), mul(sub(f(add(c, 1e-6)), f(add(c, -1e-6))), 5e5), 1e-6);
    close(jit(grad(f))(c), grad(f)(c), 1e-14);
  });
});

test("derivatives of any order do not change by what is kept", () => {
  const square = (x: NDArray): NDArray => mul(x, x);
  const f = (c: NDArray): NDArray =>
    loop((s, x) => {
      const a = add(square(mul(s, 0.1)), mul(square(s), mul(x, 0.01)));
      return [sub(add(tanh(a), mul(s, 0.9)), mul(exp(a), 0.01)), a];
    })(c, xs);
  const byHand = (c: NDArray): NDArray => {
    let s = c;
    for (let i = 0; i < STEPS; i++) {
      const x = np.getitem(xs, i);
      const a = add(square(mul(s, 0.1)), mul(square(s), mul(x, 0.01)));
      s = sub(add(tanh(a), mul(s, 0.9)), mul(exp(a), 0.01));
    }
    return total(s);
  };
  close([grad(f)(c), jit(grad(f))(c), hessian(f)(c)], [grad(byHand)(c), grad(byHand)(c), hessian(byHand)(c)]);
  close(total(grad(f)(c)), along(f), 1e-6);
});

test("a scan stacks numbers and not their repetitions, and constants are no operands", () => {
  const vector = asArray([1, 2, 3]);
  const f = (x: NDArray): NDArray =>
    scan((c: NDArray) => [mul(mul(c, repeat(sum(sin(c), { axes: [0] }), 3)), fullLike(c, 0.5)), null], x, null, {
      length: 5,
    })[0];
  const program = jit(grad((x: NDArray) => sum(f(x), { axes: [0] }))).staged(vector);
  const scans = program.equations.filter(({ primitive }) => primitive.name === "scan");
  const [forward, backward] = scans.map(({ params }) => params as unknown as ScanParams);
  const shapes = (p: Program, carries: number): (readonly number[])[] =>
    p.outputs.slice(carries).map(({ type }) => type.shape);
  expect(forward && shapes(forward.program, forward.carries).toSorted((a, b) => a.length - b.length)).toEqual([
    [],
    [3],
    [3],
  ]);
  expect(backward?.consts).toBe(0);
});

test("minCut finds a cheapest cut, in 500 graphs (seed 11)", () => {
  const n = 6;
  let state = 11;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const some = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  type Graph = Omit<Network<number>, "cost" | "nodes">;
  /** Whether a target is reached past no removed node. */
  const leaks = ({ edges, sources, targets }: Graph, removed: readonly number[]): boolean => {
    const reached = new Set(sources.filter((node) => !removed.includes(node)));
    for (const node of reached)
      for (const [from, to] of edges) if (from === node && !removed.includes(to)) reached.add(to);
    return targets.some((node) => reached.has(node));
  };
  for (let round = 0; round < 500; round++) {
    const costs = some(n, () => below(10));
    const edges = some(below(13), () => [below(n), below(n)] as const).filter(([a, b]) => a < b);
    const graph = { edges, sources: some(1 + below(3), () => below(n)), targets: some(1 + below(3), () => below(n)) };
    const price = (list: readonly number[]): number => list.reduce((all, node) => all + (costs[node] as number), 0);
    const cut = minCut({ nodes: costs.map((_, i) => i), cost: (node) => costs[node] as number, ...graph });
    const sets = Array.from({ length: 1 << n }, (_, bits) => costs.map((__, i) => i).filter((i) => bits & (1 << i)));
    const cheapest = Math.min(...sets.filter((list) => !leaks(graph, list)).map(price));
    expect([leaks(graph, cut), price(cut)], `round ${round}`).toEqual([false, cheapest]);
  }
});
