/** Iterated maps of one number as loops by hand. */
export function logistic(x: number, steps: number, r: number): number {
  let y = x;
  for (let i = 0; i < steps; i++) y = r * y * (1 - y);
  return y;
}

export function logisticGradient(x: number, steps: number, r: number): number {
  const path = new Float64Array(steps);
  let y = x;
  for (let i = 0; i < steps; i++) {
    path[i] = y;
    y = r * y * (1 - y);
  }
  let slope = 1;
  for (let i = steps - 1; i >= 0; i--) slope *= r * (1 - 2 * (path[i] as number));
  return slope;
}
