/** The random function of counters and keys that all random numbers come from. */
import { chain, map } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { NO_PARAMS } from "../ir/key.js";
import type { Primitive } from "../ir/primitive.js";
import type { Scalar, ScalarOps } from "../ir/scalar.js";
import { sameType, showType, sizeOf, type ArrayType } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bind } from "../trace/bind.js";
import { callable, makePrimitive } from "./define.js";
import { arity, ensure } from "./guard.js";
import { alignBatch } from "./pointwise.js";

/** Bits by which the rounds of one group rotate; odd groups use the second row. */
const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;
const PARITY = 0x1bd11bda;

type Pair = readonly [Scalar, Scalar];

function round(s: ScalarOps<Scalar>, [x, y]: Pair, rotation: number): Pair {
  const sum = s.add(x, y);
  const rotated = s.or(s.shiftLeft(y, s.lit(rotation)), s.shiftRightLogical(y, s.lit(32 - rotation)));
  return [sum, s.xor(sum, rotated)];
}

/** Twenty rounds, with the key added after every four. */
function threefry(s: ScalarOps<Scalar>, key: Pair, count: Pair): Pair {
  const keys = [key[0], key[1], s.xor(s.xor(key[0], key[1]), s.lit(PARITY))] as const;
  const keyAt = (i: number): Scalar => keys[(i % 3) as 0 | 1 | 2];
  let state: Pair = [s.add(count[0], key[0]), s.add(count[1], key[1])];
  for (let group = 1; group <= 5; group++) {
    for (const rotation of ROTATIONS[((group - 1) % 2) as 0 | 1]) state = round(s, state, rotation);
    state = [s.add(state[0], keyAt(group)), s.add(s.add(state[1], keyAt(group + 1)), s.lit(group))];
  }
  return state;
}

export type Threefry = Primitive &
  ((key0: ArrayLike, key1: ArrayLike, count0: ArrayLike, count1: ArrayLike) => readonly [NDArray, NDArray]);

/**
 * Threefry-2x32 of two key words and two counter words, element by element: two words of 32 random bits.
 * Source: J. Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
 */
export const threefry2x32: Threefry = /* @__PURE__ */ callable(
  makePrimitive("threefry2x32", {
    type: (types) =>
      pipe(
        arity("threefry2x32", types, 4),
        map(() => types[0] as ArrayType),
        chain((first) =>
          ensure(first.dtype === "uint32" && types.every((type) => sameType(type, first)), () => ({
            code: types.every(({ dtype }) => dtype === "uint32") ? "shape" : "dtype",
            what: `keys and counts are ${types.map(showType).join(", ")}, but all must be uint32 of one shape`,
            where: "threefry2x32",
            fix: "convert them to uint32, and broadcast them to one shape",
          })),
        ),
        map(() => [types[0] as ArrayType, types[0] as ArrayType]),
      ),
    scalar: (s) => (key0, key1, count0, count1) => threefry(s, [key0, key1], [count0, count1]),
    jvp: () => [null, null],
    batch: ({ inputs, batched, size }) => ({
      outputs: bind(threefry2x32, alignBatch(inputs, batched, size), NO_PARAMS),
      batched: [true, true],
    }),
    flops: (_, __, [first]) => (first === undefined ? 0 : 150 * sizeOf(first.shape)),
  }),
  (...words: readonly [ArrayLike, ArrayLike, ArrayLike, ArrayLike]): readonly [NDArray, NDArray] =>
    bind(
      threefry2x32,
      words.map((word) => asArray(word, "uint32")),
      NO_PARAMS,
    ) as readonly [NDArray, NDArray],
);
