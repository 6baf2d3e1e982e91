// `grad` of a function of three operations on backend-cpu · budget 20 kB
import { closureLoops, cpuOf, sum as sumKernel } from "@fluxion/backend-cpu/parts";
import { grad, mul, type NDArray, setDefaultBackend, sin, sum } from "@fluxion/core";

setDefaultBackend(
  cpuOf({ loops: closureLoops, kernels: { sum: sumKernel }, control: {}, simplifying: [], fusing: [], special: {} }),
);
const f = (x: NDArray) => sum(sin(mul(x, x)), { axes: [0] });
console.log(grad(f)(new Float32Array([1, 2, 3])).dataSync());
