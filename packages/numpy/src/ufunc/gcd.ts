/** Greatest common divisors and least common multiples of integers. */
import {
  isFloat,
  pointwise,
  raise,
  type DType,
  type PointwiseOperation,
  type Scalar,
  type ScalarOps,
} from "@fluxion/core";
import { alignAs } from "../support/index.js";
import { apply2, type Binary } from "./make.js";

/** Euclid's algorithm takes the most steps for neighbouring Fibonacci numbers: so many below 2⁸ and 2³². */
const steps = (dtype: DType): number => (dtype.endsWith("8") ? 13 : 47);

function divisor(s: ScalarOps<Scalar>, x: Scalar, y: Scalar): Scalar {
  const zero = s.lit(0);
  let [a, b] = [s.abs(x), s.abs(y)];
  for (let step = steps(s.dtype); step > 0; step--) {
    const done = s.eq(b, zero);
    [a, b] = [s.select(done, a, b), s.select(done, zero, s.rem(a, b))];
  }
  return s.abs(a);
}

const gcd1: PointwiseOperation<object> = pointwise("gcd", {
  kinds: ["int", "uint"],
  body: (s) => (x, y) => divisor(s, x, y),
  jvp: [null, null],
});
const lcm1: PointwiseOperation<object> = pointwise("lcm", {
  kinds: ["int", "uint"],
  body: (s) => (x, y) => {
    const common = divisor(s, x, y);
    const none = s.eq(common, s.lit(0));
    return s.abs(s.mul(s.select(none, s.lit(0), s.div(x, s.select(none, s.lit(1), common))), y));
  },
  jvp: [null, null],
});

const ofIntegers =
  (name: string, op: PointwiseOperation<object>): Binary =>
  (x, y) =>
    apply2(
      op,
      ...alignAs([x, y], (dtype) =>
        isFloat(dtype) || dtype === "bool"
          ? raise({
              code: "dtype",
              what: `not defined for ${dtype}`,
              where: name,
              fix: "convert to int32 first (numbers and lists are float32 unless dtype says otherwise)",
            })
          : dtype,
      ),
    );

/**
 * The greatest common divisor of integers, never negative; gcd(x, 0) = |x|.
 * @example np.gcd(np.array([12, -18], { dtype: "int32" }), 8) // [4, 2]
 */
export const gcd: Binary = ofIntegers("gcd", gcd1);

/**
 * The least common multiple of integers, never negative; 0 if either is 0.
 * @example np.lcm(np.array([4, -6], { dtype: "int32" }), 10) // [20, 30]
 */
export const lcm: Binary = ofIntegers("lcm", lcm1);
