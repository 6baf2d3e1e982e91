/** Calls so small that nothing but the way to the kernel costs time. */
import { add, grad, jit, mul, sin, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { total } from "../formulas.js";
import { addArrays, sumOfXSinX, sumOfXSinXGradient } from "../plain/tiny.js";
import { elements, scalar, sumOf } from "../reference.js";
import { contenders, group, type Workload } from "../workload.js";

/** Three operations. */
const f = (x: NDArray): NDArray => total(mul(sin(x), x));

export const tiny = group("4 elements", { full: 4, small: 4 }, (n): Workload[] => {
  const [a, b] = [noise(n, 1), noise(n, 2)];
  const [x, y] = [arrayOf(a, [n]), arrayOf(b, [n])];
  const [compiled, gradient, compiledGradient] = [jit(f), grad(f), jit(grad(f))];
  const at = (i: number): number => a[i] as number;
  return [
    {
      name: "add, 4 elements",
      contenders: contenders({ eager: () => add(x, y), "plain JS": () => addArrays(a, b) }),
      reference: () => elements(n, (i) => at(i) + (b[i] as number)),
      tolerance: 1e-6,
    },
    {
      name: "3 operations, 4 elements",
      contenders: contenders({ jit: () => compiled(x), eager: () => f(x), "plain JS": () => sumOfXSinX(a) }),
      reference: () => scalar(() => sumOf(n, (i) => Math.sin(at(i)) * at(i))),
      tolerance: 1e-6,
    },
    {
      name: "gradient of the 3 operations",
      primal: "3 operations, 4 elements",
      contenders: contenders({
        jit: () => compiledGradient(x),
        eager: () => gradient(x),
        "plain JS": () => sumOfXSinXGradient(a),
      }),
      reference: () => elements(n, (i) => Math.cos(at(i)) * at(i) + Math.sin(at(i))),
      tolerance: 1e-6,
    },
  ];
});
