/** Whole programs as generated code: loops, branches, registers and memory, bit for bit as without code generation and as host loops give. */
import {
  add,
  asArray,
  broadcast,
  checkpoint,
  concatenate,
  cond,
  convert,
  customLinearSolve,
  dotGeneral,
  dynamicSlice,
  dynamicUpdateSlice,
  executableOf,
  foriLoop,
  grad,
  jit,
  lt,
  mul,
  neg,
  pad,
  print,
  reshape,
  reverse,
  scan,
  sin,
  slice,
  sub,
  sum,
  switchCase,
  tanh,
  trace,
  transpose,
  tree,
  vmap,
  whileLoop,
  withDefaultBackend,
  type DType,
  type NDArray,
} from "@fluxion/core";
import { cpu } from "@fluxion/backend-cpu";
import { describe, expect, test } from "vitest";

const generated = cpu({ generateCode: true });
const closures = cpu({ generateCode: false });

type Leaf = { readonly data: readonly (readonly number[] | number)[] | number; readonly dtype?: DType };
const f32 = (data: Leaf["data"]): Leaf => ({ data });
const of = (dtype: DType, data: Leaf["data"]): Leaf => ({ data, dtype });
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
const matvec = (w: NDArray, x: NDArray): NDArray =>
  dotGeneral(w, x, { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] });

/** A number as an array of another one's shape. */
const like = (s: NDArray, x: NDArray): NDArray =>
  broadcast(s, { shape: x.shape, axes: x.shape.map((_, axis) => axis) });

/** The results of a jitted function on both ways of running, twice on generated code, which must agree bit for bit. */
function both(f: (...xs: any[]) => unknown, ...leaves: readonly Leaf[]): number[][] {
  const on = (backend: typeof generated, times: number): number[][] =>
    withDefaultBackend(backend, () => {
      const compiled = jit(f);
      let last: number[][] = [];
      for (let i = 0; i < times; i++) {
        const results = compiled(...leaves.map(({ data, dtype = "float32" }) => asArray(data as number, dtype)));
        last = (tree.leaves(results) as NDArray[]).map((y) => [...y.dataSync()]);
      }
      return last;
    });
  const [ours, again, theirs] = [on(generated, 1), on(generated, 3), on(closures, 1)];
  expect(ours).toStrictEqual(theirs);
  expect(again).toStrictEqual(theirs);
  return ours;
}

const codeOf = (f: (...xs: any[]) => unknown, ...leaves: readonly Leaf[]): string =>
  withDefaultBackend(generated, () => {
    const program = trace(f as () => unknown)(
      ...(leaves.map(({ data, dtype = "float32" }) => asArray(data as number, dtype)) as unknown as []),
    );
    return executableOf(program, generated).describe().code;
  });

describe("loops and branches", () => {
  test("a scan in a while in a cond", () => {
    const inner = (x: NDArray): NDArray =>
      whileLoop<{ i: NDArray; x: NDArray }>(
        ({ i }) => lt(i, 3),
        ({ i, x }) => ({
          i: add(i, 1),
          x: scan(
            (c: NDArray, y: NDArray) => [add(mul(c, like(y, c)), like(convert(i, { dtype: "float32" }), c)), c],
            x,
            asArray([0.5, 0.25]),
          )[0],
        }),
        { i: asArray(0, "int32") as NDArray, x },
      ).x;
    const f = (p: NDArray, x: NDArray): unknown => cond(lt(p, 0), (x: NDArray) => inner(x), neg, x);
    const [yes] = both(f, f32(-1), f32([1, 2, 3]));
    const [no] = both(f, f32(1), f32([1, 2, 3]));
    let expected = [1, 2, 3];
    for (let i = 0; i < 3; i++) for (const y of [0.5, 0.25]) expected = expected.map((c) => Math.fround(c * y + i));
    expect(yes).toStrictEqual(expected);
    expect(no).toStrictEqual([-1, -2, -3]);
  });

  test("a switch chooses one branch, and clamps the index", () => {
    const branches = [(x: NDArray) => neg(x), (x: NDArray) => x, (x: NDArray) => mul(x, x)];
    for (const shaped of [f32(3), f32([3, 4])]) {
      const f = (i: NDArray, x: NDArray): unknown => switchCase(i, branches, x);
      const results = [-5, 0, 1, 2, 7].map((i) => both(f, of("int32", i), shaped)[0]?.[0]);
      expect(results).toStrictEqual([-3, -3, 3, 9, 9]);
    }
  });

  test("a predicate that is false at once leaves the carry", () => {
    const f = (x: NDArray): unknown =>
      whileLoop(
        (c: NDArray) => lt(total(c), 0),
        (c: NDArray) => add(c, 1),
        x,
      );
    expect(both(f, f32([1, 2]))).toStrictEqual([[1, 2]]);
  });

  test("the cap on iterations is a typed error, and the program runs again after it", () => {
    const f = (x: NDArray): unknown =>
      whileLoop(
        (c: NDArray) => lt(c, 10),
        (c: NDArray) => add(c, 1),
        x,
        { maxIterations: 5 },
      );
    withDefaultBackend(generated, () => {
      const compiled = jit(f);
      expect(() => compiled(0)).toThrow(/did not end within 5 iterations/);
      expect((compiled(5) as NDArray).item()).toBe(10);
      expect(() => compiled(4)).toThrow(/did not end within 5 iterations/);
    });
  });

  test("a scan of length 0 gives its carry and no results", () => {
    const f = (c: NDArray, xs: NDArray): unknown => scan((c: NDArray, x: NDArray) => [add(c, x), mul(c, x)], c, xs);
    withDefaultBackend(generated, () => {
      const empty = asArray([], "float32");
      const [last, ys] = jit(f)(7, empty) as unknown as [NDArray, NDArray];
      expect([last.item(), ys.shape]).toStrictEqual([7, [0]]);
    });
    const g = (c: NDArray): unknown => scan((c: NDArray) => [add(c, 1), c], c, null, { length: 0 });
    expect(both(g, f32([1, 2]))).toStrictEqual([[1, 2], []]);
  });

  test("a scan of length 1 over one number", () => {
    const f = (c: NDArray, xs: NDArray): unknown => scan((c: NDArray, x: NDArray) => [add(c, x), mul(c, x)], c, xs);
    expect(both(f, f32(7), f32([3]))).toStrictEqual([[10], [21]]);
    const columns = (c: NDArray, xs: NDArray): unknown =>
      scan((c: NDArray, x: NDArray) => [add(c, total(x)), mul(like(c, x), x)], c, xs);
    expect(both(columns, f32(7), f32([[3], [4]]))).toStrictEqual([[14], [21, 40]]);
  });

  test("slices of one size share their offset, forwards and backwards", () => {
    const f =
      (reverse: boolean) =>
      (a: NDArray, b: NDArray): unknown =>
        scan((c: NDArray, [x, y]: any) => [add(mul(x as NDArray, c), y as NDArray), c], asArray([0, 1]), [a, b], {
          reverse,
        });
    const pairs = [f32([[1, 2], [3, 4]]), f32([[5, 6], [7, 8]])] as const; // prettier-ignore
    expect(both(f(false), ...pairs)[1]).toStrictEqual([0, 1, 5, 8]);
    expect(both(f(true), ...pairs)[1]).toStrictEqual([7, 12, 0, 1]);
  });

  test("what a checkpoint holds is decomposed as everything else is", () => {
    const half = (x: NDArray): NDArray =>
      customLinearSolve(
        (y: NDArray) => mul(y, 2),
        x,
        (_: unknown, b: NDArray) => mul(b, 0.5),
      ) as NDArray;
    const f = (x: NDArray): NDArray => total(checkpoint((y: NDArray) => sin(half(y)))(x));
    both(f, f32([1, 2]));
  });
  test("a checkpoint runs inside of the function that holds it", () => {
    const f = (x: NDArray): NDArray => total(checkpoint((y: NDArray) => sin(mul(y, y)))(x));
    both(grad(f), f32([0.5, 1.5]));
    expect(codeOf(grad(f), f32([0.5, 1.5]))).not.toContain("closure");
  });
});

describe("carries", () => {
  test("numbers and arrays that change places", () => {
    for (const shaped of [
      [f32(1), f32(2)],
      [f32([1, 3]), f32([2, 4])],
    ] as const) {
      const swap = (a: NDArray, b: NDArray): unknown =>
        scan(([a, b]: any) => [[b as NDArray, a as NDArray], a as NDArray], [a, b], null, { length: 3 });
      const [a, b, ys] = both(swap, ...shaped);
      const [first, second] = shaped.map(({ data }) => [data].flat());
      expect([a, b]).toStrictEqual([second, first]);
      expect(ys).toStrictEqual([first, second, first].flat());
    }
  });

  test("three arrays in a ring, one of them changed on the way", () => {
    const f = (a: NDArray, b: NDArray, c: NDArray): unknown =>
      foriLoop(0, 4, (_, [a, b, c]: any) => [b as NDArray, c as NDArray, add(a as NDArray, b as NDArray)], [a, b, c]);
    let [a, b, c] = [1, 10, 100];
    for (let i = 0; i < 4; i++) [a, b, c] = [b, c, a + b];
    expect(both(f, f32([1, 0]), f32([10, 0]), f32([100, 0]))).toStrictEqual([
      [a, 0],
      [b, 0],
      [c, 0],
    ]);
  });

  test("one array becomes both", () => {
    const f = (a: NDArray, b: NDArray): unknown =>
      scan(([a, b]: any) => {
        const next = sub(a as NDArray, mul(b as NDArray, 0.5));
        return [[next, next], b as NDArray];
      }, [a, b], null, { length: 3 }); // prettier-ignore
    let [a, b] = [8, 4];
    const seen: number[] = [];
    for (let i = 0; i < 3; i++) {
      seen.push(b, b);
      a = b = a - b * 0.5;
    }
    expect(both(f, f32([8, 8]), f32([4, 4]))).toStrictEqual([[a, a], [b, b], seen]);
  });

  test("a carry that stays costs no copy, and the caller's memory is not written", () => {
    const f = (a: NDArray, n: NDArray): unknown =>
      whileLoop(
        ({ n }: any) => lt(n as NDArray, 5),
        ({ a, n, s }: any) => ({ a, n: add(n as NDArray, 1), s: add(s as NDArray, a as NDArray) }),
        { a, n, s: asArray([0, 0]) },
      );
    expect(both(f, f32([1, 2]), f32(0))).toStrictEqual([[1, 2], [5], [5, 10]]);
    expect(both(f, f32([1, 2]), f32(9))).toStrictEqual([[1, 2], [9], [0, 0]]);
    withDefaultBackend(generated, () => {
      const start = asArray([1, 2]);
      const step = jit((c: NDArray) => scan((c: NDArray) => [mul(c, 2), c], c, null, { length: 3 })[0]);
      expect((step(start) as NDArray).tolist()).toStrictEqual([8, 16]);
      expect(start.tolist()).toStrictEqual([1, 2]);
    });
  });

  test("an array that a kernel reads while its successor is made", () => {
    const f = (w: NDArray, h: NDArray): unknown =>
      scan((h: NDArray) => [matvec(w, h), add(h, matvec(w, matvec(w, h)))], h, null, { length: 3 });
    expect(both(f, f32([[0, 2], [1, 0]]), f32([1, 3]))[0]).toStrictEqual([12, 2].map((_, i) => [12, 2][i])); // prettier-ignore
  });

  test("an array that is read after its successor is made", () => {
    const f = (h: NDArray): unknown =>
      scan((h: NDArray) => { const next = add(h, 1); return [next, mul(like(total(next), h), h)]; }, h, null, { length: 2 }); // prettier-ignore
    expect(both(f, f32([1, 2]))).toStrictEqual([
      [3, 4],
      [5, 10, 14, 21],
    ]);
  });

  test("numbers of every type wrap and round as elements do", () => {
    const step = (c: NDArray): NDArray => add(mul(c, c), c);
    for (const dtype of ["int8", "uint8", "int32", "uint32", "float32", "float64"] as const)
      for (const start of [3, 0.7]) {
        const loop = (c: NDArray): unknown => scan((c: NDArray) => [step(c), c], c, null, { length: 9 });
        const x = dtype.startsWith("float") ? start : Math.ceil(start) + 2;
        const [last, path] = both(loop, of(dtype, x));
        const unrolled = both((c: NDArray) => Array.from({ length: 9 }).reduce<NDArray>(step, c), of(dtype, x));
        expect(last).toStrictEqual(unrolled[0]);
        expect(path).toHaveLength(9);
      }
  });

  test("booleans, and −0, NaN and infinities in registers", () => {
    const f = (go: NDArray, x: NDArray): unknown =>
      whileLoop(
        ({ go }: any) => go as NDArray,
        ({ x, n }: any) => ({ go: lt(n as NDArray, 3), x: neg(x as NDArray), n: add(n as NDArray, 1) }),
        { go, x, n: asArray(0, "int32") },
      );
    for (const x of [0, NaN, -Infinity]) {
      const [go, n, flipped] = both(f, of("bool", 1), f32(x));
      expect([go, n, flipped]).toStrictEqual([[0], [4], [x]]);
    }
    expect(both(f, of("bool", 0), f32(-0))).toStrictEqual([[0], [0], [-0]]);
  });

  test("float32 registers round at every step, float64 ones do not", () => {
    const loop = (x: NDArray): unknown => foriLoop(0, 50, (_, x: NDArray) => mul(mul(x, 3.7), sub(1, x)), x);
    let [narrow, wide] = [Math.fround(0.3), 0.3];
    const [r, k] = [Math.fround(3.7), Math.fround];
    for (let i = 0; i < 50; i++) {
      narrow = k(k(narrow * r) * k(1 - narrow));
      wide = wide * 3.7 * (1 - wide);
    }
    expect(both(loop, f32(0.3))).toStrictEqual([[narrow]]);
    expect(both(loop, of("float64", 0.3))).toStrictEqual([[wide]]);
  });
});

describe("memory", () => {
  test("outputs that are inputs, and one result given twice", () => {
    const f = (a: NDArray, b: NDArray): unknown => {
      const y = add(a, b);
      return [a, y, b, y, a];
    };
    expect(both(f, f32([1, 2]), f32([3, 4]))).toStrictEqual([
      [1, 2],
      [4, 6],
      [3, 4],
      [4, 6],
      [1, 2],
    ]);
    expect(both(f, f32(1), f32(3))).toStrictEqual([[1], [4], [3], [4], [1]]);
    withDefaultBackend(generated, () => {
      const a = asArray([1, 2]);
      const [same] = jit((x: NDArray) => [x, add(x, 1)])(a) as NDArray[];
      (same as any).buffer[0] = 9;
      expect(a.tolist()).toStrictEqual([1, 2]);
    });
  });

  test("nested stacks: a scan whose slices and results are slices of another one", () => {
    const f = (xss: NDArray): unknown =>
      scan(
        (c: NDArray, xs: NDArray) => {
          const [last, ys] = scan((c: NDArray, x: NDArray) => [add(c, x), mul(c, 2)], c, xs);
          return [last, ys];
        },
        asArray([0, 10]),
        xss,
      );
    const rows = f32([
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
      [
        [0, 0],
        [1, 1],
      ],
    ] as never);
    const [last, ys] = both(f, rows);
    const c = [0, 10];
    const expected: number[] = [];
    for (const x of [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
      [0, 0],
      [1, 1],
    ]) {
      // prettier-ignore
      expected.push(...c.map((v) => v * 2));
      x.forEach((v, i) => ((c[i] as number) += v));
    }
    expect([last, ys]).toStrictEqual([c, expected]);
  });

  test("kernels read numbers, short slices and long ones, and write them", () => {
    for (const n of [3, 100]) {
      const data = Array.from({ length: 3 }, (_, i) => Array.from({ length: n }, (_, k) => ((i + 2) * k) % 7));
      const f = (xs: NDArray): unknown =>
        scan((c: NDArray, x: NDArray) => {
          const dot = dotGeneral(x, x, { lhsContract: [0], rhsContract: [0], lhsBatch: [], rhsBatch: [] });
          const moved = dynamicUpdateSlice(x, asArray([-1]), [convert(c, { dtype: "int32" })]);
          return [add(c, 1), [dot, moved, sum(x, { axes: [0] })]];
        }, asArray(0), xs); // prettier-ignore
      const [, dots, moved] = both(f, f32(data));
      expect(dots).toStrictEqual(data.map((x) => x.reduce((a, b) => a + b * b, 0)));
      expect(moved).toStrictEqual(data.flatMap((x, i) => x.map((v, k) => (k === i ? -1 : v))));
    }
  });

  test("programs that run in turns keep their memory apart, though they share functions", () => {
    withDefaultBackend(generated, () => {
      const make = (): ((x: number) => NDArray) => {
        const f = jit((x: NDArray) => total(matvec(asArray([[1, 2], [3, 4]]), add(asArray([1, 1]), like(x, asArray([1, 1])))))); // prettier-ignore
        return (x) => f(x) as NDArray;
      };
      const [f, g] = [make(), make()];
      expect([f(0), g(1), f(2), g(3)].map((y) => y.item())).toStrictEqual([10, 20, 30, 40]);
    });
  });

  test("an array that a loop updates at one place is not copied", () => {
    const fill = (x: NDArray): unknown =>
      foriLoop(0, 4, (i, x: NDArray) => dynamicUpdateSlice(x, broadcast(mul(i, i), { shape: [1], axes: [0] }), [i]), x);
    expect(both(fill, of("int32", [7, 7, 7, 7, 7]))).toStrictEqual([[0, 1, 4, 9, 7]]);
    expect(codeOf(fill, of("int32", [7, 7, 7, 7, 7]))).not.toMatch(/let c\d/);
    const late = (x: NDArray): unknown =>
      scan((x: NDArray, i: NDArray) => [dynamicUpdateSlice(x, mul(broadcast(total(x), { shape: [1], axes: [0] }), 2), [i]), x], x, asArray([0, 1], "int32")); // prettier-ignore
    expect(both(late, f32([1, 2, 3]))).toStrictEqual([
      [12, 34, 3],
      [1, 2, 3, 12, 2, 3],
    ]);
    const twice = (x: NDArray): unknown =>
      foriLoop(0, 2, (i, x: NDArray) => dynamicUpdateSlice(dynamicUpdateSlice(x, asArray([5]), [i]), dynamicSlice(x, [i], { sizes: [1] }), [add(i, 1)]), x); // prettier-ignore
    expect(both(twice, f32([1, 2, 3]))).toStrictEqual([[5, 5, 1]]);
  });

  test("inner loops and branches write over the carry of the outer one", () => {
    const f = (x: NDArray): unknown =>
      scan((x: NDArray, i: NDArray) => {
        const y = cond(lt(i, 1), (x: NDArray) => add(x, 1), (x: NDArray) => x, x);
        const z = foriLoop(0, 2, (_, x: NDArray) => mul(x, 2), y as NDArray);
        return [checkpoint((x: NDArray) => add(x, 3))(z), x];
      }, x, asArray([0, 1], "int32")); // prettier-ignore
    expect(both(f, f32([1, 2]))).toStrictEqual([
      [47, 63],
      [1, 2, 11, 15],
    ]);
    expect(codeOf(f, f32([1, 2]))).not.toMatch(/let c\d/);
    const reads = (x: NDArray): unknown =>
      foriLoop(0, 3, (_, x: NDArray) => foriLoop(0, 2, (_, y: NDArray) => add(y, x), x), x);
    expect(both(reads, f32([1, 2]))).toStrictEqual([[27, 54]]);
    const chooses = (x: NDArray): unknown =>
      foriLoop(0, 3, (i, x: NDArray) => cond(lt(i, 1), (x: NDArray) => mul(like(total(x), x), x), neg, x) as NDArray, x); // prettier-ignore
    expect(both(chooses, f32([1, 2]))).toStrictEqual([[3, 6]]);
  });

  test("donated arrays are taken over by the loops that begin with them", () => {
    for (const backend of [generated, closures])
      withDefaultBackend(backend, () => {
        const step = (x: NDArray): NDArray[] => {
          const [last, ys] = scan((c: NDArray) => [mul(c, 2), c], x, null, { length: 3 });
          return [last as NDArray, ys as NDArray, x];
        };
        const x = asArray([1, 2]);
        const results = jit(step, { donate: 0 })(x) as NDArray[];
        expect(results.map((y) => y.tolist())).toStrictEqual([[8, 16], [[1, 2], [2, 4], [4, 8]], [1, 2]]); // prettier-ignore
        const y = asArray([1, 2]);
        const buffer = (y as any).buffer;
        const [last] = jit((c: NDArray) => [foriLoop(0, 3, (_, c: NDArray) => mul(c, 2), c)], { donate: 0 })(
          y,
        ) as NDArray[];
        expect(last?.tolist()).toStrictEqual([8, 16]);
        expect((last as any).buffer === buffer).toBe(backend === generated);
      });
  });

  test("elements that only move: lines, loops and kernels do the same", () => {
    const moved = (x: NDArray, i: NDArray): NDArray[] => {
      const [, columns = 0] = x.shape;
      const box = dynamicSlice(x, [i, i], { sizes: [2, 1] });
      return [
        reverse(x, { axes: [0, 1] }),
        transpose(x, { permutation: [1, 0] }),
        slice(x, { starts: [0, 1], limits: [2, columns], strides: [1, 2] }),
        pad(x, reshape(dynamicSlice(x, [i, i], { sizes: [1, 1] }), { shape: [] }), {
          low: [1, -1],
          high: [-1, 2],
          interior: [0, 1],
        }),
        concatenate([box, x, box], { axis: 1 }),
        dynamicUpdateSlice(x, box, [i, i]),
        broadcast(x, { shape: [2, 2, columns], axes: [1] }),
        box,
      ];
    };
    for (const columns of [2, 5, 60])
      for (const dtype of ["float32", "uint32", "bool"] as const)
        for (const start of [-4, 0, 1, 7]) {
          const rows = [0, 1].map((r) => Array.from({ length: columns }, (_, k) => (dtype === "bool" ? (k + r) % 2 : 10 * r + k))); // prettier-ignore
          const results = both(moved, of(dtype, rows), of("int32", start));
          const flat = rows.flat();
          expect(results[0]).toStrictEqual(flat.toReversed());
          const column = Math.max(0, Math.min(start, columns - 1));
          expect(results[7]).toStrictEqual([flat[column], flat[columns + column]]);
        }
  });

  test("numbers are taken from arrays and put together without arrays in between", () => {
    const turn = (y: NDArray): [NDArray, NDArray] => {
      const [a, b] = [0, 1].map((i) => slice(y, { starts: [i], limits: [i + 1], strides: [1] })) as [NDArray, NDArray];
      return [concatenate([neg(b), add(a, 1)], { axis: 0 }), a];
    };
    const f = (y: NDArray): unknown => scan((y: NDArray) => turn(y), y, null, { length: 3 });
    expect(both(f, f32([2, 5]))).toStrictEqual([[4, -2], [2, -5, -3]]); // prettier-ignore
    expect(codeOf(f, f32([2, 5]))).not.toContain("k[0]");
  });

  test("lanes of loops", () => {
    const collatz = (n: NDArray): unknown =>
      whileLoop(({ n }: any) => lt(n as NDArray, 100), ({ n, k }: any) => ({ n: mul(n as NDArray, 3), k: add(k as NDArray, 1) }), { n, k: asArray(0, "int32") }); // prettier-ignore
    const [k] = both(vmap(collatz), f32([1, 10, 200]));
    expect(k).toStrictEqual([5, 3, 0]);
  });
});

describe("long programs", () => {
  /** Steps that cannot be fused: every product is a kernel. */
  const long = (steps: number) => (w: NDArray, x: NDArray, s: NDArray): unknown => {
    let [y, scale] = [x, s];
    for (let i = 0; i < steps; i++) {
      y = tanh(add(matvec(w, y), like(mul(scale, i % 3), y)));
      scale = add(mul(scale, 0.5), mul(total(y), 0.25));
    }
    return [y, scale, s, scale];
  }; // prettier-ignore
  const inputs = [f32([[0.5, -0.25], [1, 0.75]]), f32([1, -1]), f32(0.5)] as const; // prettier-ignore

  test("are cut into functions", () => {
    both(long(60), ...inputs);
    expect(codeOf(long(60), ...inputs).match(/^function f/gm)?.length).toBeGreaterThan(1);
    expect(codeOf(long(3), ...inputs)).not.toMatch(/^function f/m);
  });

  test("are cut inside of loops and branches too", () => {
    const looped = (w: NDArray, x: NDArray, s: NDArray): unknown =>
      scan(
        ([x, s]: any) => {
          const [y, t] = long(60)(w, x as NDArray, s as NDArray) as [NDArray, NDArray];
          return [
            [y, t],
            [t, s as NDArray],
          ];
        },
        [x, s],
        null,
        { length: 3 },
      );
    both(looped, ...inputs);
    expect(codeOf(looped, ...inputs)).toMatch(/for \(let n\d+ = 0;[^]*f\d+\([^)]*n?[^)]*\);/);
    const branched = (w: NDArray, x: NDArray, s: NDArray): unknown =>
      cond(lt(s, 0), () => long(50)(w, x, s) as NDArray[], () => long(60)(w, x, s) as NDArray[]); // prettier-ignore
    both(branched, ...inputs);
  });

  test("differentiate", () => {
    const f = (w: NDArray, x: NDArray, s: NDArray): NDArray => (long(40)(w, x, s) as NDArray[])[1] as NDArray;
    both(grad(f), ...inputs);
  });
});

test("a while loop of numbers is a native loop over registers", () => {
  const f = (n: NDArray): unknown =>
    whileLoop(
      ({ i }: any) => lt(i as NDArray, n),
      ({ i, s }: any) => ({ i: add(i as NDArray, 1), s: add(s as NDArray, i as NDArray) }),
      { i: asArray(0, "int32"), s: asArray(0, "int32") },
    );
  expect(both(f, of("int32", 1000))).toStrictEqual([[1000], [499500]]);
  expect(withDefaultBackend(generated, () => print(trace(f as any)(asArray(3, "int32"))))).toContain("while");
  expect(codeOf(f, of("int32", 1000))).toMatchInlineSnapshot(`
    "// (i32[], i32[], i32[]) → (i32[], i32[])
    "use strict";
    return function program(g, o) {
      const b0 = g[0];
      const b1 = g[1];
      const b2 = g[2];
      const b3 = o[0];
      const b4 = o[1];
      const r5 = b0[0];
      const r6 = b1[0];
      const r7 = b2[0];
      let r8 = 0;
      let r9 = 0;
      let r10 = r6;
      let r12 = r7;
      for (;;) {
        let r14 = 0;
        {
          const t0 = r10 < r5 ? 1 : 0;
          r14 = t0;
        }
        if (r14 === 0) break;
        let r11 = 0;
        let r13 = 0;
        {
          const t0 = (r10 + 1) | 0;
          const t1 = (r12 + r10) | 0;
          r11 = t0;
          r13 = t1;
        }
        r10 = r11;
        r12 = r13;
      }
      r8 = r10;
      r9 = r12;
      b3[0] = r8;
      b4[0] = r9;
    };"
  `);
});
