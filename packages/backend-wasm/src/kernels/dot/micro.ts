/**
 * The innermost part of a matrix product: one tile of the result stays in registers while rows of packed panels stream by.
 * The loop is not unrolled and the tile leaves registers free, since the engine moves all loads of a block to its start and
 * spills what does not fit: see the note "wasm performance".
 * Source: K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).
 */
import { i32, load, type Code, type I32, type Local } from "../../emit/index.js";
import type { Arithmetic } from "./arithmetic.js";

/** Rows of a tile of the result, and vectors in each of them. */
export const TILE = { rows: 4, vectors: 2 } as const;

export const newTile = (code: Code): Local<"v128">[] =>
  Array.from({ length: TILE.rows * TILE.vectors }, () => code.local("v128"));

/** Adds the product of two packed panels, `depth` ≥ 1 long, to a tile. The pointers move to the panels' ends. */
export function accumulate(
  code: Code,
  { bytes, loadSplat, multiplyAdd }: Arithmetic,
  left: Local<"i32">,
  right: Local<"i32">,
  depth: I32,
  tile: readonly Local<"v128">[],
): void {
  const row = Array.from({ length: TILE.vectors }, () => code.local("v128"));
  const element = code.local("v128");
  const end = code.let(i32.add(left, i32.mul(depth, i32.const(TILE.rows * bytes))));
  code.loop((again) => {
    row.forEach((vector, v) => code.set(vector, load.v128(right, v * 16)));
    for (let r = 0; r < TILE.rows; r++) {
      code.set(element, loadSplat(left, r * bytes));
      row.forEach((vector, v) => {
        const sum = tile[r * TILE.vectors + v] as Local<"v128">;
        code.set(sum, multiplyAdd(element, vector, sum));
      });
    }
    code.set(left, i32.add(left, i32.const(TILE.rows * bytes)));
    code.set(right, i32.add(right, i32.const(TILE.vectors * 16)));
    code.branchIf(i32.ltU(left, end), again);
  });
}
