/** 100,000 eager gradients of three operations: nothing of them may remain on the heap. */
import { grad, mul, sin, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { total } from "../formulas.js";
import { sumOfXSinXGradient } from "../plain/tiny.js";
import { elements } from "../reference.js";
import { growth } from "./memory.js";
import { print } from "./print.js";

const COUNT = 100_000;
const data = noise(4);
const x = arrayOf(data, [4]);
const f = (v: NDArray): NDArray => total(mul(sin(v), v));
let last: unknown;

/** A new function each time, as in a program that differentiates closures. */
const { ms, heap } = await growth(COUNT, () => {
  last = grad((v: NDArray) => f(v))(x);
});
const exact = sumOfXSinXGradient(data);
print(
  [
    { name: "heap per eager gradient", unit: "bytes", value: heap },
    { name: "time per eager gradient", unit: "ms", value: ms },
  ],
  last,
  elements(4, (i) => exact[i] as number),
  1e-5,
);
