/** A box of one array walked together with a box of another, whatever the strides: the loop under all kernels that move elements. */
import { sizeOf, type Shape, type TypedArray } from "@fluxion/core";

/** Two innermost dimensions, p × q: `d`, `s` are offsets into target and source, `dp`, `dq`, `sp`, `sq` strides. */
export type Tile = (
  target: TypedArray,
  d: number,
  dp: number,
  dq: number,
  source: TypedArray,
  s: number,
  sp: number,
  sq: number,
  p: number,
  q: number,
) => void;

/** Runs with offsets of the box in both arrays. */
export type Box = (target: TypedArray, d: number, source: TypedArray, s: number) => void;

interface Dimension {
  readonly n: number;
  readonly d: number;
  readonly s: number;
}

/** Drops dimensions of size 1, and joins neighbours that are one dimension in both arrays. */
function simplify(shape: Shape, targetStrides: readonly number[], sourceStrides: readonly number[]): Dimension[] {
  const dimensions: Dimension[] = [];
  shape.forEach((n, axis) => {
    if (n === 1) return;
    const last = dimensions[dimensions.length - 1];
    const d = targetStrides[axis];
    const s = sourceStrides[axis];
    if (last !== undefined && last.d === d * n && last.s === s * n)
      dimensions[dimensions.length - 1] = { n: last.n * n, d, s };
    else dimensions.push({ n, d, s });
  });
  return dimensions;
}

/** Which outer dimension forms the tile: the one along which the source is densest, where the innermost one jumps. */
function partner(outer: readonly Dimension[], inner: Dimension): number {
  const last = outer.length - 1;
  if (inner.s === 1 || inner.s === 0) return last;
  let best = last;
  outer.forEach(({ s }, i) => {
    if (s !== 0 && Math.abs(s) < Math.abs(outer[best].s)) best = i;
  });
  return best;
}

const UNIT: Dimension = { n: 1, d: 0, s: 0 };

export function box(tile: Tile, shape: Shape, targetStrides: readonly number[], sourceStrides: readonly number[]): Box {
  if (sizeOf(shape) === 0) return () => {};
  const dimensions = simplify(shape, targetStrides, sourceStrides);
  const q = dimensions.pop() ?? UNIT;
  const p = dimensions.length === 0 ? UNIT : dimensions.splice(partner(dimensions, q), 1)[0];
  if (dimensions.length === 0)
    return (target, d, source, s) => tile(target, d, p.d, q.d, source, s, p.s, q.s, p.n, q.n);
  return (target, d, source, s) =>
    walk(dimensions, 0, d, s, (at, from) => tile(target, at, p.d, q.d, source, from, p.s, q.s, p.n, q.n));
}

function walk(
  outer: readonly Dimension[],
  axis: number,
  d: number,
  s: number,
  visit: (d: number, s: number) => void,
): void {
  const dimension = outer[axis];
  const innermost = axis === outer.length - 1;
  for (let i = 0; i < dimension.n; i++) {
    if (innermost) visit(d, s);
    else walk(outer, axis + 1, d, s, visit);
    d += dimension.d;
    s += dimension.s;
  }
}
