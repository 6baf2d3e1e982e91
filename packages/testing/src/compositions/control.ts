/** Constructs that run a function in loops and branches; bodies, branches and predicates close over the argument. */
import { add, asArray, cond, convert, fullLike, gt, lt, scan, sum, whileLoop, type NDArray } from "@fluxion/core";
import { each, plus, scaled, total, type ArrayTree, type Construct } from "./construct.js";
import * as host from "./host-number.js";

type Numbers = readonly host.HostNumber[];

const TIMES = [0.3, 0.7];
const THRESHOLD = 0.05;

const isLarge = (x: ArrayTree): NDArray => gt(total(x), fullLike(total(x), THRESHOLD));
const isLargeOnHost = (xs: Numbers): boolean => host.numberOf(host.sum(xs)) > THRESHOLD;
const plusOnHost = (xs: Numbers, ys: Numbers): host.HostNumber[] =>
  xs.map((x, i) => host.add(x, ys[i] as host.HostNumber));
const scaledOnHost = (xs: Numbers, by: number): host.HostNumber[] => xs.map((x) => host.mul(x, by));

export const control: readonly Construct[] = [
  {
    name: "scan",
    holdsProgram: true,
    device: (f) => (x) => {
      const step = (c: ArrayTree, { t }: { t: NDArray }): [ArrayTree, ArrayTree] => [
        plus(scaled(f(c), 0.5), scaled(x, t)),
        scaled(c, t),
      ];
      const [last, each_] = scan(step as never, x as never, { t: asArray(TIMES, "float64") });
      return plus(
        last as ArrayTree,
        each((leaf) => sum(leaf, { axes: [0] }), each_ as ArrayTree),
      );
    },
    host: (f) => (xs) => {
      let [carry, sums]: [Numbers, Numbers] = [xs, xs.map(() => 0)];
      for (const t of TIMES) {
        sums = plusOnHost(sums, scaledOnHost(carry, t));
        carry = plusOnHost(scaledOnHost(f(carry), 0.5), scaledOnHost(xs, t));
      }
      return plusOnHost(carry, sums);
    },
  },
  {
    name: "cond",
    holdsProgram: true,
    device: (f) => (x) =>
      cond(isLarge(x), f as never, ((y: ArrayTree) => scaled(plus(f(y), x), -0.5)) as never, x as never) as ArrayTree,
    host: (f) => (xs) => (isLargeOnHost(xs) ? f(xs) : scaledOnHost(plusOnHost(f(xs), xs), -0.5)),
  },
  {
    name: "while",
    holdsProgram: true,
    forwardOnly: true,
    // Two steps, or three: in each lane as many as it needs.
    device: (f) => (x) => {
      const steps = (): NDArray => {
        const extra = convert(isLarge(x), { dtype: "int32" });
        return add(extra, fullLike(extra, 2));
      };
      const last = whileLoop<{ i: NDArray; y: ArrayTree }>(
        ({ i }) => lt(i, steps()),
        ({ i, y }) => ({ i: add(i, fullLike(i, 1)), y: plus(scaled(f(y as ArrayTree), 0.5), scaled(x, 0.3)) }),
        { i: asArray(0, "int32"), y: x },
      );
      return last.y as ArrayTree;
    },
    host: (f) => (xs) => {
      let ys: Numbers = xs;
      const steps = isLargeOnHost(xs) ? 3 : 2;
      for (let i = 0; i < steps; i++) ys = plusOnHost(scaledOnHost(f(ys), 0.5), scaledOnHost(xs, 0.3));
      return [...ys];
    },
  },
];
