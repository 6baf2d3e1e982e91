/** Operands of products: of one element type, which can be asked for. */
import type { DType, NDArray } from "@fluxion/core";
import { convertTo } from "../support/convert.js";
import { requireList } from "../support/list.js";
import { promote } from "../support/promote.js";
import type { Operand } from "../support/weak.js";

export interface ProductOptions {
  /** Element type in which products are formed, and of the result; the common type if not given. */
  readonly preferredElementType?: DType | null;
}

export function productOperands<T extends readonly Operand[]>(
  xs: T,
  { preferredElementType }: ProductOptions,
): { -readonly [K in keyof T]: NDArray } {
  const arrays = promote(...requireList("a product", "operands", xs));
  return (preferredElementType == null ? arrays : arrays.map((x) => convertTo(x, preferredElementType))) as {
    -readonly [K in keyof T]: NDArray;
  };
}

/** `[2, 3] and [4]`: shapes in messages. */
export const shapesOf = (...xs: readonly NDArray[]): string => xs.map((x) => `[${x.shape.join(", ")}]`).join(" and ");
