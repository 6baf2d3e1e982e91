/** x², and its derivative: that everything is connected. */
import { grad, np, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { finite } from "../input.js";

const square = (x: NDArray): NDArray => x.mul(x);
const read = (input: unknown): [NDArray] => [np.array(finite("hello", "input", input), { dtype: "float64" })];

export const hello = {
  square: evalFunction({ read, compute: square }),
  double: evalFunction({ read, compute: grad(square) }),
};
