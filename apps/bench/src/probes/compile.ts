/** How long it takes to trace, differentiate and compile a program of about 1,000 equations, each time another one. */
import { grad, jit } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { deep, STEPS } from "../deep.js";
import { deepGradient } from "../plain/deep.js";
import { elements } from "../reference.js";
import { spreadOf } from "../statistics.js";
import { print } from "./print.js";

const SIZES = [5, 6, 7, 8, 9, 10, 11, 12];
const name = "trace and compile a gradient of 1,000 equations";

/** Sizes and lengths differ, so that nothing of one is remembered for the next; the run itself is of a few elements. */
const times = SIZES.map((size) => {
  const x = arrayOf(noise(size), [size]);
  const start = performance.now();
  jit(grad(deep(STEPS + size)))(x);
  return performance.now() - start;
});

const data = noise(4);
const exact = deepGradient(data, STEPS);
print(
  [
    { name: `${name}, first`, unit: "ms", value: times[0] as number },
    { name: `${name}, later`, unit: "ms", value: spreadOf(times.slice(1)).median },
  ],
  jit(grad(deep(STEPS)))(arrayOf(data, [4])),
  elements(4, (i) => exact[i] as number),
  1e-4,
);
