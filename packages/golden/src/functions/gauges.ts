/**
 * Decompositions with an arbitrary choice removed, so that results and derivatives can be compared. The files do not say how; these
 * rules reproduce every value and gradient when run in JAX: eigenvectors and left singular vectors have their largest entry positive, R has a
 * positive diagonal, eigenvalues are in order of real, then imaginary part.
 */
import type { Callable } from "../library/api.js";
import { NotCoveredError } from "./not-covered-error.js";
import { irregular, type Table } from "./row.js";

const PICK = { abs: "abs", argmax: "argmax", sign: "sign", takeAlongAxis: "take_along_axis", multiply: "multiply" };
type Pick = Readonly<Record<keyof typeof PICK, Callable>>;

/** The signs, as one row, that make the largest entry of each column positive. */
const columnSigns = (f: Pick, vectors: unknown): unknown =>
  f.sign(f.takeAlongAxis(vectors, f.argmax(f.abs(vectors), { axis: -2, keepdims: true }), -2));

const parts = (result: unknown, ...names: string[]): unknown[] =>
  Array.isArray(result) ? (result as unknown[]) : names.map((name) => (result as Record<string, unknown>)[name]);

const MAPS = { exp: "exp", sqrt: "sqrt", log: "log", sin: "sin", cos: "cos" };

export const gauges: Table = {
  "linalg.eigh_gauged": irregular({ ...PICK, eigh: "linalg.eigh" }, (f, [x]) => {
    const [values, vectors] = parts(f.eigh(x), "eigenvalues", "eigenvectors");
    return [values, f.multiply(vectors, columnSigns(f, vectors))];
  }),
  "linalg.svd_gauged": irregular({ ...PICK, svd: "linalg.svd", swapaxes: "swapaxes" }, (f, [x]) => {
    const [u, s, vh] = parts(f.svd(x, { fullMatrices: false }), "u", "s", "vh");
    const signs = columnSigns(f, u);
    return [f.multiply(u, signs), s, f.multiply(vh, f.swapaxes(signs, -1, -2))];
  }),
  "linalg.qr_gauged": irregular(
    { qr: "linalg.qr", diagonal: "diagonal", sign: "sign", expandDims: "expand_dims", multiply: "multiply" },
    (f, [x]) => {
      const [q, r] = parts(f.qr(x), "q", "r");
      const signs = f.sign(f.diagonal(r, { axis1: -2, axis2: -1 }));
      return [f.multiply(q, f.expandDims(signs, -2)), f.multiply(r, f.expandDims(signs, -1))];
    },
  ),
  // Rounding keeps the order of a conjugate pair from depending on the last bit of its equal real parts.
  "linalg.eigvals_sorted": irregular(
    { eigvals: "linalg.eigvals", lexsort: "lexsort", real: "real", imag: "imag", round: "round", take: "take" },
    (f, [x]) => {
      const values = f.eigvals(x);
      return f.take(values, f.lexsort([f.imag(values), f.round(f.real(values), { decimals: 6 })]));
    },
  ),
  "linalg.spectral_map": irregular(
    {
      ...MAPS,
      eigh: "linalg.eigh",
      multiply: "multiply",
      matmul: "matmul",
      conj: "conj",
      swapaxes: "swapaxes",
      expandDims: "expand_dims",
    },
    (f, [x, name]) => {
      const [values, vectors] = parts(f.eigh(x), "eigenvalues", "eigenvectors");
      const map = (f as Readonly<Record<string, Callable>>)[String(name)];
      if (map === undefined) throw new NotCoveredError(`spectral map ${String(name)}`);
      return f.matmul(f.multiply(vectors, f.expandDims(map(values), -2)), f.conj(f.swapaxes(vectors, -1, -2)));
    },
  ),
  "linalg.lstsq_solution": irregular({ lstsq: "linalg.lstsq" }, (f, [a, b]) => parts(f.lstsq(a, b), "x")[0]),
};
