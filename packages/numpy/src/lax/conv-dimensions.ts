/** Layouts of convolutions: which axis is the batch, the features, and which are spatial. */
import { raise, type NDArray } from "@fluxion/core";
import { permute } from "../shape/permute.js";

/** Layouts of operand, window and result, as texts: N batch, C features; O and I output and input features; other letters spatial. */
export type ConvDimensionNumbers = readonly [lhs: string, rhs: string, out: string];

const SPATIAL = "DHW";

/** Features in front, and spatial axes in order. */
export function defaultLayouts(rank: number): ConvDimensionNumbers {
  const space = Array.from({ length: rank - 2 }, (_, i) =>
    rank - 2 <= 3 ? SPATIAL[i + 3 - (rank - 2)] : String(i),
  ).join("");
  return [`NC${space}`, `OI${space}`, `NC${space}`];
}

/** Where each axis of the layout [first, second, …spatial] stands; spatial axes in the order of the window's layout. */
function places(layout: string, [first, second]: readonly [string, string], spatial: readonly string[]): number[] {
  return [first, second, ...spatial].map((letter) => layout.indexOf(letter));
}

export interface Layouts {
  /** Brings an operand into [N, C, …], a window into [O, I, …], and a result [N, C, …] into its layout. */
  readonly lhs: (x: NDArray) => NDArray;
  readonly rhs: (x: NDArray) => NDArray;
  readonly out: (x: NDArray) => NDArray;
}

/** Reads layouts; a typed error if they do not name every axis once. */
export function readLayouts(where: string, rank: number, numbers: ConvDimensionNumbers | null | undefined): Layouts {
  const [lhs, rhs, out] = numbers ?? defaultLayouts(rank);
  const spatial = [...rhs].filter((letter) => letter !== "O" && letter !== "I");
  const axes = [places(lhs, ["N", "C"], spatial), places(rhs, ["O", "I"], spatial), places(out, ["N", "C"], spatial)];
  if (
    [lhs, rhs, out].some((layout) => layout.length !== rank) ||
    axes.some((list) => list.includes(-1) || new Set(list).size !== rank)
  )
    raise({
      code: "argument",
      what: `layouts ${JSON.stringify([lhs, rhs, out])} do not name the axes of ${rank}-dimensional operands`,
      where,
      fix: 'use layouts such as ["NHWC", "HWIO", "NHWC"]',
    });
  const [l, r, o] = axes as [number[], number[], number[]];
  const back = o.map((_, axis) => o.indexOf(axis));
  return { lhs: (x) => permute(x, l), rhs: (x) => permute(x, r), out: (x) => permute(x, back) };
}
