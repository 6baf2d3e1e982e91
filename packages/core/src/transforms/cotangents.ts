/** Adds up the cotangents of each variable. Placed ones are collected, so that n slices of an array cost n, not n²: see the note "placed cotangents". */
import type { Cotangent, Placed, Tangent } from "../ir/primitive.js";
import type { Var } from "../ir/program.js";
import type { NDArray } from "../ir/value.js";
import { add } from "../primitives/arithmetic.js";

export class Cotangents {
  private readonly dense = new Map<Var, NDArray>();
  private readonly placed = new Map<Var, Placed[]>();

  accumulate(variable: Var, cotangent: Cotangent | undefined): void {
    if (cotangent == null) return;
    if ("placed" in cotangent) {
      const list = this.placed.get(variable);
      if (list === undefined) this.placed.set(variable, [cotangent]);
      else list.push(cotangent);
      return;
    }
    const sum = this.dense.get(variable);
    this.dense.set(variable, sum === undefined ? cotangent : add(sum, cotangent));
  }

  /** The sum for a variable, which is then forgotten. */
  take(variable: Var): Tangent {
    const dense = this.dense.get(variable) ?? null;
    this.dense.delete(variable);
    const boxes = this.placed.get(variable);
    if (boxes === undefined) return dense;
    this.placed.delete(variable);
    const spread = (boxes[0] as Placed).combine(boxes, variable.type.shape);
    return dense === null ? spread : add(dense, spread);
  }
}
