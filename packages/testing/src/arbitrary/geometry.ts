/** Arbitrary samples of the primitives whose parameters are geometry, where examples by hand miss corners. */
import {
  convGeneralDilated,
  dotGeneral,
  gather,
  isRight,
  pad,
  reduceWindowMax,
  reduceWindowMin,
  reduceWindowSum,
  scatter,
  slice,
  type Params,
  type Primitive,
  type ScatterParams,
  type Shape,
  type WindowParams,
} from "@fluxion/core";
import fc from "fast-check";
import { sample, type Promises, type Sample } from "../sample.js";
import { distinct, ordinary } from "../samples/values.js";
import { tensor, type Tensor } from "../tensor.js";

/** A primitive with arbitrary samples of it. */
export interface ArbitrarySamples {
  readonly primitive: Primitive;
  readonly samples: fc.Arbitrary<Sample>;
}

/** Those of the samples that the type rule accepts. */
const arbitrary = <P extends Params>(primitive: Primitive<P>, samples: fc.Arbitrary<Sample<P>>): ArbitrarySamples => ({
  primitive: primitive as unknown as Primitive,
  samples: samples.filter(({ inputs, params }) =>
    isRight(
      primitive.type(
        inputs.map(({ type }) => type),
        params,
      ),
    ),
  ),
});

const upTo = (low: number, high: number): fc.Arbitrary<number> =>
  fc.constantFrom(...Array.from({ length: high - low + 1 }, (_, i) => low + i));
const each = <T>(rank: number, item: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(item, { minLength: rank, maxLength: rank });
const padding = fc.tuple(upTo(-2, 3), upTo(-2, 3));

const BILINEAR: Partial<Promises> = { smooth: [0, 1], linear: [[0], [1]], reassociates: true };

const convolutions = fc
  .record({
    rank: upTo(0, 2),
    groups: fc.constantFrom([1, 1], [1, 1], [2, 1], [1, 2], [3, 1]),
    factors: fc.tuple(upTo(1, 2), upTo(1, 2), upTo(1, 2)),
  })
  .chain(({ rank, groups: [featureGroupCount = 1, batchGroupCount = 1], factors: [n, c, o] }) =>
    fc
      .record({
        space: each(rank, upTo(0, 5)),
        window: each(rank, upTo(1, 3)),
        strides: each(rank, upTo(1, 3)),
        padding: each(rank, padding),
        lhsDilation: each(rank, upTo(1, 3)),
        rhsDilation: each(rank, upTo(1, 2)),
      })
      .map(({ space, window, ...geometry }) =>
        sample(
          [
            ordinary("float64", [n * batchGroupCount, c * featureGroupCount, ...space]),
            ordinary("float64", [o * featureGroupCount * batchGroupCount, c, ...window], 1),
          ],
          { ...geometry, featureGroupCount, batchGroupCount },
          BILINEAR,
        ),
      ),
  );

const windows = (promises: Partial<Promises>): fc.Arbitrary<Sample<WindowParams>> =>
  upTo(1, 2).chain((rank) =>
    fc
      .record({
        shape: each(rank, upTo(0, 5)),
        window: each(rank, upTo(1, 3)),
        strides: each(rank, upTo(1, 3)),
        padding: each(rank, padding),
        baseDilation: each(rank, upTo(1, 3)),
        windowDilation: each(rank, upTo(1, 2)),
      })
      .map(({ shape, ...params }) => sample([distinct("float64", shape)], params, promises)),
  );

const paddings = upTo(0, 3).chain((rank) =>
  fc
    .record({
      shape: each(rank, upTo(0, 4)),
      low: each(rank, upTo(-3, 3)),
      high: each(rank, upTo(-3, 3)),
      interior: each(rank, upTo(0, 2)),
    })
    .map(({ shape, ...params }) =>
      sample([ordinary("float64", shape), ordinary("float64", [])], params, { smooth: [0, 1], linear: [[0, 1]] }),
    ),
);

const slices = upTo(0, 3).chain((rank) =>
  fc
    .record({
      shape: each(rank, upTo(0, 5)),
      starts: each(rank, upTo(0, 3)),
      limits: each(rank, upTo(0, 5)),
      strides: each(rank, upTo(1, 3)),
    })
    .map(({ shape, ...params }) => sample([ordinary("float64", shape)], params, { smooth: [0], linear: [[0]] })),
);

/** Axes of both operands are drawn from one list of sizes: batch, contracted, free of the left, free of the right. */
const products = fc
  .record({
    batch: fc.array(upTo(0, 3), { maxLength: 2 }),
    contract: fc.array(upTo(0, 3), { maxLength: 2 }),
    left: fc.array(upTo(1, 3), { maxLength: 2 }),
    right: fc.array(upTo(1, 3), { maxLength: 2 }),
    order: fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 99 })),
  })
  .map(({ batch, contract, left, right, order }) => {
    const operand = (free: readonly number[], seed: number): { shape: Shape; place: (i: number) => number } => {
      const sizes = [...batch, ...contract, ...free];
      const axes = sizes
        .map((_, i) => i)
        .toSorted((i, j) => (((i + 1) * (seed + 7)) % 13) - (((j + 1) * (seed + 7)) % 13) || i - j);
      return { shape: axes.map((i) => sizes[i] as number), place: (i) => axes.indexOf(i) };
    };
    const [x, y] = [operand(left, order[0]), operand(right, order[1])];
    const batches = batch.map((_, i) => i);
    const contracted = contract.map((_, i) => i + batch.length);
    return sample(
      [ordinary("float64", x.shape), ordinary("float64", y.shape, 1)],
      {
        lhsBatch: batches.map(x.place),
        rhsBatch: batches.map(y.place),
        lhsContract: contracted.map(x.place),
        rhsContract: contracted.map(y.place),
      },
      BILINEAR,
    );
  });

/** Which axes of an operand are indexed, and whether their windows are kept. */
interface Indexing {
  readonly shape: Shape;
  readonly dropped: readonly number[];
  readonly indexed: readonly number[];
  readonly sizes: Shape;
  readonly indices: Tensor;
  readonly windowDims: readonly number[];
}

const indexings: fc.Arbitrary<Indexing> = upTo(1, 3).chain((rank) =>
  fc
    .record({
      shape: each(rank, upTo(1, 4)),
      roles: each(rank, upTo(0, 2)),
      window: each(rank, upTo(0, 3)),
      around: fc.array(upTo(0, 3), { maxLength: 2 }),
      places: fc.array(upTo(-3, 6), { minLength: 1, maxLength: 12 }),
      front: fc.boolean(),
    })
    .map(({ shape, roles, window, around, places, front }) => {
      const axes = shape.map((_, axis) => axis);
      const dropped = axes.filter((axis) => roles[axis] === 0);
      const indexed = axes.filter((axis) => roles[axis] !== 2);
      const kept = axes.filter((axis) => roles[axis] !== 0);
      return {
        shape,
        dropped,
        indexed,
        sizes: axes.map((axis) => (roles[axis] === 0 ? 1 : Math.min(window[axis] as number, shape[axis] as number))),
        indices: tensor("int32", [...around, indexed.length], places),
        windowDims: kept.map((_, i) => (front ? i : around.length + i)),
      };
    }),
);

const gathers = fc.tuple(indexings, fc.constantFrom("clip", "fill")).map(([{ shape, indices, ...scheme }, mode]) =>
  sample(
    [ordinary("float64", shape), indices],
    {
      offsetDims: scheme.windowDims,
      collapsedSliceDims: scheme.dropped,
      startIndexMap: scheme.indexed,
      operandBatchingDims: [],
      startIndicesBatchingDims: [],
      sliceSizes: scheme.sizes,
      mode: mode as "clip" | "fill",
      fill: 0,
    },
    { smooth: [0], linear: [[0]] },
  ),
);

const LINEAR: Record<ScatterParams["combine"], readonly (readonly number[])[]> = {
  add: [[0, 2]],
  set: [[0, 2]],
  mul: [[0]],
  min: [],
  max: [],
};

const scatters = fc
  .tuple(indexings, fc.constantFrom("clip", "drop"), fc.constantFrom("set", "add", "mul", "min", "max"))
  .map(([{ shape, indices, ...scheme }, mode, how]) => {
    const combine = how as ScatterParams["combine"];
    const around = indices.type.shape.slice(0, -1);
    const windows = scheme.sizes.filter((_, axis) => !scheme.dropped.includes(axis));
    const front = scheme.windowDims[0] === 0;
    const updates = distinct("float64", front ? [...windows, ...around] : [...around, ...windows], 1);
    return sample(
      [
        distinct("float64", shape),
        indices,
        tensor("float64", updates.type.shape, (i) => (updates.data[i] as number) + 1 / 8),
      ],
      {
        updateWindowDims: scheme.windowDims,
        insertedWindowDims: scheme.dropped,
        scatterDimsToOperandDims: scheme.indexed,
        operandBatchingDims: [],
        scatterIndicesBatchingDims: [],
        mode: mode as "clip" | "drop",
        combine,
        unique: false,
      },
      { smooth: [0, 2], linear: LINEAR[combine], reassociates: combine === "add" || combine === "mul" },
    );
  });

export const arbitrarySamples: readonly ArbitrarySamples[] = [
  arbitrary(convGeneralDilated, convolutions),
  arbitrary(dotGeneral, products),
  arbitrary(reduceWindowSum, windows({ smooth: [0], linear: [[0]], reassociates: true })),
  arbitrary(reduceWindowMax, windows({ smooth: [0] })),
  arbitrary(reduceWindowMin, windows({ smooth: [0] })),
  arbitrary(pad, paddings),
  arbitrary(slice, slices),
  arbitrary(gather, gathers),
  arbitrary(scatter, scatters),
];
