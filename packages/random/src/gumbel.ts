/** Gumbel random numbers, whose largest one picks a category. */
import {
  add,
  ge,
  log,
  log1p,
  mul,
  neg,
  raise,
  select,
  sizeOf,
  type ArrayLike,
  type ArrayType,
  type NDArray,
} from "@fluxion/core";
import { formatOf } from "./dtype.js";
import { floats, type FloatOptions } from "./sampler.js";
import { above, unit } from "./uniform.js";
import type { Words } from "./words.js";

/** `low`: one uniform number per element, so that rare events stop at 2⁻²³ (float32); `high`: two, which reach further. */
export type Mode = "low" | "high";

export function checkMode(where: string, mode: Mode): void {
  if (mode !== "low" && mode !== "high")
    raise({
      code: "argument",
      what: `mode ${JSON.stringify(mode)} is not known`,
      where: `random.${where}`,
      fix: 'use "low" or "high"',
    });
}

/** Two uniform numbers per element: halves of one draw of shape [2, ...shape]. */
export const twoUnits = (key: Words, type: ArrayType): readonly [NDArray, NDArray] => [
  unit(key, type),
  unit(key, type, { stride: 1, offset: sizeOf(type.shape) }),
];

/** Bits are added below where u < ½ only: there −log(1 − u) can tell them apart. */
function highResolution(key: Words, type: ArrayType): NDArray {
  const { epsilon, tiny } = formatOf("gumbel", type.dtype);
  const [u, below] = twoUnits(key, type);
  const fine = select(ge(u, 0.5), u, add(add(u, mul(below, epsilon)), tiny));
  return neg(log(neg(log1p(neg(fine)))));
}

export function standardGumbel(key: Words, type: ArrayType, mode: Mode): NDArray {
  if (mode === "high") return highResolution(key, type);
  return neg(log(neg(log(above(key, type, formatOf("gumbel", type.dtype).tiny, 1)))));
}

export interface GumbelOptions extends FloatOptions {
  /** "low" if not given. */
  readonly mode?: Mode;
}

const draw = floats<{ readonly mode: Mode }>("gumbel", (key, type) => standardGumbel(key, type, type.mode));

/**
 * Numbers of the standard Gumbel distribution, P(X ≤ x) = exp(−e⁻ˣ), by inversion: −log(−log u).
 * Source: Gumbel, "Statistical Theory of Extreme Values" (1954); the two modes are JAX's.
 * @throws ArgumentError for an unknown mode; DTypeError for types that are not floats
 * @example gumbel(key(0), { shape: [4] })
 */
export function gumbel(key: ArrayLike, { mode = "low", ...options }: GumbelOptions = {}): NDArray {
  checkMode("gumbel", mode);
  return draw(key, { ...options, mode });
}
