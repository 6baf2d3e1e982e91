/** Elements of an axis at known positions, as few slices as possible: runs upwards, downwards, or standing still. */
import { concatenate, reverse, type NDArray } from "@fluxion/core";
import { broadcastFitting } from "../../support/broadcast.js";
import { cut } from "../cut.js";

interface Stretch {
  start: number;
  step: number;
  count: number;
}

function stretches(positions: readonly number[]): Stretch[] {
  const found: Stretch[] = [];
  for (const position of positions) {
    const last = found.at(-1);
    const step = last === undefined ? 0 : position - (last.start + (last.count - 1) * last.step);
    if (last === undefined || Math.abs(step) > 1 || (last.count > 1 && step !== last.step)) {
      found.push({ start: position, step: 0, count: 1 });
      continue;
    }
    last.step = step;
    last.count++;
  }
  return found;
}

function piece(x: NDArray, axis: number, { start, step, count }: Stretch): NDArray {
  if (step === 0)
    return broadcastFitting(
      cut(x, axis, start, start + 1),
      x.shape.map((n, i) => (i === axis ? count : n)),
    );
  const low = step > 0 ? start : start - count + 1;
  const part = cut(x, axis, low, low + count);
  return step > 0 ? part : reverse(part, { axes: [axis] });
}

/** The elements at `positions` along an axis. */
export function pick(x: NDArray, axis: number, positions: readonly number[]): NDArray {
  if (positions.length === 0) return cut(x, axis, 0, 0);
  const pieces = stretches(positions).map((stretch) => piece(x, axis, stretch));
  return pieces.length === 1 ? (pieces[0] as NDArray) : concatenate(pieces, { axis });
}
