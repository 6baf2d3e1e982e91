// `jit` and `grad` on backend-cpu with all kernels, passes and special functions · budget 56 kB
import { cpu } from "@fluxion/backend-cpu";
import { grad, jit, mul, type NDArray, setDefaultBackend, sin, sum } from "@fluxion/core";

setDefaultBackend(cpu());
const f = (x: NDArray) => sum(sin(mul(x, x)), { axes: [0] });
console.log(jit(grad(f))(new Float32Array([1, 2, 3])).dataSync());
