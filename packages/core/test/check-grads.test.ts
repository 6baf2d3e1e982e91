/** checkGrads: right derivatives pass in all modes and orders, wrong ones are named. */
import { cpu } from "@fluxion/backend-cpu";
import {
  abs,
  asArray,
  checkGrads,
  CheckError,
  customJvp,
  customVjp,
  exp,
  foriLoop,
  lt,
  mul,
  setDefaultBackend,
  sin,
  sum,
  tanh,
  whileLoop,
  type CheckOptions,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";

setDefaultBackend(cpu());
const f64 = (x: unknown): NDArray => asArray(x, "float64");

/** What is thrown, without the lines of the stack. */
function refusal(f: (...xs: never[]) => unknown, args: unknown[], options: CheckOptions = {}): string {
  try {
    checkGrads(f as (...xs: unknown[]) => unknown, args as never, options);
  } catch (error) {
    return error instanceof CheckError ? error.failure.what : String(error);
  }
  return "agrees";
}

describe("checkGrads", () => {
  test("right derivatives agree, to third order, in both element types, over trees, with integers among them", () => {
    const f = ({ a, b }: { a: NDArray; b: NDArray[] }, n: NDArray) => [mul(sin(a), exp(b[0] as NDArray)), tanh(a), n];
    checkGrads(f, [{ a: f64([0.3, 1]), b: [f64([-1, 0.5])] }, asArray([1, 2], "int32")] as never, { order: 3 });
    checkGrads((x: NDArray) => mul(sin(x), exp(x)), [asArray([0.3, 1])], { order: 2 });
    checkGrads((x: NDArray) => foriLoop(0, 3, (_, y: NDArray) => mul(y, sin(x)), x), [f64([0.3, 1])]);
  });
  test("a wrong forward rule is named with both numbers", () => {
    const wrong = customJvp(
      (x: NDArray) => sin(x),
      ([x]: [NDArray], [t]: [NDArray]) => [sin(x), mul(t, sin(x))],
    );
    expect(refusal((x: NDArray) => wrong(x), [f64([0.5, 1])])).toMatch(
      /^forward mode, order 1, by argument 0 \(f64\[2\]\): the derivative of result element 0 along an arbitrary direction is -?0\.\d+, but differences give -?0\.\d+ \(± \d/,
    );
    expect(refusal((x: NDArray) => wrong(x), [f64([0.5, 1])], { modes: ["reverse"] })).toMatch(
      /^reverse mode, order 1/,
    );
  });
  test("a wrong reverse rule is found in reverse mode, by the argument concerned", () => {
    const wrong = customVjp(
      (x: NDArray, y: NDArray) => mul(x, y),
      (x: NDArray, y: NDArray) => [mul(x, y), [x, y]],
      ([x, y]: [NDArray, NDArray], ct: NDArray) => [mul(ct, y), mul(ct, mul(2, x))],
    );
    const f = (p: { x: NDArray; y: NDArray }) => sum(wrong(p.x, p.y), { axes: [0] });
    expect(refusal(f, [{ x: f64([1, 2]), y: f64([3, 4]) }], { modes: ["reverse"] })).toMatch(
      /^reverse mode, order 1, by argument 0\.y \(f64\[2\]\)/,
    );
  });
  test("a rule that is right once and wrong twice is found at order 2", () => {
    const detached = customJvp(
      (x: NDArray) => sin(x),
      ([x]: [NDArray], [t]: [NDArray]) => [sin(x), mul(t, Math.cos(x.item()))],
    );
    expect(refusal((x: NDArray) => detached(x), [f64(0.5)], { order: 1 })).toBe("agrees");
    expect(refusal((x: NDArray) => detached(x), [f64(0.5)], { modes: ["forward"] })).toMatch(
      /^forward over forward mode, order 2, by argument 0 \(f64\[\]\)/,
    );
  });
  test("tolerances and steps are the caller's", () => {
    const kink = (x: NDArray): NDArray => abs(x);
    expect(refusal(kink, [f64(0.01)], { order: 1 })).toBe("agrees");
    expect(refusal(kink, [f64(1e-6)], { order: 1 })).toMatch(/^forward mode/);
    expect(refusal(kink, [f64(1e-6)], { order: 1, eps: 1e-7 })).toBe("agrees");
    expect(refusal(kink, [f64(1e-6)], { order: 1, atol: 10 })).toBe("agrees");
  });
  test("bad options and functions without reverse mode are typed errors", () => {
    expect(() => checkGrads((x: NDArray) => x, [1], { order: 0 })).toThrow(/order is 0/);
    expect(() => checkGrads((x: NDArray) => x, [1], { modes: ["backward" as never] })).toThrow(
      /backward is not a mode/,
    );
    const loop = (x: NDArray): NDArray =>
      whileLoop(
        (y: NDArray) => lt(sum(y, { axes: [] }), asArray(10, "float64")),
        (y: NDArray) => mul(y, 2),
        x,
      );
    expect(() => checkGrads(loop, [f64(1)])).toThrow(/scan/);
    checkGrads(loop, [f64(1.1)], { modes: ["forward"] });
  });
});
