/** Bits packed into bytes, and taken out of them. */
import * as core from "@fluxion/core";
import { moveAxis, raise, reshape, type NDArray } from "@fluxion/core";
import { convertTo, normalizeAxis, scalarLike, toArray, type Operand } from "../support/index.js";
import { truth } from "./logical.js";

export interface PackOptions {
  /** The axis along which bits lie; the flattened array if not given (or null). */
  axis?: number | null;
  /** Whether the first bit is the highest ("big", if not given) or the lowest of a byte. */
  bitorder?: "big" | "little";
}

const flat = (x: NDArray, axis: number | null): NDArray => (axis === null ? reshape(x, { shape: [x.size] }) : x);

/** The place of each of 8 bits, in the order in which they come, repeated over an array whose last axis has 8 elements. */
function places(like: NDArray, bitorder: "big" | "little"): NDArray {
  const index = convertTo(core.indicesAlong(like, like.ndim - 1), "uint8");
  return bitorder === "big" ? core.sub(scalarLike(index, 7), index) : index;
}

/**
 * Every 8 elements that are not zero, or are, as the bits of a uint8; missing ones are 0.
 * @example np.packbits([1, 0, 0, 0, 0, 0, 1, 1, 1]) // [131, 128]
 */
export function packbits(x: Operand, { axis = null, bitorder = "big" }: PackOptions = {}): NDArray {
  const bits = flat(truth(toArray(x)), axis);
  const along = normalizeAxis("packbits", axis ?? 0, bits.ndim);
  const last = moveAxis(bits, along, bits.ndim - 1);
  const length = last.shape.at(-1) as number;
  const bytes = Math.ceil(length / 8);
  const high = last.shape.map((_, i) => (i === last.ndim - 1 ? bytes * 8 - length : 0));
  const none = last.shape.map(() => 0);
  const whole = core.pad(convertTo(last, "uint8"), scalarLike(last, 0, "uint8", []), {
    low: none,
    high,
    interior: none,
  });
  const groups = reshape(whole, { shape: [...last.shape.slice(0, -1), bytes, 8] });
  const packed = core.sum(core.shiftLeft(groups, places(groups, bitorder)), { axes: [groups.ndim - 1] });
  return moveAxis(packed, packed.ndim - 1, along);
}

/**
 * The bits of uint8 elements, as uint8 0 and 1; `count` of them. A dtype error for other types.
 * @example np.unpackbits(new Uint8Array([131])) // [1, 0, 0, 0, 0, 0, 1, 1]
 */
export function unpackbits(
  x: Operand,
  { axis = null, bitorder = "big", count }: PackOptions & { count?: number } = {},
): NDArray {
  const bytes = flat(toArray(x), axis);
  if (bytes.dtype !== "uint8")
    raise({
      code: "dtype",
      what: `${bytes.dtype} elements are not bytes`,
      where: "unpackbits",
      fix: "convert them to uint8",
    });
  const along = normalizeAxis("unpackbits", axis ?? 0, bytes.ndim);
  const last = moveAxis(bytes, along, bytes.ndim - 1);
  const wide = core.broadcast(last, { shape: [...last.shape, 8], axes: [last.ndim] });
  const bits = core.and(core.shiftRightLogical(wide, places(wide, bitorder)), scalarLike(wide, 1));
  const row = reshape(bits, { shape: [...last.shape.slice(0, -1), (last.shape.at(-1) as number) * 8] });
  const length = row.shape.at(-1) as number;
  const limit = count === undefined ? length : count < 0 ? length + count : Math.min(count, length);
  return moveAxis(core.sliceAxis(row, row.ndim - 1, 0, limit), row.ndim - 1, along);
}
