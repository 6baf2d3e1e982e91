/** A contiguous range of one axis, whole along the others. */
import { slice, type NDArray } from "@fluxion/core";

/** The array itself if the range is the whole axis. */
export function cut(x: NDArray, axis: number, start: number, limit: number, stride = 1): NDArray {
  if (start === 0 && limit === x.shape[axis] && stride === 1) return x;
  return slice(x, {
    starts: x.shape.map((_, i) => (i === axis ? start : 0)),
    limits: x.shape.map((n, i) => (i === axis ? limit : n)),
    strides: x.shape.map((_, i) => (i === axis ? stride : 1)),
  });
}
