/** Samples of sorting and of the largest elements. */
import { sort, topK } from "@fluxion/core";
import { sample, specimens, type Specimens } from "../sample.js";
import { tensor } from "../tensor.js";
import { allSpecials, distinct, NUMERIC, ordinary, STORED } from "./values.js";

export const ordering: readonly Specimens[] = [
  specimens(sort, [
    sample([distinct("float64", [2, 5])], { axis: 1, keys: 1 }, { smooth: [0] }),
    sample([distinct("float64", [5, 2])], { axis: 0, keys: 1 }, { smooth: [0] }),
    ...STORED.map((dtype) => sample([ordinary(dtype, [2, 5])], { axis: 1, keys: 1 })),
    ...STORED.map((dtype) => sample([allSpecials(dtype)], { axis: 0, keys: 1 })),
    sample([distinct("float32", [6])], { axis: 0, keys: 1 }, { smooth: [0] }),
    // A key and what follows it; equal keys keep their order.
    sample(
      [tensor("int32", [2, 4], [3, 1, 3, 1, 2, 2, 2, 0]), ordinary("float64", [2, 4])],
      { axis: 1, keys: 1 },
      { smooth: [1] },
    ),
    sample(
      [distinct("float64", [4]), ordinary("float64", [4]), ordinary("bool", [4])],
      { axis: 0, keys: 1 },
      { smooth: [0, 1] },
    ),
    // Two keys: the second decides among equals.
    sample(
      [tensor("int32", [6], [1, 0, 1, 0, 1, 0]), distinct("float64", [6]), ordinary("float64", [6])],
      { axis: 0, keys: 2 },
      { smooth: [1, 2] },
    ),
    sample([tensor("float32", [5], [0, -0, NaN, -0, 0]), tensor("int32", [5], [0, 1, 2, 3, 4])], { axis: 0, keys: 1 }),
    sample([ordinary("float32", [0, 2])], { axis: 0, keys: 1 }),
    sample([ordinary("float32", [2, 0])], { axis: 0, keys: 1 }),
    sample([ordinary("float32", [1, 1])], { axis: 1, keys: 1 }),
    sample([ordinary("float64", [70])], { axis: 0, keys: 1 }),
  ]),
  specimens(topK, [
    sample([distinct("float64", [2, 5])], { k: 3 }, { smooth: [0] }),
    sample([distinct("float32", [6])], { k: 2 }, { smooth: [0] }),
    ...NUMERIC.map((dtype) => sample([ordinary(dtype, [2, 6])], { k: 4 })),
    ...NUMERIC.map((dtype) => sample([allSpecials(dtype)], { k: 5 })),
    sample([ordinary("float32", [3])], { k: 0 }),
    sample([ordinary("float32", [3])], { k: 3 }),
    sample([ordinary("float32", [0, 3])], { k: 2 }),
    sample([ordinary("float32", [1, 1])], { k: 1 }),
  ]),
];
