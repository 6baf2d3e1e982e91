/** Arrays of one value: constants of a program while one is recorded, otherwise data (so that new values compile nothing). */
import {
  allocate,
  arrayType,
  broadcast,
  DeviceArray,
  deviceArray,
  full,
  fullLike,
  getDefaultBackend,
  openTraces,
  sizeOf,
  withDefaultBackend,
  type Backend,
  type DType,
  type NDArray,
  type Shape,
} from "@fluxion/core";
import { weakElement, type WeakScalar } from "./weak.js";

/** Up to this size it is cheaper to fill an array here than to repeat one element there. */
const FILLED = 1024;

function upload(backend: Backend, element: number, dtype: DType, shape: Shape): NDArray {
  const size = sizeOf(shape);
  if (size > FILLED)
    return broadcast(upload(backend, element, dtype, []), { shape, axes: shape.map((_, axis) => axis) });
  return deviceArray(allocate(dtype, size).fill(element), arrayType(dtype, shape), backend);
}

const staging = (): boolean => openTraces().some((trace) => trace.staging);

/** A number as an array, of shape [] unless another is given. */
export function scalar(x: number | boolean | WeakScalar, dtype: DType, shape: Shape = []): NDArray {
  const element = weakElement(x, dtype);
  return staging() ? full(shape, element, dtype) : upload(getDefaultBackend(), element, dtype, shape);
}

/** The same, where an operation on `like` takes place. */
export function scalarLike(
  like: NDArray,
  x: number | boolean | WeakScalar,
  dtype: DType = like.dtype,
  shape: Shape = like.shape,
): NDArray {
  const element = weakElement(x, dtype);
  return like instanceof DeviceArray && !staging()
    ? upload(like.backend, element, dtype, shape)
    : fullLike(like, element, dtype, shape);
}

/** Makes arrays from plain data where another array lives. */
export const besideOf = <R>(like: NDArray | undefined, make: () => R): R =>
  like instanceof DeviceArray ? withDefaultBackend(like.backend, make) : make();
