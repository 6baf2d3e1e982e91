/** What costs nothing to make again is not kept between the halves of a derivative. */
import { cpu } from "@fluxion/backend-cpu";
import { expect, test } from "vitest";
import { lightResiduals } from "../src/primitives/control/light-residuals.js";
import {
  add,
  asArray,
  check,
  broadcast,
  fullLike,
  grad,
  isRight,
  jit,
  mul,
  print,
  scan,
  setDefaultBackend,
  sin,
  sum,
  trace,
  transforms,
  type NDArray,
  type Program,
  type ScanParams,
} from "@fluxion/core";

setDefaultBackend(cpu());

const repeat = (x: NDArray, n: number): NDArray => broadcast(x, { shape: [n, ...x.shape], axes: [0] });
const vector = asArray([1, 2, 3]);

test("constants and repetitions are made where they are used", () => {
  const f = (x: NDArray, y: NDArray): NDArray =>
    mul(mul(repeat(x, 4), repeat(sin(y), 4)), fullLike(vector, 2, "float32", [4, 3]));
  const { forward, linear, residuals } = lightResiduals(transforms.linearize(trace(f)(vector, vector), [true, false]));
  expect(residuals).toBe(1);
  expect(forward.outputs.at(-1)?.type.shape).toEqual([3]);
  expect(print(linear)).toMatchInlineSnapshot(`
    "(a: f32[3], b: f32[3]) =>
      c: f32[4,3] = broadcast[axes=[0] shape=[4,3]] b
      d: f32[4,3] = constant[dtype=float32 shape=[4,3] value=2]
      e: f32[4,3] = broadcast[axes=[0] shape=[4,3]] a
      f: f32[4,3] = mul e c
      g: f32[4,3] = mul f d
      (g)"
  `);
});

test("chains are made in their order, in whatever order they are kept", () => {
  const f = (x: NDArray, y: NDArray): NDArray => {
    const once = repeat(y, 2);
    const twice = repeat(once, 2);
    return add(mul(repeat(repeat(x, 2), 2), twice), mul(repeat(mul(repeat(x, 2), once), 2), twice));
  };
  const { forward, linear, residuals } = lightResiduals(transforms.linearize(trace(f)(vector, vector), [true, false]));
  expect(residuals).toBe(1);
  expect(isRight(check(forward)) && isRight(check(linear))).toBe(true);
  const loop = (x: NDArray, y: NDArray): NDArray =>
    scan((c: NDArray) => [sum(f(c, y), { axes: [0, 1] }), null], x, null, { length: 2 })[0];
  const unrolled = (x: NDArray, y: NDArray): NDArray => sum(f(sum(f(x, y), { axes: [0, 1] }), y), { axes: [0, 1] });
  const y = asArray([2, 3, 5]);
  const ofSum = (g: typeof loop): unknown => grad((x: NDArray) => sum(g(x, y), { axes: [0] }))(vector).tolist();
  expect(ofSum(loop)).toEqual(ofSum(unrolled));
});

test("a scan stacks numbers and not their repetitions", () => {
  const f = (x: NDArray): NDArray =>
    scan((c: NDArray) => [mul(mul(c, repeat(sum(sin(c), { axes: [0] }), 3)), fullLike(c, 0.5)), null], x, null, {
      length: 5,
    })[0];
  const program = jit(grad((x: NDArray) => sum(f(x), { axes: [0] }))).staged(vector);
  const scans = program.equations.filter(({ primitive }) => primitive.name === "scan");
  const [forward, backward] = scans.map(({ params }) => params as unknown as ScanParams);
  const stacked = (p: Program, carries: number): (readonly number[])[] =>
    p.outputs.slice(carries).map(({ type }) => type.shape);
  expect(forward && stacked(forward.program, forward.carries)).toEqual([[3], [], [3]]);
  // The constant 0.5 is no operand of the loop.
  expect(backward?.consts).toBe(0);
});
