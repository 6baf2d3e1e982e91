/** A function whose gradient is a program of about a thousand equations. */
import { mul, sin, sum, type NDArray } from "fluxion";

/** y ← sin(y·x), this often; the gradient has seven equations for each. */
export const STEPS = 143;

export const deep =
  (steps: number) =>
  (x: NDArray): NDArray => {
    let y = x;
    for (let i = 0; i < steps; i++) y = sin(mul(y, x));
    return sum(y, { axes: [0] });
  };
