/** Reductions, scans, sorting, searching, sets and statistics. */
import type { ArrayData } from "../array-data.js";
import type { Case } from "../case.js";
import { each, irregular, regular, type Table } from "./row.js";

/** Only entry k and the two sets around it are defined: both are sorted before comparing. */
function partitioned(outputs: readonly ArrayData[], golden: Case): readonly ArrayData[] {
  const k = golden.args[1];
  if (k?.kind !== "static" || typeof k.value !== "number") return outputs;
  const kth = k.value;
  const ascending = (a: number, b: number): number => a - b;
  return outputs.map((output) => {
    const all = Array.from(output.data);
    return {
      ...output,
      data: [...all.slice(0, kth).sort(ascending), ...all.slice(kth, kth + 1), ...all.slice(kth + 1).sort(ascending)],
    };
  });
}

const SETS = "assumeUnique returnIndices size fillValue";

export const reductions: Table = {
  ...each("sum prod nansum nanprod", "x | axis dtype out keepdims initial where promoteIntegers"),
  ...each("max min nanmax nanmin amax amin", "x | axis out keepdims initial where"),
  ...each("mean nanmean", "x | axis dtype out keepdims where"),
  ...each("var std nanvar nanstd", "x | axis dtype out ddof keepdims where correction"),
  ...each("any all", "x | axis out keepdims where"),
  ptp: "x | axis out keepdims",
  count_nonzero: "x | axis keepdims",
  ...each("argmax argmin nanargmax nanargmin", "x | axis out keepdims"),
  "special.logsumexp": "x | axis b keepdims returnSign where",
  logsumexp: "x | axis b keepdims returnSign where",
  ...each("median nanmedian", "x | axis out overwriteInput keepdims"),
  ...each("quantile percentile nanquantile nanpercentile", "x q | axis out overwriteInput method keepdims"),
  average: "x | axis weights returned keepdims",
  cov: "m | y rowvar bias ddof fweights aweights",
  corrcoef: "x | y rowvar",
  ...each("sort argsort", "x | axis? kind order stable descending"),
  lexsort: "keys | axis",
  "lax.sort_multi": irregular({ sort: "lax.sort" }, ({ sort }, [operands], options) => sort(operands, options)),
  "lax.top_k": "x k",
  partition: regular("x kth | axis", { normalize: partitioned }),
  argpartition: "x kth | axis",
  ...each("cumsum cumprod nancumsum nancumprod", "x | axis dtype"),
  ...each("lax.cumsum lax.cumprod lax.cummax lax.cummin lax.cumlogsumexp", "x | axis reverse"),
  cumulative_sum: "x | axis dtype includeInitial",
  cumulative_prod: "x | axis dtype includeInitial",
  diff: "x | n axis prepend append",
  ediff1d: "x | toEnd toBegin",
  gradient: regular(undefined),
  trapezoid: "y | x dx axis",
  interp: "x xp fp | left right period",
  unwrap: "x | discont axis period",
  searchsorted: "a v | side sorter method",
  digitize: "x bins | right method",
  bincount: "x | weights minlength length",
  ...each("histogram histogram_bin_edges", "a | bins range weights density"),
  unique: "x | returnIndex returnInverse returnCounts axis equalNan size fillValue",
  ...each("intersect1d", `a b | ${SETS}`),
  ...each("union1d", "a b | size fillValue"),
  ...each("setdiff1d setxor1d", "a b | assumeUnique size fillValue"),
  isin: "x test | assumeUnique invert",
  ...each("nonzero argwhere flatnonzero", "x | size fillValue"),
  array_equal: "a b | equalNan",
  ...each("allclose isclose", "a b | rtol atol equalNan"),
  ...each(
    "ops.segment_sum ops.segment_max ops.segment_min ops.segment_prod",
    "data segmentIds | numSegments indicesAreSorted uniqueIndices mode",
  ),
};
