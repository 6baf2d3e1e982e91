/** The golden cases of activations, special functions, densities and initializers, from JAX and SciPy. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { cpu } from "@fluxion/backend-cpu";
import { deviceArray, jvp, type NDArray, setDefaultBackend, vjp, type DType } from "@fluxion/core";
import * as nn from "@fluxion/nn";
import * as special from "@fluxion/special";
import { beforeAll, describe, expect, test } from "vitest";

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
type Function = (...xs: unknown[]) => NDArray | NDArray[];

const file = join(process.cwd(), "../shared/golden/nn.jsonl");
const STORED = {
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
  bool: Uint8Array,
};

const isData = (x: unknown): x is Data => typeof x === "object" && x !== null && "data" in x;
const decode = (x: unknown): unknown =>
  isData(x)
    ? deviceArray(new STORED[x.dtype as keyof typeof STORED](x.data.map(Number)), { dtype: x.dtype, shape: x.shape })
    : x;
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const camelKeys = (kwargs: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [camel(key), decode(value)]));

/** How many operands stay positional, and the options that JAX takes by place after them. */
const OPTIONS: Record<string, readonly [positional: number, ...names: string[]]> = {
  "nn.leaky_relu": [1, "negativeSlope"],
  "nn.elu": [1, "alpha"],
  "nn.celu": [1, "alpha"],
  "nn.squareplus": [1, "b"],
  "nn.dot_product_attention": [3, "bias"],
  "stats.norm.logpdf": [1, "loc", "scale"],
};

function functionOf(fn: string): Function | undefined {
  const api: unknown = { nn, special, stats: special.stats };
  return fn.split(".").reduce((value, name) => (value as Record<string, unknown>)?.[camel(name)], api) as Function;
}

function run({ fn, kwargs }: Case, args: readonly unknown[]): NDArray[] {
  if (fn === "nn.initializers.apply") {
    const [key, name, shape] = args as [NDArray, string, number[]];
    const make = (nn.initializers as unknown as Record<string, (options: object) => nn.initializers.Initializer>)[
      camel(name)
    ]!;
    return [name === "zeros" ? nn.initializers.zeros(key, shape) : make(camelKeys(kwargs))(key, shape)];
  }
  const [positional, ...names] = OPTIONS[fn] ?? [args.length];
  const options = camelKeys(kwargs);
  args.slice(positional).forEach((arg, i) => (options[names[i]!] = arg));
  const result = functionOf(fn)!(...args.slice(0, positional), ...(Object.keys(options).length > 0 ? [options] : []));
  return [result].flat() as NDArray[];
}

function close(actual: NDArray, expected: Data, { rtol, atol }: Bounds, instead?: (i: number) => number): void {
  expect([actual.dtype, actual.shape]).toEqual([expected.dtype, expected.shape]);
  expected.data.forEach((raw, i) => {
    const r = Number.isNaN(Number(raw)) && instead !== undefined ? instead(i) : Number(raw);
    const value = actual.dataSync()[i] as number;
    const same = Object.is(value, r) || value === r || Math.abs(value - r) <= atol + rtol * Math.abs(r);
    if (!same) expect.fail(`element ${i} is ${value}, not ${r}`);
  });
}

describe.runIf(existsSync(file))("golden", () => {
  beforeAll(() => setDefaultBackend(cpu()));
  const cases = existsSync(file)
    ? readFileSync(file, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Case)
    : [];
  const isHere = ({ fn }: Case): boolean => fn === "nn.initializers.apply" || functionOf(fn) !== undefined;

  test("what is not covered", () =>
    expect(cases.filter((c) => !isHere(c)).map(({ fn }) => fn)).toEqual(["special.hyp1f1", "special.hyp2f1"]));

  test.each(cases.filter(isHere).map((c) => [`${c.id} ${c.fn}`, c] as const))("%s", (_, c) => {
    const args = c.args.map(decode);
    run(c, args).forEach((value, i) => close(value, c.out[i]!, c.tol));
    const bounds = c.tol.grad ?? c.tol;
    const along =
      (argnums: readonly number[]): ((...xs: NDArray[]) => NDArray[]) =>
      (...xs) =>
        run(
          c,
          args.map((arg, i) => (argnums.includes(i) ? xs[argnums.indexOf(i)] : arg)),
        ).filter((y) => y.dtype.startsWith("float"));
    if (c.vjp) {
      const { argnums, ct, grads } = c.vjp;
      const [, pull] = vjp(
        along(argnums),
        argnums.map((i) => args[i] as NDArray),
      ) as unknown as [unknown, (ct: NDArray[]) => NDArray[]];
      // JAX's reverse mode gives NaN for spence between 1 and 1.6, where its forward mode gives −log x/(x − 1), as it should be.
      const spence = (i: number): number => {
        const x = Number((c.args[0] as Data).data[i]);
        return (-Math.log(x) / (x - 1)) * Number(ct[0]!.data[i]);
      };
      const pulled = pull(ct.map((x) => decode(x) as NDArray));
      pulled.forEach((g, i) => close(g, grads[i]!, bounds, c.fn === "special.spence" ? spence : undefined));
    }
    if (c.jvp) {
      const { argnums, tangents, out } = c.jvp;
      const [, pushed] = jvp(
        along(argnums),
        argnums.map((i) => args[i] as NDArray),
        tangents.map((x) => decode(x) as NDArray),
      ) as unknown as [unknown, NDArray[]];
      pushed.forEach((t, i) => close(t, out[i]!, bounds));
    }
  });
});

if (!existsSync(file))
  test("golden vectors are not here", () => console.log(`no golden vectors at ${file}: their cases did not run`));
