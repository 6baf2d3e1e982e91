/** Samples of pointwise primitives of two or three operands. */
import * as core from "@fluxion/core";
import { plain, specimens, type Specimens } from "../sample.js";
import { tensor } from "../tensor.js";
import { pointwiseSpecimens } from "./pointwise.js";
import { between, FLOATS, INTEGERS, NUMERIC, ordinary, pairsOfSpecials, STORED } from "./values.js";

const ALL = ["float64", ...STORED.filter((dtype) => dtype !== "float64")] as const;
const BITS = ["int32", "uint32", "int8", "uint8", "bool"] as const;
const any = [
  [-2, -0.5],
  [0.5, 2],
] as const;
const counts = [
  [0, 1],
  [0, 1],
] as const;

const comparisons = [core.eq, core.ne, core.lt, core.le, core.gt, core.ge].map((primitive) =>
  pointwiseSpecimens(primitive, { dtypes: ALL, ranges: any }),
);
const logic = [core.and, core.or, core.xor].map((primitive) =>
  pointwiseSpecimens(primitive, { dtypes: BITS, ranges: counts }),
);
const shifts = [core.shiftLeft, core.shiftRightArithmetic, core.shiftRightLogical].map((primitive) =>
  pointwiseSpecimens(primitive, { dtypes: INTEGERS, ranges: counts }),
);

export const binary: readonly Specimens[] = [
  pointwiseSpecimens(core.add, { dtypes: NUMERIC, ranges: any, linear: [[0, 1]] }),
  pointwiseSpecimens(core.sub, { dtypes: NUMERIC, ranges: any, linear: [[0, 1]] }),
  pointwiseSpecimens(core.mul, { dtypes: NUMERIC, ranges: any, linear: [[0], [1]] }),
  pointwiseSpecimens(core.div, { dtypes: NUMERIC, ranges: any, linear: [[0]] }),
  // Quotients between 1.25 and 1.75 keep away from the jumps.
  pointwiseSpecimens(core.rem, {
    dtypes: NUMERIC,
    ranges: [
      [5.5, 6],
      [3.75, 4],
    ],
  }),
  pointwiseSpecimens(core.max, { dtypes: ALL, ranges: any }),
  pointwiseSpecimens(core.min, { dtypes: ALL, ranges: any }),
  pointwiseSpecimens(core.pow, {
    dtypes: FLOATS,
    ranges: [
      [0.5, 3],
      [-2, 2],
    ],
  }),
  pointwiseSpecimens(core.atan2, { dtypes: FLOATS, ranges: any }),
  // A step function as good as the identity: its derivative is zero by convention, and differences cannot see that.
  pointwiseSpecimens(core.nextafter, { dtypes: FLOATS, ranges: any, smooth: [] }),
  pointwiseSpecimens(core.logaddexp, { dtypes: FLOATS, ranges: any }),
  ...comparisons,
  ...logic,
  ...shifts,
  pointwiseSpecimens(core.clamp, {
    dtypes: NUMERIC,
    ranges: [
      [-2, -1],
      [-0.75, 0.75],
      [1, 2],
    ],
  }),
  specimens(core.select, [
    ...ALL.map((dtype) =>
      plain(
        [ordinary("bool", [2, 3], 5), ordinary(dtype, [2, 3]), ordinary(dtype, [2, 3], 1)],
        dtype.startsWith("float") ? { smooth: [1, 2], linear: [[1, 2]] } : {},
      ),
    ),
    ...([[], [0, 2], [1, 1]] as const).map((shape) =>
      plain(
        [
          tensor("bool", shape, [1]),
          tensor("float64", shape, between(-2, 2)),
          tensor("float64", shape, between(-2, 2, 1)),
        ],
        { smooth: [1, 2], linear: [[1, 2]] },
      ),
    ),
    ...FLOATS.map((dtype) => {
      const [x, y] = pairsOfSpecials(dtype);
      return plain([ordinary("bool", x.type.shape), x, y]);
    }),
  ]),
  specimens(
    core.threefry2x32,
    ([[2, 3], [], [0], [1, 1]] as const).map((shape) =>
      plain([0, 1, 2, 3].map((word) => tensor("uint32", shape, (i) => (i * 2654435761 + word * 40503) % 4294967296))),
    ),
  ),
];
