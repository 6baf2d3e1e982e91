/** What an initializer is: a function of a key, a shape and an element type. */
import type { ArrayLike, NDArray, Shape } from "@fluxion/core";
import type { FloatDType } from "@fluxion/random";

/** Weights of a shape; float32 unless another type is named. */
export type Initializer = (key: ArrayLike, shape: Shape, dtype?: FloatDType) => NDArray;
