/** Reductions of computed elements as loops by hand: nothing is stored. */
export function sumOfExp(x: Float32Array): number {
  let max = -Infinity;
  for (let i = 0; i < x.length; i++) if ((x[i] as number) > max) max = x[i] as number;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.exp((x[i] as number) - max);
  return sum;
}

export function moments(x: Float32Array): readonly [number, number] {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i] as number;
  const mean = sum / x.length;
  let squares = 0;
  for (let i = 0; i < x.length; i++) squares += ((x[i] as number) - mean) ** 2;
  return [mean, squares / x.length];
}

export function nearest(centroids: Float64Array, points: Float64Array, d: number): number {
  let total = 0;
  for (let i = 0; i < points.length; i += d) {
    let least = Infinity;
    for (let j = 0; j < centroids.length; j += d) {
      let sum = 0;
      for (let l = 0; l < d; l++) {
        const apart = (centroids[j + l] as number) - (points[i + l] as number);
        sum += apart * apart;
      }
      if (sum < least) least = sum;
    }
    total += least;
  }
  return total;
}
