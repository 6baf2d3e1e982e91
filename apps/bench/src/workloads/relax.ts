/** A loop of numbers with a predicate: a hundred thousand times ten steps towards √2. */
import { jit, np, whileLoop, type NDArray } from "fluxion";
import { arrayOf } from "../data.js";
import * as plain from "../plain/relax.js";
import { scalar } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const RATE = 1e-3;

interface State {
  readonly i: NDArray;
  readonly x: NDArray;
}

const relax =
  (steps: number) =>
  (x: NDArray): NDArray =>
    whileLoop<State>(
      ({ i }) => np.less(i, steps),
      ({ i, x }) => ({ i: i.add(1), x: x.sub(x.mul(x).sub(2).mul(RATE)) }),
      { i: np.array(0, { dtype: "int32" }), x },
    ).x;

export const relaxation: Group = group("while loop", { full: 1e6, small: 1e4 }, (steps): Workload[] => {
  const f = jit(relax(steps));
  const [narrow, wide] = [arrayOf(Float32Array.of(1), []), np.array(1, { dtype: "float64" })];
  const reference = () => scalar(() => Math.SQRT2);
  return [
    {
      name: "while loop of 10⁶ scalar steps",
      contenders: contenders({
        jit: () => f(narrow),
        "plain JS": () => plain.relax(1, steps, RATE),
        "plain JS, rounded": () => plain.relaxRounded(1, steps, RATE),
      }),
      reference,
      tolerance: 1e-4,
    },
    {
      name: "while loop of 10⁶ scalar steps, float64",
      contenders: contenders({ jit: () => f(wide), "plain JS": () => plain.relax(1, steps, RATE) }),
      reference,
      tolerance: 1e-4,
    },
  ];
});
