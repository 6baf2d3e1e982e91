/** The page's derivatives are the library's: on fixed functions, on drawn ones, and of second order. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import * as fluxion from "fluxion";
import { np, type NDArray } from "fluxion";
import { describe, expect, test } from "vitest";
import * as page from "../src/autodiff.js";

type Numbers = number | readonly Numbers[];

/** The operations that both have; a function written with them runs on either. */
interface Ops<T> {
  add(x: T | number, y: T | number): T;
  mul(x: T | number, y: T | number): T;
  exp(x: T): T;
  log(x: T): T;
  sin(x: T): T;
  cos(x: T): T;
  tanh(x: T): T;
  reciprocal(x: T): T;
  sum(x: T): T;
  matmul(x: T, y: T): T;
  reshape(x: T, shape: readonly number[]): T;
  sumTo(x: T, shape: readonly number[]): T;
}
type Program = <T>(ops: Ops<T>) => (...xs: T[]) => T;

const ofPage = page as unknown as Ops<page.Value>;
const ofLibrary: Ops<NDArray> = {
  add: np.add,
  mul: np.multiply,
  exp: np.exp,
  log: np.log,
  sin: np.sin,
  cos: np.cos,
  tanh: np.tanh,
  reciprocal: np.reciprocal,
  sum: (x) => np.sum(x),
  matmul: np.matmul,
  reshape: np.reshape,
  sumTo: (x, shape) =>
    np.sum(x, {
      axis: x.shape.flatMap((length, axis) => (shape[axis] === 1 && length !== 1 ? [axis] : [])),
      keepdims: true,
    }),
};
const f64 = (x: Numbers): NDArray => np.array(x as never, { dtype: "float64" });

function expectClose(ours: page.Value, theirs: NDArray): void {
  const { shape, data } = page.plain(ours);
  expect([...shape]).toEqual([...theirs.shape]);
  theirs.dataSync().forEach((y, i) => {
    const x = data[i] as number;
    if (Number.isNaN(y)) expect(x).toBeNaN();
    else expect(Math.abs(x - y)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(y)));
  });
}

/** Value, gradient by each argument, and gradient of the gradient's square, on both. */
function compare(program: Program, args: readonly Numbers[]): void {
  const [f, g] = [program(ofPage), program(ofLibrary)];
  const arrays = args.map(f64);
  expectClose(f(...args.map((x) => page.tensor(x))), g(...arrays));
  args.forEach((_, i) => {
    const first = page.grad(f, i);
    const library = fluxion.grad(g as never, { argnums: i }) as (...xs: NDArray[]) => NDArray;
    expectClose(first(...args), library(...arrays));
    const second = page.grad((...xs) => {
      const d = first(...xs);
      return page.sum(page.mul(d, d));
    }, i);
    const ofSquare = (...xs: NDArray[]): NDArray => np.sum(np.square(library(...xs)));
    const twice = fluxion.grad(ofSquare as never, { argnums: i }) as (...xs: NDArray[]) => NDArray;
    expectClose(second(...args), twice(...arrays));
  });
}

describe("S33–S34 gradients equal the library's", () => {
  const matrix = [
    [0.5, -1, 2],
    [1, 0.25, -0.75],
  ];
  test.each<[string, Program, Numbers[]]>([
    ["a scalar function", (o) => (x) => o.mul(o.sin(x as never), o.exp(x as never)), [0.7]],
    [
      "broadcasting both ways",
      (o) => (x, y) => o.sum(o.tanh(o.mul(x as never, y as never))),
      [
        [[1], [2]],
        [0.5, -1, 3],
      ],
    ],
    ["sums along an axis", (o) => (x) => o.sum(o.exp(o.sumTo(x as never, [2, 1]))), [matrix]],
    [
      "a network of two layers",
      (o) => (w, v, b, x) =>
        o.sum(
          o.log(o.add(2, o.tanh(o.matmul(o.tanh(o.add(o.matmul(x as never, w as never), b as never)), v as never)))),
        ),
      [
        matrix.map((row) => [...row]),
        [[1], [-2], [0.5]],
        [0.1, 0.2, -0.3],
        [
          [1, 2],
          [3, -1],
        ],
      ],
    ],
    ["softmax", (o) => (x) => o.log(o.sum(o.exp(x as never))), [[1, 2, -0.5]]],
    [
      "an argument without influence",
      (o) => (x) => o.sum(o.cos(x as never)),
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      "one value used many times",
      (o) => (x) => {
        let y = x as never;
        for (let i = 0; i < 20; i++) y = o.sin(o.add(y, y)) as never;
        return o.sum(y);
      },
      [[0.1, 0.2]],
    ],
    [
      "a choice by a value",
      (o) => (x) => o.sum(o.reciprocal(o.reshape(x as never, [4]))),
      [
        [
          [1, 2],
          [4, -8],
        ],
      ],
    ],
  ])("%s", (_, program, args) => compare(program, args));

  test("drawn programs", () => {
    const unary = ["sin", "cos", "tanh", "exp"] as const;
    const step = fc.record({
      op: fc.constantFrom(...unary, "add", "mul", "reshape", "sumTo" as const),
      a: fc.nat(99),
      b: fc.nat(99),
    });
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), values, values, (steps, x, y) => {
        const program: Program =
          (o) =>
          (...inputs) => {
            // Everything has shape [2, 3], [2, 1] or [1, 3], so that any two broadcast.
            const made = inputs.map((input) => o.reshape(input, [2, 3]));
            for (const { op, a, b } of steps) {
              const [p, q] = [made[a % made.length], made[b % made.length]] as [(typeof made)[0], (typeof made)[0]];
              if (op === "add" || op === "mul") made.push(o[op](p, q));
              else if (op === "sumTo")
                made.push(
                  o.tanh(
                    o.sumTo(
                      o.add(p, inputs[0] === undefined ? 0 : o.reshape(inputs[0], [2, 3])),
                      b % 2 === 0 ? [2, 1] : [1, 3],
                    ),
                  ),
                );
              else if (op === "reshape") made.push(o.mul(p, 0.5));
              else made.push(o[op](o.tanh(p)));
            }
            return o.sum(o.tanh(made.at(-1) as (typeof made)[0]));
          };
        compare(program, [x, y]);
      }),
      { seed: 33, numRuns: 60 },
    );
  });
});

test("S33–S34 host control flow, nesting without confusion, rules of one's own", () => {
  const halve = (x: page.Value): page.Value => ((page.plain(x).data[0] as number) > 1 ? halve(page.mul(x, 0.5)) : x);
  expectClose(page.grad(halve)(8), f64(0.125));
  const inner = (x: page.Value): page.Value => page.grad((y) => page.add(x, y))(1);
  expectClose(page.grad((x) => page.mul(x, inner(x)))(2), f64(1));
  const cube = page.primitive(
    ({ shape, data }) => ({ shape, data: data.map((v) => v ** 3) }),
    (g, _, x) => page.mul(g, page.mul(3, page.mul(x as page.Value, x as page.Value))),
  );
  expectClose(page.grad(page.grad(cube))(2), f64(12));
  expect(() => page.add([1, 2], [1, 2, 3])).toThrow("[2], [3]");
});

test("S33–S34 it is one page", () => {
  const lines = readFileSync(new URL("../src/autodiff.ts", import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines.length).toBeLessThanOrEqual(150);
});
