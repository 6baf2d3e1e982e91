/** The primitive reshape, where the shape differs. */
import { reshape, sameShape, type NDArray, type Shape } from "@fluxion/core";

/** The array itself if it has the shape. */
export const reshapeTo = (x: NDArray, shape: Shape): NDArray => (sameShape(x.shape, shape) ? x : reshape(x, { shape }));
