/** Products and sums on vectors, by the element type that a matrix product is computed in. */
import { f32x4, f64x2, i32x4, load, relaxed, type I32, type V128 } from "../../emit/index.js";

export type DotType = "float32" | "float64" | "int32";

export interface Arithmetic {
  readonly type: DotType;
  /** Bytes of an element. */
  readonly bytes: number;
  /** Elements of a vector. */
  readonly width: number;
  add(x: V128, y: V128): V128;
  mul(x: V128, y: V128): V128;
  /** x·y + z, rounded once or twice. */
  multiplyAdd(x: V128, y: V128, z: V128): V128;
  loadSplat(address: I32, offset?: number): V128;
}

const FUSED = { float32: relaxed.maddF32x4, float64: relaxed.maddF64x2, int32: undefined } as const;

export function arithmeticOf(type: DotType, fusedMultiplyAdd: boolean): Arithmetic {
  const { add, mul } = type === "float32" ? f32x4 : type === "float64" ? f64x2 : i32x4;
  const bytes = type === "float64" ? 8 : 4;
  return {
    type,
    bytes,
    width: 16 / bytes,
    add,
    mul,
    multiplyAdd: (fusedMultiplyAdd ? FUSED[type] : undefined) ?? ((x, y, z) => add(mul(x, y), z)),
    loadSplat: type === "float64" ? load.splat64 : load.splat32,
  };
}
