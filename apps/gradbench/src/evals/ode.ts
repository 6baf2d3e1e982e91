/** A chain of growing quantities, each fed by the one before it, by the classical Runge–Kutta method. */
import { grad, np, scan, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput, some } from "../input.js";

const END = 2;

/** One step of size h. Source: W. Kutta, "Beitrag zur näherungsweisen Integration totaler Differentialgleichungen" (1901). */
function rungeKutta(f: (y: NDArray) => NDArray, y: NDArray, h: number): NDArray {
  const k1 = f(y);
  const k2 = f(y.add(k1.mul(h / 2)));
  const k3 = f(y.add(k2.mul(h / 2)));
  const k4 = f(y.add(k3.mul(h)));
  return y.add(
    k1
      .add(k2.mul(2))
      .add(k3.mul(2))
      .add(k4)
      .mul(h / 6),
  );
}

function primal(x: NDArray, s: number): NDArray {
  const source = np.ones([1], { dtype: "float64" });
  const slope = (y: NDArray): NDArray => x.mul(np.concatenate([source, y.get(":-1")]));
  return scan((y: NDArray) => [rungeKutta(slope, y, END / s), null], np.zerosLike(x), null, { length: s })[0];
}

const gradient = (x: NDArray, s: number): NDArray => grad((y: NDArray) => primal(y, s).get(-1))(x);

const read = (input: unknown): [NDArray, number] => {
  const given = readInput("ode", input);
  return [given.array("x", [some]), given.integer("s", 1)];
};

export const ode = {
  primal: evalFunction({ read, compute: primal, statics: [1] }),
  gradient: evalFunction({ read, compute: gradient, statics: [1] }),
};
