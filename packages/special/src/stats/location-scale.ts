/** Functions of a distribution that is moved by `loc` and stretched by `scale`, from those of the standard one. */
import type { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import type { Operand } from "@fluxion/numpy";

export interface LocationScale {
  /** Where the standard distribution's 0 is; 0 if not given. It broadcasts, and has a derivative. */
  readonly loc?: Operand;
  /** How long the standard distribution's unit is, above 0; 1 if not given. It broadcasts, and has a derivative. */
  readonly scale?: Operand;
}

/** A function of the standard distribution: of x, then of its shape parameters. */
export type Standard = (x: Operand, ...shapes: Operand[]) => NDArray;
type Operands = readonly [x: Operand, ...shapes: Operand[]];

function standardized(f: Standard, [x, ...shapes]: Operands, { loc, scale }: LocationScale): NDArray {
  const moved = loc === undefined ? x : np.subtract(x, loc);
  return f(scale === undefined ? moved : np.divide(moved, scale), ...shapes);
}

/** For cdf, sf and their logarithms. */
export const probability = (f: Standard, operands: Operands, options: LocationScale = {}): NDArray =>
  standardized(f, operands, options);

export function density(f: Standard, operands: Operands, options: LocationScale = {}): NDArray {
  const value = standardized(f, operands, options);
  return options.scale === undefined ? value : np.divide(value, options.scale);
}

export function logDensity(f: Standard, operands: Operands, options: LocationScale = {}): NDArray {
  const value = standardized(f, operands, options);
  return options.scale === undefined ? value : np.subtract(value, np.log(options.scale));
}

/** For ppf and isf. */
export function quantile(f: Standard, [q, ...shapes]: Operands, { loc, scale }: LocationScale = {}): NDArray {
  const value = f(q, ...shapes);
  const stretched = scale === undefined ? value : np.multiply(value, scale);
  return loc === undefined ? stretched : np.add(stretched, loc);
}
