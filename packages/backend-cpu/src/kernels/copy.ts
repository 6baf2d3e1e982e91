/** Copies a tile of elements: whole rows where both arrays are dense, block by block where one is read across. */
import type { TypedArray } from "@fluxion/core";
import type { Tile } from "./box.js";

/** From this length on the engine's own copy is faster than a loop, in spite of the view that it needs. */
const LONG = 96;
/** Rows of the target that are filled together when it is transposed: their lines stay in the cache until they are full. */
const SIDE = 64;

export const copy: Tile = (target, d, dp, dq, source, s, sp, sq, p, q) => {
  if (dq === 1 && q >= LONG && (sq === 1 || sq === 0)) copyLong(target, d, dp, source, s, sp, sq, p, q);
  else if (sq === 1 || sq === 0 || p === 1) copyElements(target, d, dp, dq, source, s, sp, sq, p, q);
  else if (dq === 1 && sp === 1) copyTransposed(target, d, dp, source, s, sq, p, q);
  else copyBlocks(target, d, dp, dq, source, s, sp, sq, p, q);
};

function copyLong(
  target: TypedArray,
  d: number,
  dp: number,
  source: TypedArray,
  s: number,
  sp: number,
  sq: number,
  p: number,
  q: number,
): void {
  for (let i = 0; i < p; i++) {
    if (sq === 0) target.fill(source[s], d, d + q);
    else target.set(source.subarray(s, s + q), d);
    d += dp;
    s += sp;
  }
}

const copyElements: Tile = (target, d, dp, dq, source, s, sp, sq, p, q) => {
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

const copyBlocks: Tile = (target, d, dp, dq, source, s, sp, sq, p, q) => {
  for (let i = 0; i < p; i += SIDE)
    copyElements(target, d + i * dp, dp, dq, source, s + i * sp, sp, sq, Math.min(SIDE, p - i), q);
};

function copyTransposed(
  target: TypedArray,
  d: number,
  dp: number,
  source: TypedArray,
  s: number,
  sq: number,
  p: number,
  q: number,
): void {
  const fours = q - (q % 4);
  for (let i = 0; i < p; i += SIDE) {
    const rows = Math.min(SIDE, p - i);
    for (let j = 0; j < fours; j += 4) copyFour(target, d + i * dp + j, dp, source, s + i + j * sq, sq, rows);
    copyElements(target, d + i * dp + fours, dp, 1, source, s + i + fours * sq, 1, sq, rows, q - fours);
  }
}

/** Four rows of the source become four columns of the target. */
function copyFour(
  target: TypedArray,
  d: number,
  dp: number,
  source: TypedArray,
  s: number,
  sq: number,
  p: number,
): void {
  const second = s + sq;
  const third = second + sq;
  const fourth = third + sq;
  let to = d;
  for (let i = 0; i < p; i++) {
    target[to] = source[s + i];
    target[to + 1] = source[second + i];
    target[to + 2] = source[third + i];
    target[to + 3] = source[fourth + i];
    to += dp;
  }
}
