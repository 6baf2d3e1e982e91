/** Fused reductions give what the kernels give, bit for bit: on generated code and on closures, over lines, panels and blocks. */
import {
  add,
  asArray,
  broadcast,
  convert,
  devicePut,
  div,
  exp,
  fusePointwise,
  fusedReduction,
  executableOf,
  jit,
  lt,
  max,
  mul,
  prod,
  reduceAnd,
  reduceMax,
  reduceMin,
  reduceOr,
  reshape,
  sizeOf,
  sub,
  sum,
  tanh,
  trace,
  withDefaultBackend,
  type Backend,
  type NDArray,
  type Shape,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";
import { cpu } from "../src/index.js";
import { cases, type Random } from "./kernel-harness.js";

const generated = cpu({ generateCode: true });
const closures = cpu({ generateCode: false });

type F = (...xs: NDArray[]) => NDArray[];
const without = (shape: Shape, axes: readonly number[]): number[] => shape.filter((_, axis) => !axes.includes(axis));
const back = (row: NDArray, like: NDArray, axes: readonly number[]): NDArray =>
  broadcast(row, { shape: like.shape, axes });

/** Elements of many sizes, so that the order of a sum shows in its last bits. */
const operand = (backend: Backend, shape: Shape, dtype: "float32" | "float64", salt: number): NDArray => {
  const at = (i: number): number => Math.sin(12.9898 * (i + 1) + salt) * 10 ** (((i * 7 + salt) % 5) - 2);
  const Data = dtype === "float32" ? Float32Array : Float64Array;
  return devicePut(
    reshaped(
      new Data(sizeOf(shape)).map((_, i) => at(i)),
      shape,
    ),
    backend,
  );
};
const reshaped = (data: Float32Array | Float64Array, shape: Shape) =>
  withDefaultBackend(generated, () => arrayOf(data, shape));
const arrayOf = (data: Float32Array | Float64Array, shape: Shape): NDArray => reshape(asArray(data), { shape });

const bits = (x: NDArray): unknown => {
  const data = x.dataSync();
  return [x.dtype, x.shape, [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)].join()];
};

function requireSame(f: F, shapes: readonly Shape[], dtype: "float32" | "float64", salt: number): void {
  const [a, b] = [generated, closures].map((backend) => {
    const xs = shapes.map((shape, i) => operand(backend, shape, dtype, salt + i));
    return { eager: f(...xs).map(bits), compiled: (jit(f)(...xs) as NDArray[]).map(bits) };
  });
  expect(a?.compiled).toEqual(a?.eager);
  expect(b?.compiled).toEqual(a?.eager);
}

const shapeAndAxes = (random: Random): { shape: number[]; axes: number[] } =>
  random.pick([
    { shape: [random.int(2, 700)], axes: [0] },
    { shape: [random.int(1, 5), random.int(2, 300)], axes: [1] },
    { shape: [random.int(2, 300), random.int(1, 40)], axes: [0] },
    { shape: [random.int(60, 70), random.int(500, 530)], axes: [0] },
    { shape: [random.int(2, 6), random.int(2, 90), random.int(2, 30)], axes: [1] },
    { shape: [random.int(2, 90), random.int(2, 6), random.int(2, 90)], axes: [0, 2] },
    { shape: [random.int(2, 20), random.int(2, 20), random.int(2, 30)], axes: [1, 2] },
    { shape: [1, random.int(2, 90), 1, random.int(2, 8)], axes: [0, 1, 2] },
    { shape: [random.int(2, 5), random.int(2, 5), random.int(2, 5), random.int(2, 80)], axes: [0, 2] },
    { shape: [1025], axes: [0] },
    { shape: [9000], axes: [0] },
    { shape: [2, 1, 300], axes: [1, 2] },
  ]);

/** Two operands of the shape, of which the second may lack an axis along which it repeats. */
const second = (random: Random, shape: readonly number[]): { shape: number[]; axes: number[] } => {
  const axes = shape.flatMap((_, axis) => (random.flip(0.3) ? [axis] : []));
  return { shape: without(shape, axes), axes };
};

describe("fused reductions", () => {
  const over = (axes: readonly number[]) => ({ axes });

  test("with what makes their elements", () => {
    cases(40, (random) => {
      const { shape, axes } = shapeAndAxes(random);
      const other = second(random, shape);
      const f: F = (x, y) => {
        const z = mul(x as NDArray, back(y as NDArray, x as NDArray, other.axes));
        return [
          sum(z, over(axes)),
          reduceMax(z, over(axes)),
          reduceMin(add(z, 1), over(axes)),
          prod(add(mul(z, 1e-3), 1), over(axes)),
          sum(convert(mul(z, 100), { dtype: random.pick(["int32"]) }), over(axes)),
          reduceAnd(lt(z, 50), over(axes)),
          reduceOr(lt(z, -50), over(axes)),
        ];
      };
      requireSame(f, [shape, other.shape], random.pick(["float32", "float64"]), random.int(0, 999));
    });
  });

  test("each by itself, and stored elements beside it", () => {
    cases(40, (random) => {
      const { shape, axes } = shapeAndAxes(random);
      const other = second(random, shape);
      const reduce = random.pick([sum, sum, sum, reduceMax, reduceMin, prod]);
      const costly = random.flip(0.3);
      const stored = random.flip(0.4);
      const f: F = (x, y) => {
        const product = mul(x as NDArray, back(y as NDArray, x as NDArray, other.axes));
        const z = costly ? tanh(product) : product;
        return [reduce(z, over(axes)), ...(stored ? [add(z, 1)] : [])];
      };
      requireSame(f, [shape, other.shape], random.pick(["float32", "float64"]), random.int(0, 999));
    });
  });

  test("with what their results are used for", () => {
    cases(25, (random) => {
      const { shape, axes } = shapeAndAxes(random);
      const n = sizeOf(axes.map((axis) => shape[axis] as number));
      const f: F = (x) => {
        const like = x as NDArray;
        const mean = div(sum(like, over(axes)), n);
        const centred = sub(like, back(mean, like, axes));
        const variance = div(sum(mul(centred, centred), over(axes)), n);
        const e = exp(mul(sub(like, back(reduceMax(like, over(axes)), like, axes)), 0.01));
        const softmax = div(e, back(sum(e, over(axes)), like, axes));
        return [mean, div(centred, back(add(variance, 1), like, axes)), softmax, max(mean, variance)];
      };
      requireSame(f, [shape], random.pick(["float32", "float64"]), random.int(0, 999));
    });
  });

  test("small integers wrap", () => {
    for (const dtype of ["int8", "uint8", "int32", "uint32"] as const)
      for (const shape of [[1000], [3, 500], [500, 20]]) {
        const axes = [shape.length === 2 && shape[0] === 500 ? 0 : shape.length - 1];
        const f: F = (x) => {
          const y = convert(mul(x as NDArray, 3), { dtype });
          const z = add(y, y);
          return [sum(z, over(axes)), prod(add(z, z), over(axes)), reduceMax(z, over(axes)), reduceMin(z, over(axes))];
        };
        requireSame(f, [shape], "float32", 5);
      }
  });

  test("zeros, NaN and infinities", () => {
    const special = [0, -0, NaN, Infinity, -Infinity, 1, -0, -0, 0, 0, -0];
    for (let from = 0; from < special.length; from++)
      for (const length of [2, 5, 70, 300]) {
        const x = withDefaultBackend(generated, () =>
          asArray(
            Float32Array.from({ length }, (_, i) => (i < special.length ? (special[(from + i) % 11] as number) : -0)),
          ),
        );
        const zeros = withDefaultBackend(generated, () =>
          asArray(Float32Array.from({ length }, (_, i) => (i === from ? 0 : -0))),
        );
        for (const y of [x, zeros]) {
          const f: F = (z) =>
            [sum, prod, reduceMax, reduceMin].map((reduce) => reduce(mul(z as NDArray, 1.5), over([0])));
          expect((jit(f)(y) as NDArray[]).map(bits)).toEqual(f(y).map(bits));
        }
      }
  });

  test("10⁷ times 0.1, made in the loop, is a million", () => {
    const x = withDefaultBackend(generated, () => asArray(new Float32Array(1e7).fill(0.2)));
    const total = jit((y: NDArray) => sum(mul(y, 0.5), over([0])));
    expect(executableOf(total.staged(x), generated).describe().plan).toContain("fusedReduction");
    expect(Math.abs(total(x).item() as number) / 1e6 - 1).toBeLessThan(1e-6);
    const columns = jit((y: NDArray) => sum(mul(reshape(y, { shape: [1e6, 10] }), 0.5), over([0])));
    for (const value of columns(x).dataSync()) expect(Math.abs(value / 1e5 - 1)).toBeLessThan(1e-6);
  });

  test("a backend put together without loops for reductions runs what they hold", () => {
    const program = withDefaultBackend(generated, () =>
      trace((x: NDArray) => sum(exp(x), over([0])))(asArray(new Float32Array(100))),
    );
    expect(fusePointwise.run(program).equations.map(({ primitive }) => primitive.name)).toEqual(["fused", "sum"]);
    expect(fusedReduction.name).toBe("fusedReduction");
  });
});
