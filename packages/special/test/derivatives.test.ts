/** Derivatives, of the first and the second order, against central differences in float64; and that none is NaN at finite extremes. */
import { cpu } from "@fluxion/backend-cpu";
import { grad, jit, type NDArray, setDefaultBackend, vmap } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import * as special from "@fluxion/special";
import { beforeAll, describe, expect, test } from "vitest";

beforeAll(() => setDefaultBackend(cpu()));

const { stats } = special;
type Function = (...xs: NDArray[]) => NDArray;
const f64 = (x: number | readonly number[]): NDArray => np.array(x as number[], { dtype: "float64" });

/** Smooth points of each function. */
const INSIDE: Record<string, readonly [Function, ...(readonly (readonly number[])[])]> = {
  erfcx: [special.erfcx, [-1.3], [0.4], [7]],
  dawsn: [special.dawsn, [0.3], [-1.3], [6]],
  i0: [special.i0, [0.3], [-9]],
  i0e: [special.i0e, [0.3], [-9]],
  i1: [special.i1, [0.3], [-9]],
  i1e: [special.i1e, [0.3], [-9]],
  gamma: [special.gamma, [0.3], [4.2], [-1.4]],
  factorial: [special.factorial, [0.3], [4.2]],
  expi: [special.expi, [0.3], [9], [-2]],
  exp1: [special.exp1, [0.3], [9]],
  expn: [(x) => special.expn(3, x), [0.3], [4]],
  spence: [special.spence, [0.3], [1.2], [4]],
  sine: [(x) => special.sici(x)[0], [0.3], [-11]],
  cosine: [(x) => special.sici(x)[1], [0.3], [11]],
  fresnelS: [(x) => special.fresnel(x)[0], [0.3], [-3]],
  fresnelC: [(x) => special.fresnel(x)[1], [0.3], [-3]],
  logit: [special.logit, [0.3], [0.9]],
  ndtr: [special.ndtr, [0.3], [-4]],
  logNdtr: [special.logNdtr, [0.3], [-4], [3]],
  ndtri: [special.ndtri, [0.3], [0.05]],
  entr: [special.entr, [0.3], [4]],
  polygamma: [(x) => special.polygamma(2, x), [0.8], [4]],
  multigammaln: [(x) => special.multigammaln(x, 3), [2.8]],
  beta: [special.beta, [0.8, 2], [12, 3]],
  betaln: [special.betaln, [0.8, 2], [12, 3], [30, 12], [11, 11]],
  gammainc: [special.gammainc, [0.8, 0.3], [2.5, 4], [30, 29], [30, 60]],
  gammaincc: [special.gammaincc, [0.8, 0.3], [2.5, 4], [30, 29], [30, 60]],
  betainc: [special.betainc, [0.8, 2, 0.3], [12, 14, 0.6]],
  zeta: [special.zeta, [2.5, 0.8]],
  xlogy: [special.xlogy, [2.5, 0.8]],
  xlog1py: [special.xlog1py, [2.5, 0.8]],
  klDiv: [special.klDiv, [2.5, 0.8], [1, 1.1]],
  relEntr: [special.relEntr, [2.5, 0.8]],
  boxcox: [special.boxcox, [2.5, 0.8], [2.5, 0], [0.5, -3]],
  boxcox1p: [special.boxcox1p, [1.5, 0.8], [1.5, 0]],
  poch: [special.poch, [2.5, 0.8]],
  comb: [special.comb, [5.5, 2.2]],
  owensT: [special.owensT, [0.5, 0.6], [-0.5, 2]],
  norm: [(x, loc, scale) => stats.norm.logpdf(x, { loc, scale }), [0.4, 0.2, 1.3]],
  tCdf: [stats.t.cdf as Function, [0.4, 3.5], [-3, 3.5]],
  tLogpdf: [stats.t.logpdf as Function, [0.4, 3.5]],
  gammaLogpdf: [stats.gamma.logpdf as Function, [1.4, 2.5], [14, 25]],
  gammaPdf: [stats.gamma.pdf as Function, [1.4, 2.5], [14, 25]],
  betaPdf: [stats.beta.pdf as Function, [0.4, 2.5, 1.5]],
  betaSf: [stats.beta.sf as Function, [0.4, 2.5, 1.5]],
  cauchyPpf: [stats.cauchy.ppf as Function, [0.1], [0.6]],
  truncnormCdf: [stats.truncnorm.cdf as Function, [0.4, -1, 2], [3.4, 3, 5]],
  truncnormLogpdf: [stats.truncnorm.logpdf as Function, [0.4, -1, 2], [-3.4, -5, -3]],
  poisson: [(mu) => stats.poisson.logpmf(f64(15), mu), [12]],
};

/** Central differences with one step of Richardson's extrapolation. */
function slope(f: (x: number) => number, x: number): number {
  const h = 2e-3 * Math.max(0.1, Math.abs(x));
  const central = (d: number): number => (f(x + d) - f(x - d)) / (2 * d);
  return (4 * central(h / 2) - central(h)) / 3;
}

const close = (actual: number, expected: number, what: string): void =>
  expect(
    Math.abs(actual - expected) / Math.max(1, Math.abs(expected)),
    `${what}: ${actual}, not ${expected}`,
  ).toBeLessThan(1e-6);

describe("against differences", () => {
  test.each(Object.entries(INSIDE))("%s", (name, [f, ...points]) => {
    for (const xs of points as readonly (readonly number[])[])
      xs.forEach((x, i) => {
        const along = (g: Function) => (y: number) => g(...xs.map((z, k) => f64(k === i ? y : z))).item() as number;
        const first = grad(f as (...ys: NDArray[]) => NDArray, { argnums: i }) as unknown as Function;
        const second = grad(first, { argnums: i }) as unknown as Function;
        const operands = xs.map(f64);
        close(first(...operands).item() as number, slope(along(f), x), `d ${name}(${xs})/d${i}`);
        close(second(...operands).item() as number, slope(along(first), x), `d² ${name}(${xs})/d${i}²`);
      });
  });
});

const EXTREMES = [-1e30, -1e5, -800, -100, -30, -1, 1e-30, 0.5, 1, 30, 100, 800, 1e5, 1e30];
const EVERYWHERE: Record<string, Function> = {
  ...Object.fromEntries(
    (
      ["erf", "erfc", "erfcx", "dawsn", "i0", "i0e", "i1", "i1e", "expit", "ndtr", "logNdtr", "expi", "entr"] as const
    ).map((name) => [name, special[name] as Function]),
  ),
  sine: (x) => special.sici(x)[0],
  cosine: (x) => special.sici(x)[1],
  fresnelS: (x) => special.fresnel(x)[0],
  fresnelC: (x) => special.fresnel(x)[1],
  gammainc: (x) => special.gammainc(2.5, np.abs(x)),
  gammaincc: (x) => special.gammaincc(30, np.abs(x)),
  ...Object.fromEntries(
    (["norm", "cauchy", "laplace", "logistic", "gumbelR", "gumbelL", "expon", "uniform"] as const).flatMap((d) =>
      (["logpdf", "pdf", "cdf", "sf", "logcdf", "logsf"] as const).map((f) => [`${d}.${f}`, stats[d][f] as Function]),
    ),
  ),
  ...Object.fromEntries(
    (["gamma", "chi2", "t", "pareto"] as const).flatMap((d) =>
      (["logpdf", "pdf", "cdf", "sf"] as const).map((f) => [`${d}.${f}`, (x: NDArray) => stats[d][f](x, 2.5)]),
    ),
  ),
  ...Object.fromEntries(
    (["logpdf", "pdf", "cdf", "sf"] as const).map((f) => [
      `truncnorm.${f}`,
      (x: NDArray) => stats.truncnorm[f](x, -1, 1.5),
    ]),
  ),
};

describe.each(["float64", "float32"] as const)("no NaN at finite extremes, %s", (dtype) => {
  test.each(Object.entries(EVERYWHERE))("%s", (_, f) => {
    const x = np.array(EXTREMES, { dtype });
    const total = (y: NDArray): NDArray => np.sum(f(y));
    const first = grad(total);
    const second = grad((y: NDArray) => np.sum(first(y)));
    for (const values of [f(x), first(x), second(x)])
      expect(EXTREMES.filter((_x, i) => Number.isNaN(values.dataSync()[i]))).toEqual([]);
  });
});

test("the limits at infinity", () => {
  const at = (f: Function): unknown => f(f64([-Infinity, Infinity])).tolist();
  expect(at(special.erfcx)).toEqual([Infinity, 0]);
  expect(at(special.dawsn)).toEqual([-0, 0]);
  expect(at(special.i0)).toEqual([Infinity, Infinity]);
  expect(at(special.i1)).toEqual([-Infinity, Infinity]);
  expect(at(special.logNdtr)).toEqual([-Infinity, -0]);
  expect(at(special.expi)).toEqual([-0, Infinity]);
  expect(at((x) => special.sici(x)[0])).toEqual([-Math.PI / 2, Math.PI / 2]);
  expect(at((x) => special.fresnel(x)[1])).toEqual([-0.5, 0.5]);
  expect(at((x) => special.gammainc(2, np.abs(x)))).toEqual([1, 1]);
});

test("jit gives what eager mode gives, vmap what a loop gives", () => {
  const a = f64([0.5, 3, 30]);
  const x = f64([0.2, 4, 28]);
  const f = (b: NDArray, y: NDArray): NDArray => special.gammainc(b, y);
  expect(jit(f)(a, x).tolist()).toEqual(special.gammainc(a, x).tolist());
  expect(vmap(f)(a, x).tolist()).toEqual(special.gammainc(a, x).tolist());
});

test("NaN and operands outside the domain give NaN", () => {
  for (const f of Object.values(EVERYWHERE)) expect(f(f64(Number.NaN)).item()).toBeNaN();
  expect(special.gammainc(-1, 2).item()).toBeNaN();
  expect(special.betainc(f64(1e6), f64(1e6), 0.5).item()).toBeNaN();
  expect(special.zeta(0.5, 1).item()).toBeNaN();
  expect(special.spence(-1).item()).toBeNaN();
  expect(special.ndtri([-0.1, 1.1]).tolist()).toEqual([Number.NaN, Number.NaN]);
});

test("whole numbers are exact, and numbers stand for arrays", () => {
  expect(special.gamma(f64([1, 2, 3, 4, 5, 11, 19])).tolist()).toEqual([1, 1, 2, 6, 24, 3628800, 6402373705728000]);
  expect(special.factorial([0, 1, 5]).tolist()).toEqual([1, 1, 120]);
  expect(special.comb(f64(40), f64(20)).item()).toBe(137846528820);
  expect(special.expit(0).dtype).toBe("float32");
  expect(special.xlogy(np.array([1, 2], { dtype: "int32" }), 1).dtype).toBe("float32");
  expect(special.betainc(2, 3, [[0.5], [0.25]]).shape).toEqual([2, 1]);
});

test("arguments that cannot be are typed errors", () => {
  expect(() => special.expn(1.5, 1)).toThrow("the order is 1.5");
  expect(() => special.polygamma(-1, 1)).toThrow("the order is -1");
  expect(() => special.multigammaln(3, 0)).toThrow("the dimension is 0");
  expect(() => special.xlogy(f64([1, 2]), f64([1, 2, 3]))).toThrow(/broadcast/);
  expect(() => stats.dirichlet.logpdf([0.5, 0.5], [1, 2, 3])).toThrow(/concentrations/);
  expect(() =>
    stats.multivariateNormal.logpdf(
      [1, 2, 3],
      [0, 0],
      [
        [1, 0],
        [0, 1],
      ],
    ),
  ).toThrow(/do not go together/);
});
