/** A loop of numbers by hand that ends when a predicate says so. */
export function relax(start: number, steps: number, rate: number): number {
  let x = start;
  for (let i = 0; i < steps; i++) x = x - rate * (x * x - 2);
  return x;
}

/** The same, every operation rounded to float32. */
export function relaxRounded(start: number, steps: number, rate: number): number {
  const narrow = Math.fround;
  const by = narrow(rate);
  let x = narrow(start);
  for (let i = 0; i < steps; i++) x = narrow(x - narrow(by * narrow(narrow(x * x) - 2)));
  return x;
}
