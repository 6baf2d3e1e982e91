/** The positions at which a list is not zero, as many as asked for; others lie beyond its end. */
import { cumsum, indicesAlong, select, scatter, sub, type NDArray } from "@fluxion/core";
import { convertTo } from "../support/convert.js";
import { scalarLike } from "../support/scalar.js";
import { reshapeTo } from "./reshape-to.js";

/** int32[size]; works while the list is being traced. */
export function sizedNonzero(list: NDArray, size: number): NDArray {
  const n = list.size;
  const flags = convertTo(list, "bool");
  const counts = convertTo(flags, "int32");
  const beyond = (value: number): NDArray => scalarLike(list, value, "int32", [n]);
  const target = select(flags, sub(cumsum(counts, { axis: 0, reverse: false }), beyond(1)), beyond(size));
  return scatter(scalarLike(list, n, "int32", [size]), reshapeTo(target, [n, 1]), indicesAlong(list, 0, [n]), {
    updateWindowDims: [],
    insertedWindowDims: [0],
    scatterDimsToOperandDims: [0],
    operandBatchingDims: [],
    scatterIndicesBatchingDims: [],
    mode: "drop",
    combine: "set",
    unique: true,
  });
}
