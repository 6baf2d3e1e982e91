/** x^y as IEEE 754 and C have it; JavaScript gives NaN for 1^NaN, 1^±∞ and (−1)^±∞. */
export const pow = (x: number, y: number): number =>
  x === 1 || (x === -1 && (y === Infinity || y === -Infinity)) ? 1 : Math.pow(x, y);
