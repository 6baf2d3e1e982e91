/** Chains of eight elementwise operations: one fused loop, where operations on their own would move the data eight times. */
import { add, exp, grad, jit, log, mul, sin, sub, type NDArray } from "fluxion";
import { arrayOf, noise } from "../data.js";
import { total } from "../formulas.js";
import * as plain from "../plain/chain.js";
import { elements, scalar, sumOf } from "../reference.js";
import { contenders, group, type Group, type Workload } from "../workload.js";

function chain(x: NDArray): NDArray {
  const s = sin(x);
  return sub(mul(log(add(exp(add(mul(s, x), 0.5)), 1)), x), s);
}

function arithmeticChain(x: NDArray): NDArray {
  const a = mul(x, 1.5);
  const b = add(a, 0.25);
  return sub(mul(add(mul(sub(mul(b, x), 0.5), b), x), 0.125), a);
}

const chainAt = (v: number): number => Math.log(Math.exp(Math.sin(v) * v + 0.5) + 1) * v - Math.sin(v);
const arithmeticAt = (v: number): number => (((v * 1.5 + 0.25) * v - 0.5) * (v * 1.5 + 0.25) + v) * 0.125 - v * 1.5;
function slopeAt(v: number): number {
  const e = Math.exp(Math.sin(v) * v + 0.5);
  return (e / (e + 1)) * (Math.cos(v) * v + Math.sin(v)) * v + Math.log(e + 1) - Math.cos(v);
}

/** The chain alone. */
const values = (label: string, full: number): Group =>
  group(`chain, ${label}`, { full, small: 33 }, (n): Workload[] => {
    const data = noise(n);
    const x = arrayOf(data, [n]);
    const [compiled, compiledArithmetic] = [jit(chain), jit(arithmeticChain)];
    return [
      {
        name: `8-operation chain, ${label}`,
        contenders: contenders({
          jit: () => compiled(x),
          eager: () => chain(x),
          "plain JS": () => plain.chain(data),
          "plain JS, rounded": () => plain.chainRounded(data),
        }),
        reference: () => elements(n, (i) => chainAt(data[i] as number)),
        tolerance: 1e-6,
      },
      {
        name: `8-operation chain of arithmetic, ${label}`,
        contenders: contenders({
          jit: () => compiledArithmetic(x),
          eager: () => arithmeticChain(x),
          "plain JS": () => plain.arithmeticChain(data),
          "plain JS, rounded": () => plain.arithmeticChainRounded(data),
        }),
        reference: () => elements(n, (i) => arithmeticAt(data[i] as number)),
        tolerance: 1e-6,
      },
    ];
  });

const sums = group("chain, its sum and gradient", { full: 1e6, small: 33 }, (n): Workload[] => {
  const data = noise(n);
  const x = arrayOf(data, [n]);
  const f = (v: NDArray): NDArray => total(chain(v));
  const [compiled, gradient, compiledGradient] = [jit(f), grad(f), jit(grad(f))];
  return [
    {
      name: "sum of the chain, 10⁶",
      contenders: contenders({ jit: () => compiled(x), "plain JS": () => plain.chainSum(data) }),
      reference: () => scalar(() => sumOf(n, (i) => chainAt(data[i] as number))),
      tolerance: 1e-5,
    },
    {
      name: "gradient of the sum of the chain, 10⁶",
      primal: "sum of the chain, 10⁶",
      contenders: contenders({
        jit: () => compiledGradient(x),
        eager: () => gradient(x),
        "plain JS": () => plain.chainGradient(data),
      }),
      reference: () => elements(n, (i) => slopeAt(data[i] as number)),
      tolerance: 1e-6,
    },
  ];
});

export const chains: readonly Group[] = [values("10⁶", 1e6), values("10⁴", 1e4), values("100", 100), sums];
