/** Histograms. */
import * as core from "@fluxion/core";
import { raise, reshape, sliceAxis, type NDArray } from "@fluxion/core";
import { linspace } from "../creation/linspace.js";
import { max, min } from "../reduce/extreme.js";
import {
  besideOf,
  broadcastTo,
  convertTo,
  floatType,
  resultType,
  scalarLike,
  toArray,
  type Operand,
} from "../support/index.js";
import { pick, place } from "./pick.js";
import { searchsorted } from "./searchsorted.js";

export interface BinOptions {
  /** How many bins of equal width (10), or their edges. */
  bins?: number | Operand;
  /** Ends of the bins of equal width; the smallest and largest element if not given. */
  range?: readonly [number, number];
}

export interface HistogramOptions extends BinOptions {
  /** What each element counts; 1 if not given. */
  weights?: Operand;
  /** Whether the result is a density: its integral is 1. */
  density?: boolean;
}

/** Ends of the bins; half a unit apart from equal ones. */
function ends(x: NDArray, range: BinOptions["range"]): [NDArray, NDArray] {
  if (range !== undefined && !(range[0] <= range[1]))
    raise({
      code: "argument",
      what: `a range from ${range[0]} to ${range[1]}`,
      where: "histogram",
      fix: "give the smaller end first",
    });
  const given = range ?? (x.size === 0 ? ([0, 1] as const) : undefined);
  const [low, high] =
    given === undefined
      ? [min(x), max(x)]
      : (given.map((end) => scalarLike(x, end, x.dtype, [])) as [NDArray, NDArray]);
  const equal = core.eq(low, high);
  return [core.select(equal, core.sub(low, 0.5), low), core.select(equal, core.add(high, 0.5), high)];
}

/**
 * The edges of the bins of a histogram, in the array's float type.
 * @example np.histogramBinEdges([0, 1, 4], { bins: 2 }) // [0, 2, 4]
 */
export function histogramBinEdges(x: Operand, { bins = 10, range }: BinOptions = {}): NDArray {
  const array = toArray(x);
  const values = convertTo(array, floatType(array.dtype));
  if (typeof bins !== "number") return convertTo(toArray(bins), values.dtype);
  if (!Number.isInteger(bins) || bins < 1)
    raise({
      code: "argument",
      what: `${bins} bins`,
      where: "histogram",
      fix: "give a whole number of at least 1, or edges",
    });
  if (range !== undefined && range[0] < range[1])
    return besideOf(values, () => linspace(range[0], range[1], bins + 1, { dtype: values.dtype }));
  return linspace(...ends(values, range), bins + 1);
}

/**
 * [counts, edges]: how many elements (or how much weight) lie in each bin. Bins hold their lower edge, the last one both edges;
 * elements beyond, and NaN, are left out. Counts have the float type of the array.
 * @example np.histogram([1, 2, 1], { bins: [0, 1, 2, 3] }) // [[0, 2, 1], [0, 1, 2, 3]]
 */
export function histogram(
  x: Operand,
  { bins, range, weights, density = false }: HistogramOptions = {},
): [NDArray, NDArray] {
  const array = toArray(x);
  const dtype = floatType(weights === undefined ? array.dtype : resultType(array, weights));
  const values = convertTo(reshape(array, { shape: [array.size] }), dtype);
  const edges = convertTo(
    histogramBinEdges(values, { ...(bins !== undefined && { bins }), ...(range && { range }) }),
    dtype,
  );
  const last = edges.size - 1;
  const amounts =
    weights === undefined
      ? scalarLike(values, 1)
      : convertTo(reshape(toArray(weights), { shape: [values.size] }), dtype);
  const upper = broadcastTo(pick(edges, scalarLike(edges, last, "int32", [])), values.shape);
  const found = searchsorted(edges, values, { side: "right" });
  const bin = core.select(core.eq(values, upper), scalarLike(found, last), found);
  const counts = sliceAxis(place(scalarLike(values, 0, dtype, [last + 1]), bin, amounts, "add"), 0, 1, last + 1);
  if (!density) return [counts, edges];
  const widths = core.sub(sliceAxis(edges, 0, 1, last + 1), sliceAxis(edges, 0, 0, last));
  const total = core.sum(counts, { axes: [0] });
  return [core.div(core.div(counts, widths), broadcastTo(total, counts.shape)), edges];
}
