/** Windows taken apart: for every offset inside the window, what all places of it see there. */
import type { Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { pad } from "./pad.js";
import { slice } from "./slice.js";
import { places, type WindowParams } from "./window-geometry.js";

/** All index vectors below a shape, in row-major order. */
const offsets = (shape: Shape): readonly (readonly number[])[] =>
  shape.reduce<readonly (readonly number[])[]>(
    (heads, n) => heads.flatMap((head) => Array.from({ length: n }, (_, i) => [...head, i])),
    [[]],
  );

/** One array of the places' shape per offset, in row-major order; `filler` stands where there is no element. */
export function windowSlices(x: NDArray, filler: number, params: WindowParams): readonly NDArray[] {
  const { window, strides, padding, baseDilation, windowDilation } = params;
  const padded = pad(x, filler, {
    low: padding.map(([low]) => low),
    high: padding.map(([, high]) => high),
    interior: baseDilation.map((dilation) => dilation - 1),
  });
  const counts = places(x.shape, window, params);
  return offsets(window).map((offset) => {
    const starts = counts.map((n, i) => (n === 0 ? 0 : (offset[i] as number) * (windowDilation[i] as number)));
    const limits = counts.map((n, i) => (n === 0 ? 0 : (starts[i] as number) + (n - 1) * (strides[i] as number) + 1));
    return slice(padded, { starts, limits, strides });
  });
}
