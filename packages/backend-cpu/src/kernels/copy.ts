/** Copies a tile of elements: whole rows where both arrays are dense, small squares where one is read across. */
import type { TypedArray } from "@fluxion/core";
import type { Tile } from "./box.js";

/** From this length on the engine's own copy is faster than a loop, in spite of the view that it needs. */
const LONG = 96;
/** Side of a square of which both arrays' lines fit into the first cache. */
const SIDE = 32;

export const copy: Tile = (target, d, dp, dq, source, s, sp, sq, p, q) => {
  if (dq === 1 && q >= LONG && (sq === 1 || sq === 0)) copyLong(target, d, dp, source, s, sp, sq, p, q);
  else if (sq === 1 || sq === 0 || p === 1) copySquare(target, d, dp, dq, source, s, sp, sq, p, q);
  else copySquares(target, d, dp, dq, source, s, sp, sq, p, q);
};

function copyLong(target: TypedArray, d: number, dp: number, source: TypedArray, s: number, sp: number, sq: number, p: number, q: number): void {
  for (let i = 0; i < p; i++) {
    if (sq === 0) target.fill(source[s], d, d + q);
    else target.set(source.subarray(s, s + q), d);
    d += dp;
    s += sp;
  }
}

const copySquares: Tile = (target, d, dp, dq, source, s, sp, sq, p, q) => {
  for (let i = 0; i < p; i += SIDE) {
    const rows = Math.min(SIDE, p - i);
    for (let j = 0; j < q; j += SIDE) {
      const columns = Math.min(SIDE, q - j);
      copySquare(target, d + i * dp + j * dq, dp, dq, source, s + i * sp + j * sq, sp, sq, rows, columns);
    }
  }
};

const copySquare: Tile = (target, d, dp, dq, source, s, sp, sq, p, q) => {
  for (let i = 0; i < p; i++) {
    let to = d + i * dp;
    let from = s + i * sp;
    for (let j = 0; j < q; j++) {
      target[to] = source[from];
      to += dq;
      from += sq;
    }
  }
};
