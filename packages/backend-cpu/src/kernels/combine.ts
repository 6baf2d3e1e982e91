/** Combines a tile of one array into another, element by element and in order: what scattering and adding of boxes do. */
import { isFloat, type DType } from "@fluxion/core";
import type { Tile } from "./box.js";
import { copy } from "./copy.js";

export const add: Tile = (target, d, dp, dq, source, s, sp, sq, p, q) => {
  for (let i = 0; i < p; i++) {
    let to = d + i * dp;
    let from = s + i * sp;
    for (let j = 0; j < q; j++) {
      target[to] += source[from];
      to += dq;
      from += sq;
    }
  }
};

const combining =
  (combine: (x: number, y: number) => number): Tile =>
  (target, d, dp, dq, source, s, sp, sq, p, q) => {
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < q; j++)
        target[d + i * dp + j * dq] = combine(target[d + i * dp + j * dq], source[s + i * sp + j * sq]);
    }
  };

const mul = combining((x, y) => x * y);
const mulInteger = combining(Math.imul);
const min = combining(Math.min);
const max = combining(Math.max);

export type Combine = "set" | "add" | "mul" | "min" | "max";

export function tileOf(combine: Combine, dtype: DType): Tile {
  if (combine === "set") return copy;
  if (combine === "add") return add;
  if (combine === "mul") return isFloat(dtype) ? mul : mulInteger;
  return combine === "min" ? min : max;
}
