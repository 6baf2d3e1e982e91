/** Faults that the laws and the properties found in core and the CPU backend, each as small as it gets. */
import { cpu } from "@fluxion/backend-cpu";
import * as core from "@fluxion/core";
import type { NDArray, Program } from "@fluxion/core";
import { expect, test } from "vitest";
import { primitivesOf, tensor } from "../src/index.js";
import { put } from "../src/run.js";

const backend = cpu();
const on = <R>(body: (x: NDArray) => R): R =>
  core.withDefaultBackend(backend, () => body(put(backend, tensor("float64", [2], [1, 2]))));
const parse = (text: string): Program => core.orThrow(core.parse(text, primitivesOf(core)));

test("fuse makes no loop without results, also where dead equations were left in", () => {
  const dead = parse("(a: f64[2]) =>\n  b: f64[2] = sin a\n  (a)");
  expect(core.fuse.run(dead).equations.filter(({ outputs }) => outputs.length === 0)).toEqual([]);
});

test("an equation without results reads back", () => {
  const nothing = core.recordClosed("nothing", [{ dtype: "float64", shape: [2] }], () => []);
  const whole = core.recordClosed("whole", [{ dtype: "float64", shape: [2] }], ([x]) => {
    core.call([x as NDArray], { program: nothing, name: "nothing" });
    return [x as NDArray];
  });
  expect(core.print(parse(core.print(whole)))).toBe(core.print(whole));
});

test.each(["NaN", "Infinity", "true", "false", "null"])("the string %s is not read back as something else", (name) => {
  const inner = parse("(a: f64[2]) =>\n  (a)");
  const whole = core.recordClosed("whole", [{ dtype: "float64", shape: [2] }], ([x]) =>
    core.call([x as NDArray], { program: inner, name }),
  );
  expect(parse(core.print(whole)).equations[0]?.params).toMatchObject({ name });
});

test("the type rule of fused looks at the operands", () => {
  const program = parse("(a: f64[2]) =>\n  b: f64[2] = sin a\n  (b)");
  expect(core.isLeft(core.fused.type([{ dtype: "bool", shape: [7] }], { program }))).toBe(true);
  expect(core.isLeft(core.fused.type([], { program }))).toBe(true);
});

test("a pullback by hand may be mapped: vjp of vmap of customGradient", () => {
  const f = core.customGradient((y: NDArray) => [core.square(y), (ct: NDArray) => [core.mul(ct, core.mul(y, 2))]]);
  expect(on((x) => core.vjp(core.vmap(f), [x])[1](x)[0].tolist())).toEqual([2, 8]);
});

test("reduceMax of nothing is constant", () => {
  const empty = (x: NDArray): NDArray => core.reduceMax(core.sliceAxis(x, 0, 0, 0), { axes: [0] });
  expect(on((x) => core.jvp(empty, [x], [x])[1].tolist())).toBe(0);
});

test("vmap of a convolution over no lanes", () => {
  const params = {
    strides: [1],
    padding: [[0, 0]],
    lhsDilation: [1],
    rhsDilation: [1],
    featureGroupCount: 1,
    batchGroupCount: 1,
  } as const;
  const shape = on(
    () =>
      core.vmap((a: NDArray, b: NDArray) => core.convGeneralDilated(a, b, params))(
        core.full([0, 1, 1, 3], 1),
        core.full([0, 1, 1, 2], 1),
      ).shape,
  );
  expect(shape).toEqual([0, 1, 1, 2]);
});
