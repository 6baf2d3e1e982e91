/** Results as plain data that JSON can hold. */
import { type NDArray, raise, tree, type NestedList } from "fluxion";

function list(x: NDArray): NestedList {
  if (!x.dataSync().every(Number.isFinite))
    raise({
      code: "argument",
      what: "the result is not finite, and JSON has no numbers for that",
      fix: "look at the input: the function, or its derivative, is not defined there or overflows",
    });
  return x.tolist();
}

/** A tree of arrays as nested lists. */
export const plain = (result: unknown): unknown => tree.map((x: NDArray) => list(x), result);
