/** Laws that every primitive owes, for the one of initial value problems. */
import { cpu } from "@fluxion/backend-cpu";
import { cos, mul, neg, recordClosed, reshape, type ArrayType, type DType, type NDArray } from "@fluxion/core";
import { lawChecks, laws, sample, specimens, tensor, type Sample } from "@fluxion/testing";
import { describe, expect, test } from "vitest";
import type { OdeParams } from "../src/ode/params.js";
import { odeSolve } from "../src/ode/solve.js";

/** y′ = −cos(k·y)·k·t for each of n components, observed at three times. */
function pendulums(dtype: DType, n: number): Sample<OdeParams> {
  const vector: ArrayType = { dtype, shape: [n] };
  const dynamics = recordClosed("sample", [vector, { dtype, shape: [] }, vector], ([y, t, k]) => {
    const time = reshape(t as NDArray, { shape: [] });
    const moved = neg(mul(cos(mul(k as NDArray, y as NDArray)), k as NDArray));
    return [n === 1 ? mul(moved, reshape(time, { shape: [1] })) : moved];
  });
  const tolerance = dtype === "float64" ? 1e-12 : 1e-6;
  const params: OdeParams = {
    dynamics,
    lanes: [],
    groups: [n],
    rtol: tolerance,
    atol: tolerance,
    mxstep: 10_000,
    hmax: 0.25,
  };
  const between = (low: number) => Array.from({ length: n }, (_, i) => low + 0.3 * Math.sin(i + 1));
  return sample(
    [tensor(dtype, [n], between(0.8)), tensor(dtype, [n], between(0.2)), tensor(dtype, [3], [0, 0.7, 1.5])],
    params,
    {
      smooth: dtype === "float64" ? [0, 1, 2] : [],
      reassociates: true,
    },
  );
}

/**
 * What holds exactly, whatever the error of the solution. The laws that compare derivatives with differences to the last digits hold to
 * the tolerance of the solution only: odeint.test.ts compares them with closed forms.
 */
const EXACT = [
  "the type rule says what runs",
  "a program reads back as it was printed",
  "vmap = loop",
  "jit = eager, bit for bit",
];

describe("odeSolve", () => {
  const samples = [pendulums("float64", 2), pendulums("float64", 1), pendulums("float64", 0), pendulums("float32", 2)];
  const chosen = laws.filter(({ name }) => EXACT.includes(name));
  test("there are such laws", () => {
    expect(chosen).toHaveLength(EXACT.length);
  });
  test.each(lawChecks(specimens(odeSolve, samples), { backend: cpu(), laws: chosen }))("$name", async ({ run }) => {
    await run();
  });
});
