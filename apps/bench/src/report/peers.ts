/** What other libraries needed for the same kinds of work, recorded once; their code is no dependency of ours. */
import { find, ratio, type Report } from "../results.js";
import { columns, times } from "./format.js";

interface Recorded {
  readonly workload: string;
  /** Milliseconds of a plain loop, TensorFlow.js on its JavaScript backend, jax-js 0.1.25 in WebAssembly on one thread. */
  readonly plain: number;
  readonly tfjsCpu?: number;
  readonly jaxJs?: number;
}

const recorded = (workload: string, plain: number, tfjsCpu?: number, jaxJs?: number): Recorded => ({
  workload,
  plain,
  ...(tfjsCpu !== undefined && { tfjsCpu }),
  ...(jaxJs !== undefined && { jaxJs }),
});

/** Medians of one run on two cores of an AMD EPYC under Node 20.20 in November 2026. Loops by hand were other ones there. */
export const PEERS: readonly Recorded[] = [
  recorded("matmul 64", 0.391, 0.485, 0.038),
  recorded("matmul 256", 22.8, 45.7, 1.5),
  recorded("matmul 512", 297, 239, 11.5),
  recorded("64 × matmul 64", 24.1, 33.2, 3.27),
  recorded("matrix–vector 2048", 7.57, 16.1, 0.692),
  recorded("8-operation chain, 10⁶", 40.2, 196, 23.5),
  recorded("8-operation chain, 10⁴", 0.348, 1.99, 0.265),
  recorded("8-operation chain, 100", 0.0035, 0.056, 0.033),
  recorded("sum of 2048², all", 3.93, 5.77, 2.52),
  recorded("sum of 2048², axis 0", 7.54, 117, 1.22),
  recorded("sum of 2048², axis 1", 20.3, 3.58, 0.443),
  recorded("max of 2048², all", 3.89, 4.55, 2.23),
  recorded("max of 2048², axis 0", 6.51, 119, 1.42),
  recorded("max of 2048², axis 1", 17.1, 4.69, 2.75),
  recorded("softmax 512×1000", 7.12, 99, 3.5),
  recorded("layer norm 512×1024", 2, 112, 1.55),
  recorded("conv 3×3, 1×32×112×112 → 64", 320, 427, 1374),
  recorded("gradient of the squared sum of the conv", 845, undefined, 3514),
  recorded("MLP 784-128-10, batch 128: loss", 18, 22.3, 1.11),
  recorded("MLP 784-128-10, batch 128: SGD step", 44, 50.2, 2.27),
  recorded("gradient of the sum of the chain, 10⁶", 38.6, 302, 13.2),
  recorded("gradient of sum((AB)²), 512", 524, 797, 26),
  recorded("logistic map, 100 steps", 0.00041, 0.53, 0.011),
  recorded("gradient of the logistic map, 100 steps", 0.00075, 5.31, 0.0086),
  recorded("1,000 tiny calls", 0.025, 1.23, 74.2),
  recorded("one call of 1,000 chained tiny operations", 0.0057, 1.3),
  recorded("64-output Jacobian, reverse", 0.754, 8.78, 8.41),
  recorded("64-output Jacobian, forward", 0.753, undefined, 0.337),
  recorded("sort 10⁶", 109, undefined, 110),
  recorded("cumsum 10⁶", 1.1, 10.9, 443),
  recorded("normal 10⁶", 37.2, 30, 46.6),
];

/** Each library's time as a multiple of a loop by hand on the same machine. */
export function peerTable({ results }: Report): string {
  const rows = PEERS.flatMap(({ workload, plain, tfjsCpu, jaxJs }) => {
    const ours = ratio(find(results, workload, "jit"), find(results, workload, "plain JS"));
    const over = (ms: number | undefined): string => times(ms === undefined ? undefined : ms / plain);
    return ours === undefined ? [] : [[workload, times(ours), over(tfjsCpu), over(jaxJs)]];
  });
  if (rows.length === 0) return "";
  return columns([["÷ by hand (peers: recorded)", "Fluxion cpu", "tfjs cpu", "jax-js wasm"], ...rows], 1);
}
