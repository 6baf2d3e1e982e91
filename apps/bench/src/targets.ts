/**
 * What each workload has to do at least, from which its ceiling follows, and how fast it shall be, with the reason for each.
 * Bytes count what goes in once and what comes out once; functions are exp, sin and the like.
 */
import { STEPS } from "./deep.js";
import type { Goal, Limit, Target, Work } from "./target.js";

const F32 = 4;
const limit = (kind: Limit["kind"], most: number, why: string, contender: Goal["contender"] = "jit"): Goal => ({
  contender,
  limit: { kind, most },
  why,
});

const OVERHEAD =
  "flatten the arguments, look up the program, allocate the result, loop: no step of it is worth more than 1 µs";
const LOOP = "generated code is the loop that one would write by hand, and both allocate their results";
const ROUNDING =
  "compiled and eager results agree bit for bit, so every operation rounds to float32, at about 0.6 ns each";
const BLOCKS = "blocks that stay in the cache win over three plain loops, so losing to them is a defect";
const PASSES = "as many passes over the data as by hand, with reductions that keep several sums at a time";
const CHEAP = "the cheap gradient principle: at most 4 times the function (Griewank and Walther, 2008)";

const NATIVE = "a loop of the program is a loop of the engine, and small bodies are text inside it";
const TAPE = "the way back reads what the way there has kept, in one loop each";

const sameLoop = (most: number): Goal => limit("rounded", most, LOOP);
const asFast = (most: number, why: string): Goal => limit("plain", most, why);
const cheapGradient = limit("primal", 4, CHEAP);
const row = (workload: string, work: Work | undefined, ...goals: readonly Goal[]): Target => ({
  workload,
  ...(work !== undefined && { work }),
  goals,
});

/** Three functions and five other operations on each of n elements. */
const chain = (n: number): Work => ({ functions: 3 * n, flops: 5 * n, bytes: 2 * F32 * n });
const arithmetic = (n: number): Work => ({ flops: 8 * n, bytes: 2 * F32 * n });
const matmul = (n: number, batch = 1): Work => ({ flops: batch * 2 * n ** 3, bytes: batch * 3 * F32 * n ** 2 });
const reduced = (by: "all" | "axis 0" | "axis 1"): Work => ({
  flops: 2048 ** 2,
  bytes: F32 * (2048 ** 2 + (by === "all" ? 1 : 2048)),
});

const LAYERS = 784 * 128 + 128 * 10;
const mlp = (products: number, copies: number): Work => ({
  flops: 2 * 128 * products,
  bytes: F32 * (128 * 784 + copies * LAYERS),
});
/** The gradient by the pixels is not asked for. */
const mlpGradient = 2 * LAYERS + 128 * 10;
const conv = (products: number): Work => ({
  flops: 2 * products * 64 * 112 ** 2 * 32 * 9,
  bytes: F32 * 112 ** 2 * (32 + 64),
});

export const targets: readonly Target[] = [
  row("add, 4 elements", { flops: 4, bytes: 48 }, limit("time", 0.003, OVERHEAD, "eager")),
  row("3 operations, 4 elements", { functions: 4, flops: 8, bytes: 20 }, limit("time", 0.003, OVERHEAD)),
  row("gradient of the 3 operations", { functions: 8, flops: 8, bytes: 32 }, limit("time", 0.005, OVERHEAD)),
  row(
    "1,000 tiny calls",
    { flops: 4000, bytes: 32_000 },
    limit("time", 3, "1,000 calls of 3 µs"),
    limit("time", 3, "1,000 calls of 3 µs", "eager"),
  ),
  row(
    "one call of 1,000 chained tiny operations",
    { flops: 4000, bytes: 32 },
    limit("time", 0.02, "one call of 3 µs, and 4,000 operations that wait for each other at 4 ns"),
  ),

  row("8-operation chain, 10⁶", chain(1e6), sameLoop(1.2), asFast(1.4, ROUNDING)),
  row("8-operation chain, 10⁴", chain(1e4), sameLoop(1.2), asFast(1.4, ROUNDING)),
  row("8-operation chain, 100", chain(100), asFast(2, "the loop takes about as long as the call")),
  row("8-operation chain of arithmetic, 10⁶", arithmetic(1e6), sameLoop(1.2)),
  row("8-operation chain of arithmetic, 10⁴", arithmetic(1e4), sameLoop(1.2)),
  row(
    "8-operation chain of arithmetic, 100",
    arithmetic(100),
    limit("time", 0.004, "one call of 3 µs, and 100 elements at 10 ns"),
  ),
  row("sum of the chain, 10⁶", { functions: 3e6, flops: 6e6, bytes: F32 * 1e6 }, asFast(1.4, ROUNDING)),
  row(
    "gradient of the sum of the chain, 10⁶",
    { functions: 4e6, flops: 9e6, bytes: 2 * F32 * 1e6 },
    asFast(1.5, ROUNDING),
    cheapGradient,
  ),

  row("MLP 784-128-10, batch 128: loss", mlp(LAYERS, 1), asFast(1, BLOCKS)),
  row("MLP 784-128-10, batch 128: gradient", mlp(mlpGradient, 2), asFast(1, BLOCKS), cheapGradient),
  row("MLP 784-128-10, batch 128: SGD step", mlp(mlpGradient, 2), asFast(1, BLOCKS)),

  ...[64, 256, 512].map((n) => row(`matmul ${n}`, matmul(n), asFast(1, BLOCKS))),
  row("64 × matmul 64", matmul(64, 64), asFast(1, BLOCKS)),
  row("matrix–vector 2048", { flops: 2 * 2048 ** 2, bytes: F32 * 2048 ** 2 }, asFast(1, PASSES)),
  row("sum((AB)²), 512", matmul(512), asFast(1, BLOCKS)),
  row("gradient of sum((AB)²), 512", matmul(512, 3), asFast(1, BLOCKS), cheapGradient),

  ...(["all", "axis 0", "axis 1"] as const).flatMap((axis) => [
    row(`sum of 2048², ${axis}`, reduced(axis), asFast(1, PASSES)),
    row(`max of 2048², ${axis}`, reduced(axis), asFast(1, PASSES)),
  ]),
  row("softmax 512×1000", { functions: 512e3, flops: 4 * 512e3, bytes: 2 * F32 * 512e3 }, asFast(1.2, PASSES)),
  row("layer norm 512×1024", { flops: 8 * 512 * 1024, bytes: 2 * F32 * 512 * 1024 }, asFast(1.2, PASSES)),

  row("sum of exp(x − max), 10⁶", { functions: 1e6, flops: 3e6, bytes: 2 * F32 * 1e6 }, asFast(1.2, ROUNDING)),
  row("mean and variance, 10⁶", { flops: 4e6, bytes: 2 * F32 * 1e6 }, asFast(1, PASSES)),
  row("k-means cost, 1000×100×16, float64", { flops: 3 * 1.6e6, bytes: 8 * 1100 * 16 }, asFast(1.2, LOOP)),

  row("conv 3×3, 1×32×112×112 → 64", conv(1), asFast(1, BLOCKS)),
  row("squared sum of the conv", conv(1), asFast(1, BLOCKS)),
  row("gradient of the squared sum of the conv", conv(3), asFast(1, BLOCKS), cheapGradient),

  row(
    "logistic map, 100 steps",
    { flops: 300, bytes: 8 },
    limit("time", 0.005, "one call of 3 µs, and 300 operations that wait for each other at 4 ns"),
  ),
  row(
    "gradient of the logistic map, 100 steps",
    { flops: 700, bytes: 8 },
    limit("time", 0.01, "one call of 3 µs, and 700 operations that wait for each other, with a tape between them"),
  ),
  row(
    "gradient of 1,000 equations, 64 elements",
    { functions: 2 * 64 * STEPS, flops: 6 * 64 * STEPS, bytes: 512 },
    asFast(2, "loops of moderate length, so that the engine optimises them, pass what they share through memory"),
  ),

  row("while loop of 10⁶ scalar steps", { flops: 5e6, bytes: 8 }, sameLoop(1.2)),
  row("while loop of 10⁶ scalar steps, float64", { flops: 5e6, bytes: 16 }, asFast(1.2, NATIVE)),
  row(
    "scan of 10⁴ steps of an RNN cell of 16",
    { functions: 160e3, flops: 10.4e6, bytes: F32 * 160e3 },
    asFast(2, NATIVE),
  ),
  row(
    "gradient of the scan of an RNN cell",
    { functions: 160e3, flops: 26e6, bytes: F32 * 160e3 },
    asFast(3, TAPE),
    cheapGradient,
  ),
  row(
    "scan of 10⁴ steps of an LSTM cell of 14",
    { functions: 700e3, flops: 2.4e6, bytes: F32 * 140e3 },
    asFast(2, NATIVE),
  ),
  row(
    "gradient of the scan of an LSTM cell",
    { functions: 700e3, flops: 6e6, bytes: F32 * 140e3 },
    asFast(3, TAPE),
    cheapGradient,
  ),
  row("100 Runge–Kutta steps of 1,000 quantities", { flops: 1.6e6, bytes: 2 * F32 * 1000 }, asFast(2, NATIVE)),
  row("gradient of the Runge–Kutta steps", { flops: 5e6, bytes: 2 * F32 * 1000 }, asFast(3, TAPE), cheapGradient),
  row("10⁴ Runge–Kutta steps of the Lorenz equations", { flops: 650e3, bytes: 48 }, asFast(2, NATIVE)),

  row(
    "vmap(grad) of 1024 examples of 16",
    { functions: 3 * 16384, flops: 6 * 16384, bytes: 2 * F32 * 16384 },
    asFast(1.5, ROUNDING),
  ),
  row("64-output Jacobian, reverse", matmul(64), asFast(1, BLOCKS)),
  row("64-output Jacobian, forward", matmul(64), asFast(1, BLOCKS)),

  row(
    "sort 10⁶",
    { flops: 20e6, bytes: 2 * F32 * 1e6 },
    asFast(1, "the engine sorts typed arrays by comparing; three passes of a radix sort do less"),
  ),
  row("cumsum 10⁶", { flops: 1e6, bytes: 2 * F32 * 1e6 }, asFast(1.2, LOOP)),
  row("normal 10⁶", { functions: 1e6, flops: 120e6, bytes: F32 * 1e6 }, asFast(1.2, LOOP)),

  row(
    "trace and compile a gradient of 1,000 equations, first",
    undefined,
    limit("time", 100, "100 µs an equation, in a fresh process", "process"),
  ),
  row(
    "trace and compile a gradient of 1,000 equations, later",
    undefined,
    limit("time", 100, "100 µs an equation, each time of another size", "process"),
  ),
  row(
    "first call of jit(grad(MLP))",
    undefined,
    limit("time", 117, "the nearest peer needs 117 ms, recorded on a machine of this kind", "process"),
  ),
  row(
    "heap per eager gradient",
    undefined,
    limit(
      "bytes",
      2,
      "10⁵ gradients may leave what the engine notes about its code, but nothing of their own",
      "process",
    ),
  ),
  row(
    "memory per jitted training step",
    undefined,
    limit(
      "bytes",
      20,
      "10,000 steps may leave what the engine notes about its code, but no array (the smallest has 40 bytes)",
      "process",
    ),
  ),
];
