/** Integers known on the host as arrays, where an operation on another array takes place. */
import { arrayType, DeviceArray, deviceArray, type NDArray } from "@fluxion/core";

/** Uploads int32 elements in row-major order. */
export const integersLike = (like: NDArray, data: ArrayLike<number>, shape: readonly number[]): NDArray =>
  deviceArray(Int32Array.from(data), arrayType("int32", shape), like instanceof DeviceArray ? like.backend : undefined);

/** Uploads int32 elements to the default backend. */
export const integers = (data: ArrayLike<number>, shape: readonly number[] = [data.length]): NDArray =>
  deviceArray(Int32Array.from(data), arrayType("int32", shape));
