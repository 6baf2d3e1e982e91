/** Writes values to what an index points to, in a copy of the array. */
import { onesLike, raise, scatter, sizeOf, type NDArray, type ScatterParams } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { broadcastFitting } from "../support/broadcast.js";
import { scalarLike } from "../support/scalar.js";
import { isScalar, toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { readBox, writeBox } from "./box.js";
import { indexVectors } from "./lookup.js";
import type { LookupMode } from "./modes.js";
import type { Lookup, Plan } from "./plan.js";
import type { Update } from "./updates.js";

/** The values in the array's element type and the shape of the place. */
function fitValues(x: NDArray, values: Operand, shape: readonly number[], where: string): NDArray {
  if (isScalar(values)) return scalarLike(x, values, x.dtype, shape);
  const array = toArray(values, x.dtype);
  const extra = array.ndim - shape.length;
  const squeezed =
    extra > 0 && array.shape.slice(0, extra).every((n) => n === 1) ? reshapeTo(array, array.shape.slice(extra)) : array;
  const lead = shape.length - squeezed.ndim;
  if (lead < 0 || squeezed.shape.some((n, axis) => n !== 1 && n !== shape[axis + lead]))
    return raise({
      code: "shape",
      what: `values of shape [${array.shape.join(", ")}] do not broadcast to the place, which has shape [${shape.join(", ")}]`,
      where,
      fix: "give values of that shape, or of size 1 along axes that repeat",
    });
  return broadcastFitting(squeezed, shape);
}

const scatterDims = ({ axes, offsetDims }: Lookup) => ({
  updateWindowDims: offsetDims,
  insertedWindowDims: axes,
  scatterDimsToOperandDims: axes,
  operandBatchingDims: [],
  scatterIndicesBatchingDims: [],
});

interface Write {
  readonly update: Update;
  readonly how: LookupMode;
  readonly unique: boolean;
}

function writeLookup(y: NDArray, values: NDArray, lookup: Lookup, { update, how, unique }: Write): NDArray {
  const { vectors, inside } = indexVectors(y, lookup, how.negative);
  const params: ScatterParams = {
    ...scatterDims(lookup),
    mode: inside ? "promise" : how.mode === "fill" ? "drop" : how.mode,
    combine: update.combine,
    unique: unique || sizeOf(lookup.shape) <= 1,
  };
  if (update.collects === true) return update.direct(y, scatter(onesLike(y), vectors, values, params));
  return scatter(y, vectors, update.instead?.(values) ?? values, params);
}

/** A copy of the array with the place that a plan points to updated. */
export function writePlan(
  x: NDArray,
  values: Operand,
  plan: Plan,
  update: Update,
  how: LookupMode,
  unique: boolean,
): NDArray {
  const fitted = reshapeTo(fitValues(x, values, plan.shape, `at.${update.name}`), plan.inner);
  const { lookup } = plan;
  if (lookup !== null) {
    const cut = readBox(x, plan);
    return writeBox(x, writeLookup(cut, fitted, lookup, { update, how, unique }), plan);
  }
  return writeBox(x, update.combine === "set" ? fitted : update.direct(readBox(x, plan), fitted), plan);
}
