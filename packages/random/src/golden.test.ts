/** The golden cases of the samplers that this package has, from JAX. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cpu } from "@fluxion/backend-cpu";
import { deviceArray, jvp, setDefaultBackend, vjp, type DType, type NDArray } from "@fluxion/core";
import { beforeAll, describe, expect, test } from "vitest";
import * as random from "./index.js";

interface Data {
  dtype: DType;
  shape: number[];
  data: (number | boolean | string)[];
}
interface Bounds {
  rtol: number;
  atol: number;
}
interface Case {
  id: string;
  fn: string;
  args: unknown[];
  kwargs: Record<string, unknown>;
  out: Data[];
  tol: Bounds & { grad?: Bounds };
  vjp?: { argnums: number[]; ct: Data[]; grads: Data[] };
  jvp?: { argnums: number[]; tangents: Data[]; out: Data[] };
}

const file = join(process.cwd(), "../shared/golden/random.jsonl");
const CONSTRUCTORS = {
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
  bool: Uint8Array,
};

/** Functions of a later issue: they need loops or decompositions, or complex numbers. */
const LATER = new Set([
  "gamma",
  "loggamma",
  "beta",
  "dirichlet",
  "poisson",
  "t",
  "chisquare",
  "binomial",
  "multivariate_normal",
  "orthogonal",
  "ball",
  "wald",
]);

const isData = (x: unknown): x is Data => typeof x === "object" && x !== null && "data" in x;
const decode = (x: unknown): unknown =>
  isData(x)
    ? deviceArray(new CONSTRUCTORS[x.dtype as keyof typeof CONSTRUCTORS](x.data.map(Number)), {
        dtype: x.dtype,
        shape: x.shape,
      })
    : x;

/** JAX's positional names, after the key; those that stay positional here come first, behind the bar the options. */
const SIGNATURES: Record<string, string> = {
  key: "seed |",
  split: "key num |",
  fold_in: "key data |",
  threefry_2x32: "key count |",
  bits: "key | shape dtype",
  uniform: "key | shape dtype minval maxval",
  normal: "key | shape dtype",
  randint: "key | shape minval maxval dtype",
  permutation: "key x | axis independent",
  choice: "key a | shape replace p axis",
  categorical: "key logits | axis shape replace",
  bernoulli: "key | p shape",
  rademacher: "key | shape dtype",
  truncated_normal: "key lower upper | shape dtype",
  pareto: "key b | shape dtype",
  rayleigh: "key scale | shape dtype",
  weibull_min: "key scale concentration | shape dtype",
  lognormal: "key | sigma shape dtype",
  triangular: "key left mode right | shape dtype",
  geometric: "key p | shape dtype",
};

function run(fn: string, args: unknown[], kwargs: Record<string, unknown>): NDArray {
  const name = fn.replace("random.", "");
  const [positional = [], named = []] = (SIGNATURES[name] ?? "key | shape dtype")
    .split("|")
    .map((part) => part.trim().split(/\s+/).filter(Boolean));
  const options: Record<string, unknown> = Object.fromEntries(Object.entries(kwargs).map(([k, v]) => [k, decode(v)]));
  args.slice(positional.length).forEach((arg, i) => (options[named[i]!] = arg));
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const f = (random as unknown as Record<string, (...xs: unknown[]) => NDArray>)[camel]!;
  return f(...args.slice(0, positional.length), ...(Object.keys(options).length > 0 ? [options] : []));
}

function close(actual: NDArray, expected: Data, { rtol, atol }: Bounds): void {
  expect([actual.dtype, actual.shape]).toEqual([expected.dtype, expected.shape]);
  const exact = !expected.dtype.startsWith("float");
  const values = actual.dataSync();
  expected.data.forEach((raw, i) => {
    const r = Number(raw);
    if (exact || rtol + atol === 0) expect(values[i]).toBe(expected.dtype === "float32" ? Math.fround(r) : r);
    else expect(Math.abs(values[i]! - r)).toBeLessThanOrEqual(atol + rtol * Math.abs(r));
  });
}

function withArguments(c: Case, args: unknown[], argnums: number[]): (...xs: NDArray[]) => NDArray {
  return (...xs) =>
    run(
      c.fn,
      args.map((arg, i) => (argnums.includes(i) ? xs[argnums.indexOf(i)] : arg)),
      c.kwargs,
    );
}

describe.runIf(existsSync(file))("golden", () => {
  beforeAll(() => setDefaultBackend(cpu()));
  const cases = existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Case)
    : [];
  const mine = cases.filter(({ fn, args }) => !LATER.has(fn.replace("random.", "")) && !args.includes("complex64"));
  test.each(mine.map((c) => [`${c.id} ${c.fn}`, c] as const))("%s", (_, c) => {
    const args = c.args.map(decode);
    close(run(c.fn, args, c.kwargs), c.out[0]!, c.tol);
    const bounds = c.tol.grad ?? c.tol;
    if (c.vjp) {
      const { argnums, ct, grads } = c.vjp;
      const [, pull] = vjp(
        withArguments(c, args, argnums),
        argnums.map((i) => args[i] as NDArray),
      ) as unknown as [NDArray, (ct: NDArray) => NDArray[]];
      pull(decode(ct[0]) as NDArray).forEach((g, i) => close(g, grads[i]!, bounds));
    }
    if (c.jvp) {
      const { argnums, tangents, out } = c.jvp;
      const [, t] = jvp(
        withArguments(c, args, argnums),
        argnums.map((i) => args[i] as NDArray),
        tangents.map((x) => decode(x) as NDArray),
      ) as unknown as [NDArray, NDArray];
      close(t, out[0]!, bounds);
    }
  });
});

if (!existsSync(file))
  test("golden vectors are not here", () => console.log(`no golden vectors at ${file}: their cases did not run`));
