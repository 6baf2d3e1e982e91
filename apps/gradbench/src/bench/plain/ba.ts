/** Bundle adjustment by hand. */
import { list, plainFunction } from "./plain.js";

interface Input {
  readonly n: number;
  readonly m: number;
  readonly p: number;
  readonly cam: readonly number[];
  readonly x: readonly number[];
  readonly w: number;
  readonly feat: readonly number[];
}
interface Data {
  readonly n: number;
  readonly m: number;
  readonly p: number;
  readonly cameras: Float64Array;
  readonly points: Float64Array;
  readonly weights: Float64Array;
  readonly features: Float64Array;
  readonly camera: Int32Array;
  readonly point: Int32Array;
}
const copies = (x: readonly number[], count: number): Float64Array =>
  Float64Array.from({ length: x.length * count }, (_, i) => x[i % x.length] as number);
const read = ({ n, m, p, cam, x, w, feat }: Input): Data => ({
  n,
  m,
  p,
  cameras: copies(cam, n),
  points: copies(x, m),
  weights: copies([w], p),
  features: copies(feat, p),
  camera: Int32Array.from({ length: p }, (_, i) => i % n),
  point: Int32Array.from({ length: p }, (_, i) => i % m),
});

const WIDTH = 15;
/** Where one observation's camera, point, weight and feature stand. */
type Place = [c: number, x: number, i: number];

/** The errors of one observation, and row by row their derivatives where `vals` is given. */
function observe(data: Data, [c, xAt, i]: Place, errors: Float64Array, vals?: Float64Array): void {
  const { cameras: C, points, weights, features } = data;
  const at = (j: number): number => C[c + j] as number;
  const [r0, r1, r2] = [at(0), at(1), at(2)];
  const P0 = (points[xAt] as number) - at(3);
  const P1 = (points[xAt + 1] as number) - at(4);
  const P2 = (points[xAt + 2] as number) - at(5);
  const square = r0 * r0 + r1 * r1 + r2 * r2;
  const turns = square !== 0;
  const angle = Math.sqrt(square);
  const inverse = turns ? 1 / angle : 0;
  const [a0, a1, a2] = turns ? [r0 * inverse, r1 * inverse, r2 * inverse] : [r0, r1, r2];
  const cos = turns ? Math.cos(angle) : 1;
  const sin = turns ? Math.sin(angle) : 1;
  const rest = turns ? 1 - cos : 0;
  const [x0, x1, x2] = [a1 * P2 - a2 * P1, a2 * P0 - a0 * P2, a0 * P1 - a1 * P0];
  const along = a0 * P0 + a1 * P1 + a2 * P2;
  const R0 = P0 * cos + x0 * sin + a0 * along * rest;
  const R1 = P1 * cos + x1 * sin + a1 * along * rest;
  const R2 = P2 * cos + x2 * sin + a2 * along * rest;
  const [px, py] = [R0 / R2, R1 / R2];
  const rho = px * px + py * py;
  const [f, k1, k2] = [at(6), at(9), at(10)];
  const L = 1 + k1 * rho + k2 * rho * rho;
  const w = weights[i] as number;
  const e0 = f * px * L + at(7) - (features[2 * i] as number);
  const e1 = f * py * L + at(8) - (features[2 * i + 1] as number);
  errors[2 * i] = w * e0;
  errors[2 * i + 1] = w * e1;
  if (vals === undefined) return;

  const slope = 2 * (k1 + 2 * k2 * rho);
  const wf = w * f;
  // The rows of ∂e/∂R: those of ∂e/∂p, times those of ∂p/∂R.
  const d00 = wf * (L + slope * px * px);
  const d01 = wf * slope * px * py;
  const d11 = wf * (L + slope * py * py);
  const back = 1 / R2;
  const g00 = d00 * back;
  const g01 = d01 * back;
  const g02 = -(d00 * px + d01 * py) * back;
  const g10 = d01 * back;
  const g11 = d11 * back;
  const g12 = -(d01 * px + d11 * py) * back;
  const out = 30 * i;
  const put = (j: number, v0: number, v1: number, v2: number): void => {
    vals[out + j] = g00 * v0 + g01 * v1 + g02 * v2;
    vals[out + WIDTH + j] = g10 * v0 + g11 * v1 + g12 * v2;
  };
  if (turns) {
    const t0 = -P0 * sin + x0 * cos + a0 * along * sin;
    const t1 = -P1 * sin + x1 * cos + a1 * along * sin;
    const t2 = -P2 * sin + x2 * cos + a2 * along * sin;
    const turn = (j: number, aj: number, u0: number, u1: number, u2: number): void => {
      const b0 = (u0 - a0 * aj) * inverse;
      const b1 = (u1 - a1 * aj) * inverse;
      const b2 = (u2 - a2 * aj) * inverse;
      const onto = b0 * P0 + b1 * P1 + b2 * P2;
      put(
        j,
        aj * t0 + (b1 * P2 - b2 * P1) * sin + (b0 * along + a0 * onto) * rest,
        aj * t1 + (b2 * P0 - b0 * P2) * sin + (b1 * along + a1 * onto) * rest,
        aj * t2 + (b0 * P1 - b1 * P0) * sin + (b2 * along + a2 * onto) * rest,
      );
    };
    turn(0, a0, 1, 0, 0);
    turn(1, a1, 0, 1, 0);
    turn(2, a2, 0, 0, 1);
  } else {
    put(0, 0, -P2, P1);
    put(1, P2, 0, -P0);
    put(2, -P1, P0, 0);
  }
  put(11, cos + a0 * a0 * rest, a2 * sin + a1 * a0 * rest, -a1 * sin + a2 * a0 * rest);
  put(12, -a2 * sin + a0 * a1 * rest, cos + a1 * a1 * rest, a0 * sin + a2 * a1 * rest);
  put(13, a1 * sin + a0 * a2 * rest, -a0 * sin + a1 * a2 * rest, cos + a2 * a2 * rest);
  for (const row of [out, out + WIDTH]) {
    for (let j = 0; j < 3; j++) vals[row + 3 + j] = -(vals[row + 11 + j] as number);
    const isFirst = row === out;
    const q = isFirst ? px : py;
    vals[row + 6] = w * q * L;
    vals[row + 7] = isFirst ? w : 0;
    vals[row + 8] = isFirst ? 0 : w;
    vals[row + 9] = wf * q * rho;
    vals[row + 10] = wf * q * rho * rho;
    vals[row + 14] = isFirst ? e0 : e1;
  }
}

interface Errors {
  readonly reprojection: Float64Array;
  readonly weight: Float64Array;
}

function objective(data: Data): Errors {
  const { p, camera, point, weights } = data;
  const [reprojection, weight] = [new Float64Array(2 * p), new Float64Array(p)];
  for (let i = 0; i < p; i++) {
    observe(data, [11 * (camera[i] as number), 3 * (point[i] as number), i], reprojection);
    weight[i] = 1 - (weights[i] as number) ** 2;
  }
  return { reprojection, weight };
}

interface Sparse {
  readonly rows: Int32Array;
  readonly cols: Int32Array;
  readonly vals: Float64Array;
}

function jacobian(data: Data): Sparse {
  const { n, m, p, camera, point, weights } = data;
  const rows = new Int32Array(3 * p + 1);
  const cols = new Int32Array(31 * p);
  const vals = new Float64Array(31 * p);
  const errors = new Float64Array(2 * p);
  for (let i = 0; i < p; i++) {
    const [c, x] = [11 * (camera[i] as number), 3 * (point[i] as number)];
    observe(data, [c, x, i], errors, vals);
    vals[30 * p + i] = -2 * (weights[i] as number);
    for (let row = 2 * i; row < 2 * i + 2; row++) {
      rows[row] = WIDTH * row;
      for (let j = 0; j < 11; j++) cols[WIDTH * row + j] = c + j;
      for (let j = 0; j < 3; j++) cols[WIDTH * row + 11 + j] = 11 * n + x + j;
      cols[WIDTH * row + 14] = 11 * n + 3 * m + i;
    }
    rows[2 * p + i] = 30 * p + i;
    cols[30 * p + i] = 11 * n + 3 * m + i;
  }
  rows[3 * p] = 31 * p;
  return { rows, cols, vals };
}

const ends = (x: Float64Array | Int32Array): number[] => [...list(x.subarray(0, 30)), x.at(-1) as number];

export const ba = {
  objective: plainFunction(read, objective, ({ reprojection, weight }: Errors, { p }) => ({
    reproj_error: { elements: list(reprojection.subarray(0, 2)), repeated: p },
    w_err: { element: weight[0], repeated: p },
  })),
  jacobian: plainFunction(read, jacobian, ({ rows, cols, vals }: Sparse) => ({
    rows: ends(rows),
    cols: ends(cols),
    vals: ends(vals),
  })),
};
