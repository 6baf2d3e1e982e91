/** Naive loops that `kernels.js` compares with. */
export function naiveMatmul(m, k, n) {
  return ([a, b, c]) => {
    c.fill(0);
    for (let i = 0; i < m; i++)
      for (let p = 0; p < k; p++) {
        const v = a[i * k + p];
        for (let j = 0; j < n; j++) c[i * n + j] += v * b[p * n + j];
      }
  };
}

export function naiveConv([x, w, out]) {
  out.fill(0);
  for (let o = 0; o < 64; o++)
    for (let c = 0; c < 32; c++)
      for (let u = 0; u < 3; u++)
        for (let v = 0; v < 3; v++) {
          const weight = w[((o * 32 + c) * 3 + u) * 3 + v];
          for (let i = Math.max(0, 1 - u); i < Math.min(112, 113 - u); i++) {
            const to = (o * 112 + i) * 112;
            const from = (c * 112 + i + u - 1) * 112 + v - 1;
            for (let j = Math.max(0, 1 - v); j < Math.min(112, 113 - v); j++) out[to + j] += weight * x[from + j];
          }
        }
}

export function naiveSum(rows, columns, axis) {
  if (axis === "all")
    return ([x, out]) => {
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += x[i];
      out[0] = sum;
    };
  if (axis === 1)
    return ([x, out]) => {
      for (let i = 0; i < rows; i++) {
        let sum = 0;
        for (let j = 0; j < columns; j++) sum += x[i * columns + j];
        out[i] = sum;
      }
    };
  return ([x, out]) => {
    out.fill(0);
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[j] += x[i * columns + j];
  };
}

export function naiveCumsum([x, out]) {
  let sum = 0;
  for (let i = 0; i < x.length; i++) out[i] = sum += x[i];
}

export function naiveSort([x, out]) {
  out.set(x);
  out.sort();
}

export function naiveArgsort([x, , out, order]) {
  const indices = Int32Array.from(x, (_, i) => i).sort((p, q) => x[p] - x[q]);
  order.set(indices);
  for (let i = 0; i < x.length; i++) out[i] = x[indices[i]];
}

export const naiveTranspose = ([x, out]) => {
  for (let i = 0; i < 2048; i++) for (let j = 0; j < 2048; j++) out[j * 2048 + i] = x[i * 2048 + j];
};

export function naiveMax([x, out]) {
  for (let i = 0; i < 2048; i++) {
    let max = -Infinity;
    for (let j = 0; j < 2048; j++) max = Math.max(max, x[i * 2048 + j]);
    out[i] = max;
  }
}

export function naiveTake([x, rows, out]) {
  for (let i = 0; i < 1e5; i++) for (let j = 0; j < 16; j++) out[16 * i + j] = x[16 * rows[i] + j];
}
