/** The kernels of plain JavaScript, by primitive. */
import { argmax, argmin } from "./argmax.js";
import { broadcast } from "./broadcast.js";
import { concatenate } from "./concatenate.js";
import { convGeneralDilated } from "./conv-general-dilated.js";
import { cumlogsumexp } from "./cumlogsumexp.js";
import { cummax } from "./cummax.js";
import { cummin } from "./cummin.js";
import { cumprod } from "./cumprod.js";
import { cumsum } from "./cumsum.js";
import { dotGeneral } from "./dot-general.js";
import { dynamicSlice, dynamicUpdateSlice } from "./dynamic-slice.js";
import { gather } from "./gather.js";
import { iota } from "./iota.js";
import type { Kernel } from "./kernel.js";
import { pad } from "./pad.js";
import { placeSlices } from "./place-slices.js";
import { prod } from "./prod.js";
import { reduceAnd, reduceOr } from "./reduce-logic.js";
import { reduceMax } from "./reduce-max.js";
import { reduceMin } from "./reduce-min.js";
import { reduceWindowMax, reduceWindowMin, reduceWindowSum } from "./reduce-window.js";
import { reshape } from "./reshape.js";
import { reverse } from "./reverse.js";
import { scatter } from "./scatter.js";
import { slice } from "./slice.js";
import { sort } from "./sort.js";
import { sum } from "./sum.js";
import { topK } from "./top-k.js";
import { transpose } from "./transpose.js";

export const kernels: Readonly<Record<string, Kernel>> = {
  argmax, argmin, broadcast, concatenate, convGeneralDilated,
  cumlogsumexp, cummax, cummin, cumprod, cumsum,
  dotGeneral, dynamicSlice, dynamicUpdateSlice, gather, iota,
  pad, placeSlices, prod,
  reduceAnd, reduceMax, reduceMin, reduceOr, reduceWindowMax, reduceWindowMin, reduceWindowSum,
  reshape, reverse, scatter, slice, sort, sum, topK, transpose,
};
