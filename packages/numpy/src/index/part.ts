/** One part of an index, of one kind. */
import type { NDArray } from "@fluxion/core";
import type { Slice } from "./slice.js";

/** Integers known on the host, as an index. */
export interface KnownIntegers {
  readonly data: readonly number[];
  readonly shape: readonly number[];
}

export type Part =
  | { readonly kind: "integer"; readonly value: number }
  | { readonly kind: "slice"; readonly slice: Slice }
  | { readonly kind: "newaxis" }
  | { readonly kind: "ellipsis" }
  | { readonly kind: "array"; readonly indices: NDArray | KnownIntegers }
  | {
      readonly kind: "mask";
      readonly mask: NDArray | { readonly data: readonly boolean[]; readonly shape: readonly number[] };
    };
