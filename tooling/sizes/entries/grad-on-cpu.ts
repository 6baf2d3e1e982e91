// `grad` of a function of three operations on backend-cpu · budget 20 kB
import { cpu } from "@fluxion/backend-cpu";
import { grad, mul, type NDArray, setDefaultBackend, sin, sum } from "@fluxion/core";

setDefaultBackend(cpu());
const f = (x: NDArray) => sum(sin(mul(x, x)), { axes: [0] });
console.log(grad(f)(new Float32Array([1, 2, 3])).dataSync());
