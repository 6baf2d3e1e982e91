/** Elements shifted along axes; what leaves at one end enters at the other. */
import { concatenate, dynamicSlice, NDArray, raise, rem, sub } from "@fluxion/core";
import { normalizeAxis } from "../support/axes.js";
import { convertTo } from "../support/convert.js";
import { shown } from "../support/list.js";
import { scalarLike } from "../support/scalar.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { cut } from "./cut.js";
import { reshapeTo } from "./reshape-to.js";

/** Shifted by a known number of places. */
export function rollBy(x: NDArray, shift: number, axis: number): NDArray {
  const size = x.shape[axis] as number;
  const by = size === 0 ? 0 : ((shift % size) + size) % size;
  return by === 0 ? x : concatenate([cut(x, axis, size - by, size), cut(x, axis, 0, size - by)], { axis });
}

/** Shifted by a number that is known when the program runs: a window on the array put twice behind itself. */
function rollAtRun(x: NDArray, shift: NDArray, axis: number): NDArray {
  const size = x.shape[axis] as number;
  if (size === 0) return x;
  const sizeLike = scalarLike(shift, size, "int32", []);
  const start = sub(sizeLike, rem(reshapeTo(convertTo(shift, "int32"), []), sizeLike));
  const thrice = concatenate([x, x, x], { axis });
  return dynamicSlice(
    thrice,
    x.shape.map((_, i) => (i === axis ? start : 0)),
    { sizes: x.shape },
  );
}

type Shift = number | NDArray;

/**
 * Elements moved `shift` places towards the end of an axis, or of the flattened array if none is given. Lists of shifts and axes
 * go together; one shift serves several axes.
 * @example np.roll([1, 2, 3, 4, 5], 2) // [4, 5, 1, 2, 3]
 * @example np.roll([[1, 2], [3, 4]], 1, { axis: 0 }) // [[3, 4], [1, 2]]
 */
export function roll(
  x: Operand,
  shift: Shift | readonly Shift[],
  { axis = null }: { axis?: number | readonly number[] | null } = {},
): NDArray {
  const array = toArray(x);
  if (axis === null) return reshapeTo(roll(reshapeTo(array, [array.size]), shift, { axis: 0 }), array.shape);
  const axes = [axis].flat().map((a) => normalizeAxis("roll", a, array.ndim));
  const shifts = [shift].flat() as Shift[];
  const odd = shifts.find((by) => !(by instanceof NDArray) && !Number.isInteger(by));
  if (odd !== undefined)
    raise({ code: "argument", what: `a shift is ${shown(odd)}`, where: "roll", fix: "shift by whole numbers" });
  if (shifts.length !== axes.length && shifts.length !== 1 && axes.length !== 1)
    raise({
      code: "argument",
      what: `${shifts.length} shifts for ${axes.length} axes`,
      where: "roll",
      fix: "give one shift per axis, or one for all",
    });
  let result = array;
  for (let i = 0; i < Math.max(axes.length, shifts.length); i++) {
    const by = (shifts.length === 1 ? shifts[0] : shifts[i]) as Shift;
    const along = (axes.length === 1 ? axes[0] : axes[i]) as number;
    result = by instanceof NDArray ? rollAtRun(result, by, along) : rollBy(result, by, along);
  }
  return result;
}
