/** The laws are worth something: each catches a primitive that is wrong in its own way. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  broadcast,
  definePrimitive,
  linear,
  mul,
  pointwise,
  right,
  sin,
  type NDArray,
  type Params,
  type Primitive,
} from "@fluxion/core";
import { expect, test } from "vitest";
import { checkPrimitive, laws, plain, sample, tensor, type Promises, type Sample } from "../src/index.js";

const backend = cpu({ generateCode: true });
const reference = cpu({ generateCode: false });
const x64 = tensor("float64", [2, 3], [0.5, -1, 1.25, 2, -0.75, 0.25]);
const x32 = tensor("float32", [2, 3], [0.5, -1, 1.25, 2, -0.75, 0.25]);

async function broken<P extends Params>(primitive: Primitive<P>, samples: readonly Sample<P>[]): Promise<string[]> {
  const names: string[] = [];
  for (const law of laws)
    await checkPrimitive(primitive, samples, { backend, reference, laws: [law] }).catch((error: unknown) => {
      expect(String(error)).toContain(primitive.name);
      names.push(law.name);
    });
  return names;
}

const smooth: Partial<Promises> = { smooth: [0] };
const sine = (spec: Partial<Primitive>): Primitive =>
  ({ ...pointwise("sine", { body: (s) => (x) => s.sin(x) }), name: "sine", ...spec }) as Primitive;

test("a right primitive breaks none", async () => {
  expect(
    await broken(pointwise("swish", { body: (s) => (x) => s.div(x, s.add(s.lit(1), s.exp(s.neg(x)))) }), [
      plain([x64], smooth),
      plain([x32], smooth),
    ]),
  ).toEqual([]);
  expect(
    await broken(definePrimitive("twice", { body: ([x]) => add(x as NDArray, sin(x as NDArray)) }), [
      plain([x64], smooth),
      plain([x32], smooth),
    ]),
  ).toEqual([]);
});

test("a primitive with only a VJP breaks none", async () => {
  const byVjp = definePrimitive("byVjp", {
    body: ([x]) => mul(x as NDArray, x as NDArray),
    vjp: ({ inputs: [x], cotangents: [ct] }) => [ct == null ? null : mul(ct, mul(x as NDArray, 2))],
  });
  expect(await broken(byVjp, [plain([x64], smooth), plain([x32], smooth)])).toEqual([]);
});

test("a wrong derivative", async () => {
  const wrong = pointwise("wrong", { body: (s) => (x) => s.sin(x), jvp: [(t, _, x) => mul(t, x)] });
  expect(await broken(wrong, [plain([x64], smooth)])).toContain("jvp agrees with central differences");
});

test("a derivative that is wrong by one part in a hundred million", async () => {
  const wrong = pointwise("wrong", { body: (s) => (x) => s.mul(x, x), jvp: [(t, _, x) => mul(t, mul(x, 2 + 2e-8))] });
  expect(await broken(wrong, [plain([x64], smooth)])).toContain("jvp agrees with central differences");
});

test("a derivative that is right once but not twice", async () => {
  // cos(x) as the derivative of sin(x), with x cut off from differentiation.
  const cut = pointwise("cut", { body: (s) => (x) => s.cos(x), jvp: [null] });
  const wrong = pointwise("wrong", { body: (s) => (x) => s.sin(x), jvp: [(t, _, x) => mul(t, cut(x))] });
  const names = await broken(wrong, [plain([x64], smooth)]);
  expect(names).toContain("second derivatives agree");
  expect(names).not.toContain("jvp agrees with central differences");
});

test("a derivative that is wrong in float32 only", async () => {
  const wrong = pointwise("wrong", {
    body: (s) => (x) => s.mul(x, x),
    jvp: [(t, _, x) => mul(t, mul(x, x.dtype === "float32" ? 2.001 : 2))],
  });
  expect(await broken(wrong, [plain([x64], smooth), plain([x32], smooth)])).toContain(
    "jvp in float32 agrees with float64",
  );
});

interface Axes {
  readonly axes: readonly number[];
}
const total = (spec: { transpose?: number; lane?: number }): Primitive<Axes> =>
  linear<Axes>("total", {
    type: (x, { axes }) => right({ ...x, shape: x.shape.filter((_, i) => !axes.includes(i)) }),
    transpose: (ct, x, { axes }) => mul(broadcast(ct, { shape: x.shape, axes }), spec.transpose ?? 1),
    batch: ({ axes }) => ({ axes: axes.map((axis) => axis + (spec.lane ?? 1)) }),
    kernels: { cpu: ([x]: { shape: readonly number[] }[], _: unknown, { axes }: Axes) => totals(x?.shape ?? [], axes) },
  });
const totals =
  (from: readonly number[], axes: readonly number[]) =>
  ([x, y]: readonly Float64Array[]) => {
    (y as Float64Array).fill(0);
    (x as Float64Array).forEach((value, flat) => {
      let [rest, place, stride] = [flat, 0, 1];
      for (let axis = from.length - 1; axis >= 0; axis--) {
        const n = from[axis] as number;
        if (!axes.includes(axis)) {
          place += (rest % n) * stride;
          stride *= n;
        }
        rest = Math.floor(rest / n);
      }
      (y as Float64Array)[place] = ((y as Float64Array)[place] as number) + value;
    });
  };
const linearSample = sample<Axes>(
  [tensor("float64", [3, 3], (i) => i / 4)],
  { axes: [1] },
  { smooth: [0], linear: [[0]], reassociates: true },
);

test("a right linear primitive with a kernel of its own breaks none", async () => {
  expect(await broken(total({}), [linearSample])).toEqual([]);
});

test("a wrong transpose", async () => {
  expect(await broken(total({ transpose: 2 }), [linearSample])).toEqual([
    "⟨J·v, w⟩ = ⟨v, Jᵀ·w⟩",
    "the transpose of the transpose is the primitive",
  ]);
});

test("a wrong batch rule", async () => {
  expect(await broken(total({ lane: 0 }), [linearSample])).toContain("vmap = loop");
});

test("a linear primitive whose derivative is another", async () => {
  const wrong: Primitive = {
    ...pointwise("wrong", {
      body: (s) => (x) => s.neg(x),
      jvp: [(t) => t],
      transpose: ({ cotangents: [ct] }) => [ct ?? null],
    }),
    name: "wrong",
  };
  expect(await broken(wrong, [plain([x64], { smooth: [0], linear: [[0]] })])).toContain(
    "a linear primitive is its own derivative",
  );
});

test("a wrong type rule", async () => {
  const law = "the type rule says what runs";
  expect(
    await broken(sine({ type: ([x]) => right([{ dtype: "float32", shape: x?.shape ?? [] }]) }), [plain([x64])]),
  ).toContain(law);
  const wrong = definePrimitive("wrong", {
    type: ([x]) => right([{ dtype: "float64", shape: [...(x?.shape ?? []), 1] }]),
    body: ([x]) => sin(x as NDArray),
  });
  expect(await broken(wrong, [plain([x64])])).toContain(law);
});

test("parameters that do not read back", async () => {
  const wrong = {
    ...pointwise<{ f: () => number }>("wrong", { body: (s) => (x) => s.neg(x) }),
    name: "wrong",
  } as Primitive<{ f: () => number }>;
  expect(await broken(wrong, [sample([x64], { f: () => 1 })])).toContain("a program reads back as it was printed");
});

test("a value that depends on how it is run", async () => {
  let turn = 0;
  const wrong = sine({
    body: undefined,
    kernels: undefined,
    scalar: (s) => (x) => s.add(x as never, s.lit(turn++)),
  } as Partial<Primitive>);
  const names = await broken(wrong, [plain([x64])]);
  expect(names).toContain("agrees with the reference backend");
  expect(names).toContain("jit = eager, bit for bit");
});

test("no samples", async () => {
  await expect(checkPrimitive(sin, [], { backend })).rejects.toThrow("there are no samples");
});

test("a primitive without a rule is reported, not skipped", async () => {
  const bare: Primitive = {
    name: "bare",
    type: ([x]) => right(x === undefined ? [] : [x]),
    kernels: {
      cpu:
        () =>
        ([x, y]: readonly Float64Array[]) =>
          (y as Float64Array).set(x as Float64Array),
    },
  };
  const names = await broken(bare, [plain([x64], smooth)]);
  expect(names).toContain("vmap = loop");
  expect(names).toContain("jvp agrees with central differences");
});
