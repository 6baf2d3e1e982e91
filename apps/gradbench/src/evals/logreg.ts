/** Logistic regression with a ridge penalty. */
import { grad, hessian, hvp, np, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput, some } from "../input.js";

type Args = [w: NDArray, v: NDArray, X: NDArray, y: NDArray, lam: NDArray];

/** The loss of weights. */
const lossOf =
  (X: NDArray, y: NDArray, lam: NDArray) =>
  (w: NDArray): NDArray =>
    np.mean(np.logaddexp(0, X.dot(w).mul(y).neg())).add(np.sum(np.square(w)).mul(lam.div(2)));

function read(input: unknown): Args {
  const given = readInput("logreg", input);
  const X = given.array("X", [some, some]);
  const [n, d] = X.shape as [number, number];
  const lam = np.array(given.number("lam"), { dtype: "float64" });
  return [given.array("w", [d]), given.array("v", [d]), X, given.array("y", [n]), lam];
}

export const logreg = {
  primal: evalFunction({ read, compute: (...[w, , X, y, lam]: Args) => lossOf(X, y, lam)(w) }),
  gradient: evalFunction({ read, compute: (...[w, , X, y, lam]: Args) => grad(lossOf(X, y, lam))(w) }),
  hvp: evalFunction({ read, compute: (...[w, v, X, y, lam]: Args) => hvp(lossOf(X, y, lam), [w], [v]) }),
  hessian: evalFunction({ read, compute: (...[w, , X, y, lam]: Args) => hessian(lossOf(X, y, lam))(w) }),
};
