/** The Lorenz equations by the classical Runge–Kutta method, by hand: three numbers in local variables. */
export function lorenz(start: Float64Array, steps: number, h: number): Float64Array {
  let [a = 0, b = 0, c = 0] = start;
  for (let t = 0; t < steps; t++) {
    const [a1, b1, c1] = slope(a, b, c);
    const [a2, b2, c2] = slope(a + (h / 2) * a1, b + (h / 2) * b1, c + (h / 2) * c1);
    const [a3, b3, c3] = slope(a + (h / 2) * a2, b + (h / 2) * b2, c + (h / 2) * c2);
    const [a4, b4, c4] = slope(a + h * a3, b + h * b3, c + h * c3);
    a += (h / 6) * (a1 + 2 * a2 + 2 * a3 + a4);
    b += (h / 6) * (b1 + 2 * b2 + 2 * b3 + b4);
    c += (h / 6) * (c1 + 2 * c2 + 2 * c3 + c4);
  }
  return Float64Array.of(a, b, c);
}

const slope = (a: number, b: number, c: number): [number, number, number] => [
  10 * (b - a),
  a * (28 - c) - b,
  a * b - (8 / 3) * c,
];
