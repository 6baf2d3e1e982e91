/** Kernels by primitive name. */
import { opaque } from "../control/opaque.js";
import { scan } from "../control/scan.js";
import { switchBranch } from "../control/switch.js";
import { whileLoop } from "../control/while.js";
import type { Kernel } from "../program/emission.js";
import { argmax, argmin } from "./arg-extreme.js";
import { convGeneralDilated } from "./conv/conv-general-dilated.js";
import { reduceWindowMax, reduceWindowMin, reduceWindowSum } from "./conv/reduce-window.js";
import { cumlogsumexp, cummax, cummin, cumprod, cumsum } from "./cumulative/cumulative.js";
import { dotGeneral } from "./dot/dot-general.js";
import { hostCall } from "./host-call.js";
import { gather } from "./indexing/gather.js";
import { scatter } from "./indexing/scatter.js";
import { cholesky } from "./linalg/cholesky.js";
import { eigh } from "./linalg/eigh.js";
import { lu } from "./linalg/lu.js";
import { qr } from "./linalg/qr.js";
import { svd } from "./linalg/svd.js";
import { triangularSolve } from "./linalg/triangular-solve.js";
import { tridiagonalSolve } from "./linalg/tridiagonal-solve.js";
import { dynamicSlice, dynamicUpdateSlice } from "./movement/dynamic.js";
import { placeSlices } from "./movement/place-slices.js";
import { broadcast, concatenate, pad, reverse, slice, transpose } from "./movement/movement.js";
import { literal } from "./literal.js";
import { prod, reduceAnd, reduceMax, reduceMin, reduceOr, sum } from "./reduction.js";
import { sort } from "./sorting/sort.js";
import { topK } from "./sorting/top-k.js";

export const kernels: Readonly<Record<string, Kernel>> = {
  argmax,
  argmin,
  broadcast,
  checkpoint: opaque,
  cholesky,
  concatenate,
  convGeneralDilated,
  cumlogsumexp,
  cummax,
  cummin,
  cumprod,
  cumsum,
  debugCallback: hostCall,
  dotGeneral,
  dynamicSlice,
  dynamicUpdateSlice,
  eigh,
  gather,
  literal,
  lu,
  pad,
  placeSlices,
  prod,
  pureCallback: hostCall,
  qr,
  reduceAnd,
  reduceMax,
  reduceMin,
  reduceOr,
  reduceWindowMax,
  reduceWindowMin,
  reduceWindowSum,
  reverse,
  scan,
  scatter,
  slice,
  sort,
  sum,
  svd,
  switch: switchBranch,
  topK,
  transpose,
  triangularSolve,
  tridiagonalSolve,
  while: whileLoop,
};
