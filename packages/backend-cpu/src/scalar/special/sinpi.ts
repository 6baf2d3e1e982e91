/** sin(πx) and π·cot(πx) with exact reduction, so that they are right for large x and zero where they should be. */
export function sinPi(x: number): number {
  const whole = Math.round(x);
  const s = Math.sin(Math.PI * (x - whole));
  return whole % 2 === 0 ? s : -s;
}

/** π/tan(πx), infinite at whole numbers. */
export function piCotPi(x: number): number {
  const r = x - Math.round(x);
  const a = Math.abs(r);
  const value = a < 0.25 ? Math.PI / Math.tan(Math.PI * a) : Math.PI * Math.tan(Math.PI * (0.5 - a));
  return r < 0 ? -value : value;
}
