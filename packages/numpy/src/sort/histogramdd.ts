/** Histograms of points in several dimensions. */
import * as core from "@fluxion/core";
import { raise, reshape, sizeOf, sliceAxis, type NDArray } from "@fluxion/core";
import {
  broadcastFitting,
  broadcastTo,
  convertTo,
  floatType,
  promote,
  scalarLike,
  toArray,
  type Operand,
} from "../support/index.js";
import { histogramBinEdges } from "./histogram.js";
import { pick, place } from "./pick.js";
import { searchsorted } from "./searchsorted.js";

export interface GridBinOptions {
  /** How many bins along every dimension (10), or for each of them a number or edges. */
  bins?: number | readonly (number | Operand)[];
  /** For each dimension the ends of its bins. */
  range?: readonly (readonly [number, number] | null)[];
  /** What each point counts; 1 if not given. */
  weights?: Operand;
  /** Whether the result is a density: its integral is 1. */
  density?: boolean;
}

/** The bin of each coordinate; the number of bins for those outside. */
function binsOf(x: NDArray, edges: NDArray): NDArray {
  const count = edges.size - 1;
  const found = core.sub(searchsorted(edges, x, { side: "right" }), 1);
  const atEnd = core.eq(x, broadcastTo(pick(edges, scalarLike(edges, count, "int32", [])), x.shape));
  const bin = core.select(atEnd, scalarLike(found, count - 1), found);
  return core.select(core.lt(bin, 0), scalarLike(bin, count), bin);
}

const widthsOf = (edges: NDArray): NDArray =>
  core.sub(sliceAxis(edges, 0, 1, edges.size), sliceAxis(edges, 0, 0, edges.size - 1));

/** Counts over the volume of their bins and the number of points. */
function densityOf(counts: NDArray, edges: readonly NDArray[]): NDArray {
  const total = core.sum(counts, { axes: counts.shape.map((_, i) => i) });
  return edges.reduce<NDArray>(
    (density, edge, axis) => {
      const widths = reshape(widthsOf(edge), { shape: counts.shape.map((n, i) => (i === axis ? n : 1)) });
      return core.div(density, broadcastFitting(widths, counts.shape));
    },
    core.div(counts, broadcastTo(total, counts.shape)),
  );
}

/**
 * [counts, list of edges]: how many of the points (rows) lie in each bin of a grid.
 * @example np.histogramdd([[0.5, 0.5], [1.5, 0.5]], { bins: [[0, 1, 2], [0, 1]] }) // [[[1], [1]], [[0, 1, 2], [0, 1]]]
 */
export function histogramdd(
  points: Operand,
  { bins = 10, range, weights, density = false }: GridBinOptions = {},
): [counts: NDArray, edges: NDArray[]] {
  const given = toArray(points);
  if (given.ndim !== 2)
    raise({
      code: "shape",
      what: `points of shape [${given.shape.join(", ")}]`,
      where: "histogramdd",
      fix: "pass one row per point",
    });
  const x = convertTo(given, floatType(given.dtype));
  const [count, dimensions] = x.shape as [number, number];
  const columns = Array.from({ length: dimensions }, (_, i) => reshape(sliceAxis(x, 1, i, i + 1), { shape: [count] }));
  const edges = columns.map((column, i) => {
    const ends = range?.[i];
    return histogramBinEdges(column, {
      bins: typeof bins === "number" ? bins : (bins[i] ?? 10),
      ...(ends && { range: ends }),
    });
  });
  const shape = edges.map((edge) => edge.size - 1);
  const outside = sizeOf(shape);
  const flat = columns.reduce<{ index: NDArray; inside: NDArray } | undefined>((so, column, i) => {
    const bin = binsOf(column, edges[i] as NDArray);
    const inside = core.lt(bin, shape[i] as number);
    return so === undefined
      ? { index: bin, inside }
      : { index: core.add(core.mul(so.index, shape[i] as number), bin), inside: core.and(so.inside, inside) };
  }, undefined);
  const amounts = weights === undefined ? scalarLike(x, 1, x.dtype, [count]) : convertTo(toArray(weights), x.dtype);
  const start = scalarLike(x, 0, x.dtype, [outside]);
  const filled =
    flat === undefined
      ? start
      : place(start, core.select(flat.inside, flat.index, scalarLike(flat.index, outside)), amounts, "add");
  const counts = reshape(filled, { shape });
  return [density ? densityOf(counts, edges) : counts, edges];
}

/**
 * [counts, x edges, y edges]: how many of the points (x, y) lie in each bin of a grid.
 * @example np.histogram2d([0.5, 1.5], [0.5, 0.5], { bins: [[0, 1, 2], [0, 1]] }) // [[[1], [1]], [0, 1, 2], [0, 1]]
 */
export function histogram2d(
  x: Operand,
  y: Operand,
  options: GridBinOptions = {},
): [counts: NDArray, xEdges: NDArray, yEdges: NDArray] {
  const [a, b] = promote(x, y) as [NDArray, NDArray];
  const columns = [a, b].map((column) => reshape(column, { shape: [column.size, 1] }));
  const [counts, [first, second]] = histogramdd(core.concatenate(columns, { axis: 1 }), options);
  return [counts, first as NDArray, second as NDArray];
}
