/** Floats to integers: the fraction is dropped, what is out of range saturates, NaN becomes 0. */
export const toInt32 = (x: number): number => (x >= 2147483647 ? 2147483647 : x <= -2147483648 ? -2147483648 : x | 0);
export const toUint32 = (x: number): number => (x >= 4294967295 ? 4294967295 : x > 0 ? x >>> 0 : 0);
export const toInt8 = (x: number): number => (x >= 127 ? 127 : x <= -128 ? -128 : x | 0);
export const toUint8 = (x: number): number => (x >= 255 ? 255 : x > 0 ? x | 0 : 0);
