/** The bits of a float32 as an integer, and back. */
const float = new Float32Array(1);
const int = new Int32Array(float.buffer);
const uint = new Uint32Array(float.buffer);

export function floatToInt(x: number): number {
  float[0] = x;
  return int[0] as number;
}
export function floatToUint(x: number): number {
  float[0] = x;
  return uint[0] as number;
}
/** For signed and unsigned integers alike. */
export function intToFloat(x: number): number {
  int[0] = x;
  return float[0] as number;
}
