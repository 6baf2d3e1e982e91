/** Normal random numbers: Threefry bits and the inverse of the distribution function. */
import { random } from "fluxion";
import { normal, randomBits, uniform } from "../plain/normal.js";
import { elements } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

const SEED = 42;

/** The error function as a series of positive terms: e^(−x²) Σ 2ᵏ x²ᵏ⁺¹ / (2k+1)!!. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
    term *= (2 * x * x) / (2 * k + 1);
    sum += term;
  }
  return ((2 / Math.sqrt(Math.PI)) * sum) / Math.exp(x * x);
}

/** By Newton's method from the middle of an interval found by halving. */
function erfInv(y: number): number {
  let [low, high] = [-6, 6];
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (erf(middle) < y) low = middle;
    else high = middle;
  }
  let x = (low + high) / 2;
  for (let i = 0; i < 3; i++) x -= (((erf(x) - y) * Math.sqrt(Math.PI)) / 2) * Math.exp(x * x);
  return x;
}

export const normals: Group = group("normal 10⁶", { full: 1e6, small: 200 }, (n): Workload[] => {
  const key = random.key(SEED);
  return [
    {
      name: "normal 10⁶",
      contenders: contenders({
        jit: () => random.normal(key, { shape: [n] }),
        "plain JS": () => normal(0, SEED, n),
      }),
      reference: () => elements(n, (i) => Math.SQRT2 * erfInv(uniform(randomBits(0, SEED, i)))),
      tolerance: 1e-6,
    },
  ];
});
