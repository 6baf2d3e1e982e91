import { cpu } from "@fluxion/backend-cpu";
import {
  FluxionError,
  fromElements,
  grad,
  jit,
  jvp,
  setDefaultBackend,
  vjp,
  vmap,
  type DType,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";

const { scipy } = np;
setDefaultBackend(cpu());

/** Numbers between −1 and 1, the same in every run. Source of the constants: P. L'Ecuyer (1999), modulus 2³¹ − 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 39373) % 2147483647) / 1073741823.5 - 1;
}
function random(seed: number, shape: readonly number[], dtype: DType = "float64"): NDArray {
  const next = generator(seed * 7919 + 1);
  next();
  const size = shape.reduce((n, m) => n * m, 1);
  return fromElements(Array.from({ length: size }, next), shape, dtype);
}
const identity = (n: number, dtype: DType = "float64"): NDArray => np.eye(n, { dtype });
const turned = (x: NDArray): NDArray => np.matrixTranspose(x);
const largest = (x: NDArray): number => (x.size === 0 ? 0 : np.max(np.abs(x)).item());
const apart = (x: NDArray, y: NDArray): number => {
  expect(x.shape).toEqual(y.shape);
  expect(x.dtype).toBe(y.dtype);
  return largest(np.subtract(x, y));
};
const codeOf = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    if (error instanceof FluxionError) return error.code;
    throw error;
  }
  return "accepted";
};

const sides = [
  [0, 0],
  [0, 3],
  [3, 0],
  [1, 1],
  [1, 4],
  [4, 1],
  [2, 2],
  [5, 5],
  [7, 4],
  [4, 7],
  [20, 20],
] as const;
const stacks = [[], [2], [2, 3]] as const;

describe.each(["float64", "float32"] as const)("decompositions in %s", (dtype) => {
  const tolerance = (n: number): number => (dtype === "float64" ? 2e-15 : 5e-7) * 8 * (n + 1);

  test.each(sides)("of %i × %i matrices put together give the matrices", (m, n) => {
    for (const stack of stacks)
      for (const rank of ["full", "one"]) {
        const [column, row] = [random(m, [...stack, m, 1], dtype), random(n + 1, [...stack, 1, n], dtype)];
        const a = rank === "full" ? random(m + 10 * n, [...stack, m, n], dtype) : np.matmul(column, row);
        const bound = tolerance(Math.max(m, n));

        for (const fullMatrices of [false, true]) {
          const [u, s, vh] = np.linalg.svd(a, { fullMatrices });
          const k = Math.min(m, n);
          const cutU = np.take(u, np.arange(k, { dtype: "int32" }), { axis: -1 });
          const cutV = np.take(vh, np.arange(k, { dtype: "int32" }), { axis: -2 });
          expect(apart(np.matmul(np.multiply(cutU, np.expandDims(s, -2)), cutV), a)).toBeLessThan(bound);
          const square = [...stack, u.shape.at(-1) as number, u.shape.at(-1) as number];
          expect(
            apart(np.matmul(turned(u), u), np.broadcastTo(identity(square.at(-1) as number, dtype), square)),
          ).toBeLessThan(bound);
          expect(
            largest(np.subtract(np.matmul(vh, turned(vh)), identity(vh.shape.at(-2) as number, dtype))),
          ).toBeLessThan(bound);
          expect(apart(np.linalg.svdvals(a), s)).toBeLessThan(bound);
          if (k > 1) expect(np.all(np.greaterEqual(np.negative(np.diff(s)), 0)).item()).toBe(1);

          const [q, r] = np.linalg.qr(a, { mode: fullMatrices ? "complete" : "reduced" });
          expect(apart(np.matmul(q, r), a)).toBeLessThan(bound);
          expect(largest(np.subtract(np.matmul(turned(q), q), identity(q.shape.at(-1) as number, dtype)))).toBeLessThan(
            bound,
          );
          expect(largest(np.subtract(np.triu(r), r))).toBe(0);
        }

        const [p, l, u] = scipy.linalg.lu(a);
        expect(apart(np.matmul(p, np.matmul(l, u)), a)).toBeLessThan(bound);
        expect(largest(l)).toBeLessThanOrEqual(1);
      }
  });

  test.each([0, 1, 2, 5, 20])("of symmetric matrices of %i rows give the matrices", (n) => {
    for (const stack of stacks) {
      const a = random(n, [...stack, n, n], dtype);
      const bound = tolerance(n) * Math.max(n, 1);
      const symmetric = np.add(a, turned(a));
      const [values, vectors] = np.linalg.eigh(symmetric);
      expect(apart(np.matmul(symmetric, vectors), np.multiply(vectors, np.expandDims(values, -2)))).toBeLessThan(bound);
      expect(largest(np.subtract(np.matmul(turned(vectors), vectors), identity(n, dtype)))).toBeLessThan(bound);
      if (n > 1) expect(np.all(np.greaterEqual(np.diff(values), 0)).item()).toBe(1);

      const positive = np.add(np.matmul(a, turned(a)), identity(n, dtype));
      const factor = np.linalg.cholesky(positive);
      expect(apart(np.matmul(factor, turned(factor)), positive)).toBeLessThan(bound);
      expect(largest(np.subtract(np.tril(factor), factor))).toBe(0);
      const upper = np.linalg.cholesky(positive, { upper: true });
      expect(apart(upper, turned(factor))).toBe(0);
    }
  });
});

test("equal eigenvalues have orthonormal vectors, and tiny and huge matrices lose nothing", () => {
  for (const scale of [1, 1e-290, 1e290]) {
    const [values, vectors] = np.linalg.eigh(np.multiply(identity(4), scale));
    expect(values.tolist()).toEqual([scale, scale, scale, scale]);
    expect(apart(np.matmul(turned(vectors), vectors), identity(4))).toBeLessThan(1e-15);
    expect(np.linalg.svdvals(np.multiply(fromElements([3, 0, 0, 4], [2, 2], "float64"), scale)).tolist()).toEqual([
      4 * scale,
      3 * scale,
    ]);
  }
});

test("small singular values of the Hilbert matrix are right to many digits", () => {
  // Source: R. Gregory and D. Karney, "A Collection of Matrices for Testing Computational Algorithms" (1969): the smallest eigenvalue for n = 6.
  const smallest = np.linalg.svdvals(scipy.linalg.hilbert(6, { dtype: "float64" })).tolist() as number[];
  expect(Math.abs((smallest[5] as number) / 1.08279948448e-7 - 1)).toBeLessThan(1e-9);
});

test("not a number in, not a number out", () => {
  const bad = fromElements([1, 2, NaN, 4], [2, 2], "float64");
  for (const x of [...np.linalg.eigh(bad), ...np.linalg.svd(bad), np.linalg.cholesky(np.negative(identity(2)))])
    expect(np.any(np.isnan(x)).item()).toBe(1);
});

/** A function of well-conditioned arrays, for the laws that all of them keep. */
interface Specimen {
  readonly name: string;
  readonly f: (...xs: NDArray[]) => NDArray | readonly unknown[];
  readonly inputs: readonly NDArray[];
}
const regular = (seed: number, n: number): NDArray => np.add(random(seed, [n, n]), np.multiply(identity(n), 3));
const low = np.matmul(random(5, [5, 2]), random(6, [2, 4]));
const specimens: Specimen[] = [
  { name: "inv", f: (x) => np.linalg.inv(x as NDArray), inputs: [regular(1, 4)] },
  {
    name: "solve",
    f: (a, b) => np.linalg.solve(a as NDArray, b as NDArray),
    inputs: [regular(2, 4), random(3, [4, 2])],
  },
  {
    name: "solve, one vector",
    f: (a, b) => np.linalg.solve(a as NDArray, b as NDArray),
    inputs: [regular(2, 4), random(3, [4])],
  },
  { name: "det", f: (x) => np.linalg.det(x as NDArray), inputs: [regular(4, 5)] },
  { name: "det, 3", f: (x) => np.linalg.det(x as NDArray), inputs: [regular(4, 3)] },
  { name: "slogdet", f: (x) => np.linalg.slogdet(np.negative(x as NDArray))[1], inputs: [regular(5, 5)] },
  { name: "pinv, tall", f: (x) => np.linalg.pinv(x as NDArray), inputs: [random(6, [5, 3])] },
  { name: "pinv, wide", f: (x) => np.linalg.pinv(x as NDArray), inputs: [random(6, [3, 5])] },
  {
    name: "lstsq",
    f: (a, b) => np.linalg.lstsq(a as NDArray, b as NDArray)[0],
    inputs: [random(7, [5, 3]), random(8, [5])],
  },
  { name: "eigvalsh", f: (x) => np.linalg.eigvalsh(x as NDArray), inputs: [random(9, [4, 4])] },
  { name: "cholesky", f: (x) => np.linalg.cholesky(x as NDArray), inputs: [regular(10, 4)] },
  { name: "nuclear norm", f: (x) => np.linalg.norm(x as NDArray, { ord: "nuc" }), inputs: [random(11, [4, 3])] },
  { name: "spectral norm", f: (x) => np.linalg.norm(x as NDArray, { ord: 2 }), inputs: [random(11, [4, 3])] },
  { name: "negative power", f: (x) => np.linalg.matrixPower(x as NDArray, -3), inputs: [regular(12, 3)] },
  { name: "expm", f: (x) => scipy.linalg.expm(np.multiply(x as NDArray, 3)), inputs: [random(13, [4, 4])] },
  {
    name: "luSolve",
    f: (a, b) => scipy.linalg.luSolve(scipy.linalg.luFactor(a as NDArray), b as NDArray, { trans: 1 }),
    inputs: [random(14, [4, 4]), random(15, [4, 2])],
  },
  {
    name: "choSolve",
    f: (a, b) => scipy.linalg.choSolve(scipy.linalg.choFactor(a as NDArray), b as NDArray),
    inputs: [regular(16, 4), random(17, [4])],
  },
  { name: "polar", f: (x) => scipy.linalg.polar(x as NDArray)[1], inputs: [regular(18, 3)] },
  { name: "cond", f: (x) => np.linalg.cond(x as NDArray), inputs: [random(19, [4, 3])] },
  {
    name: "tensorsolve",
    f: (a, b) => np.linalg.tensorsolve(a as NDArray, b as NDArray),
    inputs: [np.reshape(regular(20, 6), [2, 3, 6]), random(21, [2, 3])],
  },
];

const moved = (xs: readonly NDArray[], vs: readonly NDArray[], by: number): NDArray[] =>
  xs.map((x, i) => np.add(x, np.multiply(vs[i] as NDArray, by)));
/** Fourth-order central difference. */
function slope(f: (...xs: NDArray[]) => NDArray, xs: readonly NDArray[], vs: readonly NDArray[]): NDArray {
  const h = 2 ** -9;
  const at = (by: number): NDArray => f(...moved(xs, vs, by));
  const near = np.multiply(np.subtract(at(h), at(-h)), 8);
  return np.divide(np.subtract(near, np.subtract(at(2 * h), at(-2 * h))), 12 * h);
}
const total = (x: NDArray): NDArray =>
  np.sum(np.multiply(x, np.reshape(np.cos(np.arange(x.size, { dtype: "float64" })), x.shape)));

describe.each(specimens.map((specimen) => [specimen.name, specimen] as const))("%s", (_, { f, inputs }) => {
  const g = f as (...xs: NDArray[]) => NDArray;
  const directions = inputs.map((x, i) => random(100 + i, x.shape));
  const weighed = (...xs: NDArray[]): NDArray => total(g(...xs));

  test("has the slope of its differences", () => {
    const [value, tangent] = jvp(g, [...inputs], directions);
    const expected = slope(g, inputs, directions);
    expect(apart(value, g(...inputs))).toBe(0);
    expect(apart(tangent, expected)).toBeLessThan(1e-6 * (1 + largest(expected)));
  });

  test("has a gradient that fits", () => {
    const [value, pull] = vjp(g, [...inputs]);
    const weights = random(200, value.shape);
    const [, tangent] = jvp(g, [...inputs], directions);
    const left = np.sum(np.multiply(tangent, weights)).item();
    const pulled = pull(weights as never) as unknown as NDArray[];
    const right = pulled.reduce((sum, ct, i) => sum + np.sum(np.multiply(ct, directions[i] as NDArray)).item(), 0);
    expect(Math.abs(left - right)).toBeLessThan(1e-11 * (1 + Math.abs(left)));
  });

  test("has a second derivative, both ways", () => {
    const gradient = grad(weighed, { argnums: inputs.map((_x, i) => i) } as never) as unknown as (
      ...xs: NDArray[]
    ) => NDArray[];
    const along = (...xs: NDArray[]): NDArray =>
      gradient(...xs).reduce(
        (sum, ct, i) => np.add(sum, np.sum(np.multiply(ct, directions[i] as NDArray))),
        np.array(0, { dtype: "float64" }),
      );
    const expected = slope(along, inputs, directions);
    const [, forward] = jvp(along, [...inputs], directions);
    expect(apart(forward, expected)).toBeLessThan(1e-5 * (1 + largest(expected)));
    const again = grad(along, { argnums: inputs.map((_x, i) => i) } as never) as unknown as (
      ...xs: NDArray[]
    ) => NDArray[];
    const reverse = again(...inputs).reduce(
      (sum, ct, i) => sum + np.sum(np.multiply(ct, directions[i] as NDArray)).item(),
      0,
    );
    expect(Math.abs(reverse - expected.item())).toBeLessThan(1e-5 * (1 + largest(expected)));
  });

  test("maps as a loop does, and is the same under jit", () => {
    const others = inputs.map((x, i) => np.add(x, np.multiply(directions[i] as NDArray, 0.1)));
    const stacked = inputs.map((x, i) => np.stack([x, others[i] as NDArray]));
    expect(apart(vmap(g)(...stacked), np.stack([g(...inputs), g(...others)]))).toBeLessThan(1e-12);
    expect(apart(jit(g)(...inputs), g(...inputs))).toBe(0);
    const gradient = grad(weighed) as (...xs: NDArray[]) => NDArray;
    const loop = np.stack([gradient(...inputs), gradient(...others)]);
    const bound = 1e-11 * (1 + largest(loop));
    expect(apart(jit(vmap(gradient))(...stacked), loop)).toBeLessThan(bound);
    const ofMapped = grad((...xs: NDArray[]) =>
      np.sum(np.stack([0, 1].map((i) => total(np.take(vmap(g)(...xs), i, { axis: 0 }))))),
    );
    expect(apart((ofMapped as (...xs: NDArray[]) => NDArray)(...stacked), loop)).toBeLessThan(bound);
  });
});

describe("derivatives where decompositions have none", () => {
  test("of determinants: the adjugate of a singular matrix", () => {
    const rows = random(30, [4, 4]);
    const singular = np.concatenate([
      np.getitem(rows, np.slice(0, 3)),
      np.sum(np.getitem(rows, np.slice(0, 3)), { axis: 0, keepdims: true }),
    ]);
    const v = random(31, [4, 4]);
    const f = (x: NDArray): NDArray => np.linalg.det(x);
    expect(apart(jvp(f, [singular], [v])[1], slope(f, [singular], [v]))).toBeLessThan(1e-9);
    const zero = np.zeros([3, 3], { dtype: "float64" });
    expect(grad(f)(zero).tolist()).toEqual(zero.tolist());
  });

  test("of pseudo-inverses: equal singular values, and directions that keep the rank", () => {
    const f = (x: NDArray): NDArray => np.linalg.pinv(x);
    const v = random(32, [3, 3]);
    expect(apart(jvp(f, [identity(3)], [v])[1], np.negative(v))).toBeLessThan(1e-14);
    const [left, right] = [random(5, [5, 2]), random(6, [2, 4])];
    const along = random(33, [5, 2]);
    const g = (x: NDArray): NDArray => np.linalg.pinv(np.matmul(x, right));
    expect(apart(jvp(g, [left], [along])[1], slope(g, [left], [along]))).toBeLessThan(1e-6);
    expect(np.linalg.matrixRank(low).item()).toBe(2);
  });

  test("of eigenvalues: equal ones", () => {
    const v = random(34, [3, 3]);
    const [, tangent] = jvp((x: NDArray) => np.sum(np.linalg.eigvalsh(x)), [identity(3)], [v]);
    expect(Math.abs(np.subtract(tangent, np.trace(v)).item())).toBeLessThan(1e-14);
    expect(grad((x: NDArray) => np.sum(np.linalg.eigvalsh(x)))(identity(3)).tolist()).toEqual(identity(3).tolist());
  });
});

describe("systems of equations", () => {
  test.each([
    [[3, 3], [3], [3]],
    [
      [3, 3],
      [3, 2],
      [3, 2],
    ],
    [
      [3, 3],
      [4, 3, 2],
      [4, 3, 2],
    ],
    [[2, 3, 3], [3], [2, 3]],
    [
      [2, 1, 3, 3],
      [4, 3, 2],
      [2, 4, 3, 2],
    ],
    [
      [0, 0],
      [0, 2],
      [0, 2],
    ],
    [
      [0, 3, 3],
      [3, 2],
      [0, 3, 2],
    ],
    [
      [3, 3],
      [3, 0],
      [3, 0],
    ],
  ])("of shapes %j and %j have solutions of shape %j", (a, b, x) => {
    const [left, right] = [random(40, a), random(41, b)];
    const solution = np.linalg.solve(left, right);
    expect(solution.shape).toEqual(x);
    const product = b.length === 1 ? np.matvec(left, solution) : np.matmul(left, solution);
    expect(largest(np.subtract(product, right))).toBeLessThan(1e-13);
  });

  test("of one matrix are one triangular solve, mapped or not", () => {
    const a = random(42, [3, 3]);
    const each = vmap((b: NDArray) => np.linalg.solve(a, b))(random(43, [5, 3]));
    expect(apart(each, turned(np.linalg.solve(a, turned(random(43, [5, 3])))))).toBe(0);
  });

  test("with pivots: permutations of any length", () => {
    const a = random(44, [2, 9, 9]);
    const [packed, pivots] = scipy.linalg.luFactor(a);
    const b = random(45, [2, 9, 1]);
    expect(apart(np.matmul(a, scipy.linalg.luSolve([packed, pivots], b)), b)).toBeLessThan(1e-12);
    expect(apart(np.matmul(turned(a), scipy.linalg.luSolve([packed, pivots], b, { trans: 1 })), b)).toBeLessThan(1e-12);
  });

  test("of tall and wide matrices are solved in the least squares' sense", () => {
    const [a, b] = [random(46, [6, 3]), random(47, [6, 2])];
    const [x, residuals, rank, s] = np.linalg.lstsq(a, b);
    const rest = np.subtract(b, np.matmul(a, x));
    expect(largest(np.matmul(turned(a), rest))).toBeLessThan(1e-14);
    expect(apart(residuals, np.sum(np.square(rest), { axis: 0 }))).toBe(0);
    expect([rank.item(), rank.dtype, s.shape]).toEqual([3, "int32", [3]]);
    const wide = np.linalg.lstsq(turned(a), random(48, [3]))[0];
    expect(apart(np.matmul(turned(a), wide), random(48, [3]))).toBeLessThan(1e-14);
  });
});

describe("functions of matrices", () => {
  test("expm of a sum of commuting matrices is a product, at every size", () => {
    for (const size of [1e-3, 1, 30, 300]) {
      const a = np.multiply(random(50, [4, 4]), size);
      const skew = np.subtract(a, turned(a));
      const rotation = scipy.linalg.expm(skew);
      expect(apart(np.matmul(turned(rotation), rotation), identity(4))).toBeLessThan(1e-14 * (1 + size));
      expect(apart(np.matmul(rotation, scipy.linalg.expm(np.negative(skew))), identity(4))).toBeLessThan(
        1e-14 * (1 + size),
      );
    }
    expect(scipy.linalg.expm(np.zeros([2, 3, 3])).tolist()).toEqual(np.broadcastTo(np.eye(3), [2, 3, 3]).tolist());
    expect(scipy.linalg.expm(np.zeros([0, 0])).shape).toEqual([0, 0]);
  });

  test("expm of different sizes side by side", () => {
    const a = np.multiply(random(51, [3, 3, 3]), np.array([[[0.01]], [[1]], [[40]]], { dtype: "float64" }));
    const each = [0, 1, 2].map((i) => scipy.linalg.expm(np.take(a, i, { axis: 0 })));
    const together = scipy.linalg.expm(a);
    const sizes = np.max(np.abs(together), { axis: [1, 2], keepdims: true });
    expect(largest(np.divide(np.subtract(together, np.stack(each)), sizes))).toBeLessThan(1e-12);
  });

  test("powers, inverse ones too", () => {
    const a = regular(52, 3);
    expect(apart(np.matmul(np.linalg.matrixPower(a, -2), np.linalg.matrixPower(a, 2)), identity(3))).toBeLessThan(
      1e-14,
    );
  });

  test("polynomials through points", () => {
    const x = np.linspace(-1, 1, 20, { dtype: "float64" });
    const p = np.array([2, -1, 0.5, 3], { dtype: "float64" });
    expect(apart(np.polyfit(x, np.polyval(p, x), 3), p)).toBeLessThan(1e-13);
    expect(np.polyfit(x, np.stack([x, np.square(x)], { axis: 1 }), 2).shape).toEqual([3, 2]);
    const weighted = np.polyfit(x, np.abs(x), 0, {
      w: np.multiply(np.equal(np.arange(20), 3), np.ones([20], { dtype: "float64" })),
    });
    expect(Math.abs(weighted.item() - Math.abs((x.tolist() as number[])[3] as number))).toBeLessThan(1e-14);
  });
});

test("what does not fit is refused", () => {
  const oblong = random(60, [2, 3]);
  for (const f of [
    np.linalg.inv,
    np.linalg.det,
    np.linalg.slogdet,
    np.linalg.cholesky,
    np.linalg.eigh,
    scipy.linalg.expm,
    scipy.linalg.luFactor,
  ])
    expect(codeOf(() => f(oblong))).toBe("shape");
  for (const f of [np.linalg.svd, np.linalg.qr, np.linalg.pinv, scipy.linalg.lu])
    expect(codeOf(() => f(random(61, [3])))).toBe("shape");
  expect(codeOf(() => np.linalg.solve(identity(3), random(62, [2])))).toBe("shape");
  expect(codeOf(() => np.linalg.solve(identity(3), 1))).toBe("shape");
  expect(codeOf(() => np.linalg.lstsq(oblong, random(62, [3])))).toBe("shape");
  expect(codeOf(() => np.linalg.tensorsolve(oblong, random(62, [2])))).toBe("shape");
  expect(codeOf(() => np.linalg.qr(oblong, { mode: "raw" as never }))).toBe("argument");
  expect(codeOf(() => scipy.linalg.solve(identity(2), [1, 2], { assumeA: "diag" as never }))).toBe("argument");
  expect(codeOf(() => grad((x: NDArray) => np.sum(np.linalg.qr(x, { mode: "complete" })[0]))(turned(oblong)))).toBe(
    "not-differentiable",
  );
  expect(codeOf(() => grad((x: NDArray) => np.sum(np.linalg.svd(x)[0]))(oblong))).toBe("not-differentiable");
});

test("integers give float32", () => {
  const a = np.array(
    [
      [2, 1],
      [1, 3],
    ],
    { dtype: "int32" },
  );
  expect(np.linalg.inv(a).dtype).toBe("float32");
  expect(np.linalg.eigvalsh(a).dtype).toBe("float32");
  expect(np.linalg.solve(a, [1, 2]).dtype).toBe("float32");
  expect(np.linalg.det(a).item()).toBe(5);
});
