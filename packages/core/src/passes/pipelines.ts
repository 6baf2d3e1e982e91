/** The order in which passes run, with the reason for each. What none of them may do: see the note "exact passes". */
import { cse } from "./cse.js";
import { dce } from "./dce.js";
import { compose, fold, simplify } from "./fold.js";
import { expand } from "./expand.js";
import { fuse } from "./fuse.js";
import { inline } from "./inline.js";
import type { Pass } from "./pass.js";
import { sinkReshapes } from "./sink-reshapes.js";

/** Before primitives are decomposed: on the program as the transforms wrote it. */
export const simplifying: readonly Pass[] = [
  inline, //   one program, so that the rest sees across calls
  expand, //   loops that are to run several steps per turn, written out as such
  dce, //      transforms write more than is needed: unused tangents, unused primal outputs
  fold, //     moved constants become constants, which simplify looks for
  sinkReshapes, // reshapes behind what does not mind them, so that they meet
  compose, //  reshape after reshape: what broadcasting leaves behind
  simplify, // x·1, x+(−0), double transposes: what the transforms leave behind
  cse, //      primal values that several rules computed for themselves
  dce, //      what simplify and cse left without a reader
];

/** What a backend of loops runs; after decomposition, `simplifying` runs first, since bodies bring constants and repetitions. */
export const fusing: readonly Pass[] = [
  fuse, // one loop for many pointwise equations: bytes moved once
];
