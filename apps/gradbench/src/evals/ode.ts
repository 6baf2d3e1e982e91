/** A chain of growing quantities, each fed by the one before it, by the classical Runge–Kutta method. */
import { grad, np, scan, type NDArray } from "fluxion";
import { evalFunction } from "../function.js";
import { readInput, some } from "../input.js";

const END = 2;
const scalar = (value: number): NDArray => np.array(value, { dtype: "float64" });

/** At one place of the chain: its quantity before the step, and the slopes of the first three stages. */
type Place = [y: NDArray, k1: NDArray, k2: NDArray, k3: NDArray];

/** Before the chain stands a source that does not change. */
const source = (): Place => [scalar(1), scalar(0), scalar(0), scalar(0)];

/**
 * One step of size h. The slope at a place is its rate times the quantity at the place before, so that every stage needs of the
 * stage before it only that place: all four run along the chain together, in one sweep.
 * Source: W. Kutta, "Beitrag zur näherungsweisen Integration totaler Differentialgleichungen" (1901).
 */
function step(rates: NDArray, y: NDArray, h: number): NDArray {
  const along = ([before, ...k]: Place, [rate, own]: [NDArray, NDArray]): [Place, NDArray] => {
    const k1 = rate.mul(before);
    const k2 = rate.mul(before.add(k[0].mul(h / 2)));
    const k3 = rate.mul(before.add(k[1].mul(h / 2)));
    const k4 = rate.mul(before.add(k[2].mul(h)));
    const slope = k1.add(k2.mul(2)).add(k3.mul(2)).add(k4);
    return [[own, k1, k2, k3], own.add(slope.mul(h / 6))];
  };
  return scan(along, source(), [rates, y] as [NDArray, NDArray])[1];
}

const primal = (x: NDArray, s: number): NDArray =>
  scan((y: NDArray) => [step(x, y, END / s), null], np.zerosLike(x), null, { length: s })[0];

const gradient = (x: NDArray, s: number): NDArray => grad((y: NDArray) => primal(y, s).get(-1))(x);

const read = (input: unknown): [NDArray, number] => {
  const given = readInput("ode", input);
  return [given.array("x", [some]), given.integer("s", 1)];
};

export const ode = {
  primal: evalFunction({ read, compute: primal, statics: [1] }),
  gradient: evalFunction({ read, compute: gradient, statics: [1] }),
};
