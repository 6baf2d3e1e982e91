/** Updated copies of an array: `x.at[index].set(y)` and its relatives. */
import type { NDArray } from "@fluxion/core";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { readPlan } from "./getitem.js";
import { lookupMode, type IndexMode } from "./modes.js";
import type { Index, IndexPart } from "./parts.js";
import { planIndex } from "./plan.js";
import { UPDATES, type Update } from "./updates.js";
import { writePlan } from "./write.js";

export interface UpdateOptions {
  /** What happens to places beyond the ends; they are left out (`drop`) if not given. */
  readonly mode?: IndexMode;
  /** A promise that no element is updated twice, which saves work (mostly in derivatives). */
  readonly uniqueIndices?: boolean;
}

export interface GetOptions {
  /** What happens to places beyond the ends; the nearest end (`clip`) if not given. */
  readonly mode?: IndexMode;
  /** What they hold in mode `fill`: NaN, or for integers the smallest (unsigned: largest) value, if not given. */
  readonly fillValue?: number;
}

/** A place in an array, to be read or to be given a new value in a copy. Values broadcast to the place. */
export interface Place {
  /** The elements there. */
  get(options?: GetOptions): NDArray;
  set(values: Operand, options?: UpdateOptions): NDArray;
  /** Added; where an index occurs twice, both values are added. The others repeat likewise. */
  add(values: Operand, options?: UpdateOptions): NDArray;
  subtract(values: Operand, options?: UpdateOptions): NDArray;
  multiply(values: Operand, options?: UpdateOptions): NDArray;
  divide(values: Operand, options?: UpdateOptions): NDArray;
  power(values: Operand, options?: UpdateOptions): NDArray;
  min(values: Operand, options?: UpdateOptions): NDArray;
  max(values: Operand, options?: UpdateOptions): NDArray;
  /** A function of the elements, applied once to each place. */
  apply(f: (elements: NDArray) => Operand, options?: UpdateOptions): NDArray;
}

/**
 * A place in an array; its methods give copies with other values there. Parts of the index are as for `getitem`.
 * Values have the array's element type or are converted to it, and broadcast to the shape of the place.
 * @example np.at([1, 2, 3], [0, 2]).add(10) // [11, 2, 13]
 * @example np.at([[1, 2], [3, 4]], ":", 0).set(0) // [[0, 2], [0, 4]]
 */
export function at(x: Operand, ...index: IndexPart[]): Place {
  const array = toArray(x);
  const whole: Index = index;
  const get = ({ mode = "clip", fillValue }: GetOptions = {}): NDArray => {
    const how = lookupMode("at.get", mode);
    return readPlan(
      array,
      planIndex(whole, array.shape, how.mode === "clip" && how.negative !== "modulo"),
      how,
      fillValue,
    );
  };
  const updater =
    (update: Update) =>
    (values: Operand, { mode = "drop", uniqueIndices = false }: UpdateOptions = {}): NDArray => {
      const how = lookupMode(`at.${update.name}`, mode);
      const clamp = how.mode === "clip" && how.negative !== "modulo";
      return writePlan(array, values, planIndex(whole, array.shape, clamp), update, how, uniqueIndices);
    };
  const set = updater(UPDATES.set);
  return {
    get,
    set,
    add: updater(UPDATES.add),
    subtract: updater(UPDATES.subtract),
    multiply: updater(UPDATES.multiply),
    divide: updater(UPDATES.divide),
    power: updater(UPDATES.power),
    min: updater(UPDATES.min),
    max: updater(UPDATES.max),
    apply: (f, options = {}) => set(f(get(options.mode === undefined ? {} : { mode: options.mode })), options),
  };
}
