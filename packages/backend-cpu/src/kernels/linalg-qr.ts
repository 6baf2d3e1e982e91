/** Q and R by Householder reflections, in double precision. Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 5.2. */
import type { Kernel } from "./kernel.js";
import { loadTransposed, stackOf } from "./linalg-matrices.js";
import { applyQ, reduce } from "./linalg-reflections.js";
import { scratch } from "./scratch.js";

const matrix = scratch(Float64Array);
const orthogonal = scratch(Float64Array);
const factors = scratch(Float64Array);

export const qr: Kernel = ([x], [q, r]) => {
  const { count, rows: m, columns: n, size } = stackOf(x);
  const k = stackOf(q).columns;
  const steps = Math.min(m, n);
  const upper = stackOf(r).size;
  return ([from, toQ, toR]) => {
    const a = matrix(size);
    const columns = orthogonal(m * k);
    const taus = factors(steps);
    for (let b = 0; b < count; b++) {
      loadTransposed(from, b * size, m, n, a);
      reduce(a, m, n, taus);
      columns.fill(0, 0, m * k);
      for (let j = 0; j < k; j++) columns[j * m + j] = 1;
      applyQ(a, m, steps, taus, columns, k);
      for (let i = 0; i < m; i++) for (let j = 0; j < k; j++) toQ[b * m * k + i * k + j] = columns[j * m + i];
      for (let i = 0; i < k; i++) for (let j = 0; j < n; j++) toR[b * upper + i * n + j] = j < i ? 0 : a[j * m + i];
    }
  };
};
