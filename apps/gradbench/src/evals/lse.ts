/** The logarithm of a sum of exponentials. */
import { grad, np, stopGradient, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput, some } from "../input.js";

/** Along one axis (of a vector: its only one). The maximum cancels, so that it has no derivative of its own. */
export function logSumExp(x: NDArray, axis = 0): NDArray {
  const most = stopGradient(np.max(x, { axis, keepdims: true }));
  return np.log(np.sum(np.exp(x.sub(most)), { axis })).add(most.squeeze({ axis }));
}

const primal = (x: NDArray): NDArray => logSumExp(x);
const read = (input: unknown): [NDArray] => [readInput("lse", input).array("x", [some])];

export const lse = {
  primal: evalFunction({ read, compute: primal }),
  gradient: evalFunction({ read, compute: grad(primal) }),
};
