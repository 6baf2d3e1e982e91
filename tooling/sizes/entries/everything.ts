// `fluxion` as a whole: np, random, nn, special and the fluent methods · budget 82 kB
import { grad, type NDArray } from "fluxion";

console.log(String(grad((x: NDArray) => x.sin().mul(x).sum())(new Float32Array([1, 2, 3]))));
