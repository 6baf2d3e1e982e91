/** The derivative of scatter, in terms of reading and writing its windows. */
import type { Tangent } from "../ir/primitive.js";
import { sizeOf, type Shape } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { add, div, mul } from "./arithmetic.js";
import { eq } from "./compare.js";
import { fullLike, onesLike, zerosLike } from "./constant.js";
import { convert } from "./convert.js";
import type { ScatterParams } from "./gather-params.js";
import { indicesAlong } from "./iota.js";
import { reshape } from "./reshape.js";
import { select } from "./select.js";

/** The places that a scatter writes to. */
export interface Windows {
  /** Whether no element is written twice. */
  readonly once: boolean;
  /** What an array holds where the updates go; zero where they are dropped. */
  read(x: NDArray): NDArray;
  /** Combines updates into an array. */
  write(x: NDArray, updates: NDArray, combine: ScatterParams["combine"]): NDArray;
}

export interface Push {
  readonly x: NDArray;
  readonly updates: NDArray;
  readonly ans: NDArray;
  readonly windows: Windows;
  /** Tangents of the operand and of the updates. */
  readonly t: Tangent;
  readonly tu: Tangent;
}

export const only = (mask: NDArray, t: NDArray): NDArray => select(mask, t, zerosLike(t));

/** For every element of the operand whether it is kept, and for every update whether it is the one that is written. */
export function winners({ read, write }: Windows, like: NDArray, updates: Shape): { kept: NDArray; won: NDArray } {
  const ids = reshape(add(indicesAlong(like, 0, [sizeOf(updates)]), 1), { shape: updates });
  const written = write(fullLike(like, 0, "int32"), ids, "set");
  return { kept: eq(written, 0), won: eq(read(written), ids) };
}

function pushAdd({ x, windows, t, tu }: Push): Tangent {
  return tu === null ? t : windows.write(t ?? zerosLike(x), tu, "add");
}

function pushSet(push: Push): Tangent {
  const { x, updates, windows, t, tu } = push;
  if (windows.once) return windows.write(t ?? zerosLike(x), tu ?? zerosLike(updates), "set");
  const { kept, won } = winners(windows, x, updates.shape);
  return pushAdd({ ...push, t: t && only(kept, t), tu: tu && only(won, tu) });
}

function pushMul(push: Push): Tangent {
  const { x, updates, windows, t, tu } = push;
  const scaled = t && windows.write(t, updates, "mul");
  if (tu === null) return scaled;
  const factors = windows.once ? windows.read(x) : otherFactors(push);
  return windows.write(scaled ?? zerosLike(x), mul(tu, factors), "add");
}

/** For every update the product of all other factors of its element, also where some are zero. */
function otherFactors({ x, updates, windows: { read, write } }: Push): NDArray {
  const isZero = eq(updates, 0);
  const safe = select(isZero, onesLike(updates), updates);
  const zerosThere = read(write(zerosLike(x), convert(isZero, { dtype: x.dtype }), "add"));
  const product = read(write(x, safe, "mul"));
  return select(isZero, only(eq(zerosThere, 1), product), only(eq(zerosThere, 0), div(product, safe)));
}

/** Ties share the tangent equally. */
function pushExtreme(push: Push): Tangent {
  const { x, updates, ans, windows, t, tu } = push;
  const held = eq(x, ans);
  const won = eq(updates, windows.read(ans));
  const asNumber = (mask: NDArray): NDArray => convert(mask, { dtype: x.dtype });
  const count = windows.write(asNumber(held), asNumber(won), "add");
  const total = pushAdd({ ...push, t: t && only(held, t), tu: tu && only(won, tu) });
  return total && div(total, count);
}

/** Tangent of the result, for every way to combine. */
export const pushScatter: Record<ScatterParams["combine"], (push: Push) => Tangent> = {
  add: pushAdd,
  set: pushSet,
  mul: pushMul,
  min: pushExtreme,
  max: pushExtreme,
};
