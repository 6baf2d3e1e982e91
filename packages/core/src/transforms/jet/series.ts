/**
 * A truncated Taylor series x₀ + x₁·s + x₂·s² + … whose coefficients are computed when they are asked for, so that a series
 * may be defined by its own lower coefficients. Mutates: the list of known coefficients.
 * Source: J. Karczmarczuk, "Functional differentiation of computer programs", Higher-Order and Symbolic Computation 14 (2001).
 */
import type { Tangent } from "../../ir/primitive.js";
import type { NDArray } from "../../ir/value.js";
import { mul } from "../../primitives/arithmetic.js";
import { zerosLike } from "../../primitives/constant.js";

let next = 0;

export class Series {
  readonly id = next++;
  private readonly known: Tangent[] = [];

  /** `compute` gives the coefficient of s^k for k ≥ 1 (`null` for zero); a series without it is a constant. */
  constructor(
    readonly primal: NDArray,
    private readonly compute: ((k: number) => Tangent) | null = null,
  ) {}

  get constant(): boolean {
    return this.compute === null;
  }

  coefficient(k: number): Tangent {
    if (k === 0) return this.primal;
    if (this.compute === null) return null;
    let value = this.known[k];
    if (value === undefined) this.known[k] = value = this.compute(k);
    return value;
  }

  /** d/ds of the series: its coefficient of s^k is (k + 1)·x_(k+1). */
  derivative(): Series {
    return (this.slope ??= new Series(this.coefficient(1) ?? zerosLike(this.primal), (k) => {
      const above = this.coefficient(k + 1);
      return above === null ? null : mul(above, k + 1);
    }));
  }
  private slope: Series | undefined;
}
