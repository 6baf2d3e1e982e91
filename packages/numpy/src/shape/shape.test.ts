import { cpu } from "@fluxion/backend-cpu";
import {
  FluxionError,
  fromElements,
  grad,
  print,
  setDefaultBackend,
  shapeDtype,
  trace,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";

setDefaultBackend(cpu());

const whatOf = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    if (error instanceof FluxionError) return `${error.code}: ${error.failure.what}`;
  }
  return "accepted";
};
const text = (f: (x: NDArray) => NDArray, x: NDArray): string =>
  print((trace(f as never) as unknown as (x: NDArray) => Parameters<typeof print>[0])(x));

describe("little work where little is needed", () => {
  test("what changes nothing leaves the array alone", () => {
    const x = np.ones([2, 3]);
    for (const same of [
      np.reshape(x, [2, -1]),
      np.transpose(x, [0, 1]),
      np.squeeze(x),
      np.concatenate([x]),
      np.roll(x, 3, { axis: 1 }),
      np.pad(x, 0),
      np.flip(x, { axis: [] }),
      np.atleast2d(x),
      np.getitem(x, "..."),
    ])
      expect(same).toBe(x);
  });

  test("axes of size 1 move by reshaping", () => {
    expect(text((x) => np.moveaxis(x, 0, 1), shapeDtype([1, 5]))).not.toContain("transpose");
    expect(text((x) => np.swapaxes(x, 0, 1), shapeDtype([4, 5]))).toContain("transpose");
  });

  test("diagonals are strided slices, not gathers", () => {
    expect(text((x) => np.diagonal(x), shapeDtype([4, 5]))).toContain("strides=[6]");
    expect(text((x) => np.diag(x), shapeDtype([4]))).toContain("interior=[4]");
  });
});

describe("corners", () => {
  test("empty arrays", () => {
    expect(np.concatenate([np.ones([0, 2]), np.ones([1, 2])]).shape).toEqual([1, 2]);
    expect(np.tile([1, 2], 0).shape).toEqual([0]);
    expect(np.diag(np.ones([0]), { k: 2 }).tolist()).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(np.roll(np.ones([0]), 3).shape).toEqual([0]);
    expect(np.split(np.ones([0]), 2).map((x) => x.shape)).toEqual([[0], [0]]);
    expect(np.repeat(np.ones([2]), [0, 0]).shape).toEqual([0]);
    expect(np.delete([1, 2], [0, 1]).shape).toEqual([0]);
    expect(np.trimZeros([0, 0]).shape).toEqual([0]);
    expect(np.resize(np.ones([0]), [2]).tolist()).toEqual([0, 0]);
  });

  test("element types meet", () => {
    expect(np.concatenate([fromElements([1], [1], "int32"), [true]]).dtype).toBe("int32");
    expect(np.stack([fromElements([1], [1], "int32"), fromElements([0.5], [1], "float64")]).dtype).toBe("float64");
    expect(np.append(fromElements([1], [1], "int32"), 2.5).tolist()).toEqual([1, 2.5]);
    expect(np.pad(fromElements([7], [1], "int8"), 1).dtype).toBe("int8");
    expect(np.pad(fromElements([1, 2], [2], "int32"), 1, { mode: "mean" }).tolist()).toEqual([2, 1, 2, 2]);
    expect(
      np
        .tril([
          [true, true],
          [true, true],
        ])
        .tolist(),
    ).toEqual([
      [true, false],
      [true, true],
    ]);
    expect(
      np
        .trace([
          [true, false],
          [false, true],
        ])
        .item(),
    ).toBe(2);
  });

  test("a host loop may branch on what trimZeros and compress read while grad traces it", () => {
    const f = (x: NDArray): NDArray => np.sum(np.square(np.compress(np.greater(x, 1), x)));
    expect(grad(f)(fromElements([0, 2, 3], [3], "float32")).tolist()).toEqual([0, 4, 6]);
  });
});

describe("refusals name both sides", () => {
  const x = np.ones([2, 3]);
  test.each<[() => unknown, string]>([
    [() => np.reshape(x, [4, 2]), "shape: cannot reshape [2, 3] (6 elements) to [4, 2]: it has 8 elements"],
    [
      () => np.reshape(x, [-1, -1]),
      "shape: cannot reshape [2, 3] (6 elements) to [-1, -1]: more than one size is unknown",
    ],
    [() => np.reshape(x, [4, -1]), "shape: cannot reshape [2, 3] (6 elements) to [4, -1]: 6 is not a multiple of 4"],
    [() => np.transpose(x, [0, 0]), "shape: axes [0, 0] are no permutation of the 2 axes of shape [2, 3]"],
    [() => np.squeeze(x, { axis: 1 }), "shape: axis 1 of shape [2, 3] has size 3, not 1"],
    [() => np.expandDims(x, 5), "shape: axis 5 is out of range for an array of 3 dimensions"],
    [() => np.moveaxis(x, [0, 1], 0), "argument: 2 source axes and 1 destinations"],
    [() => np.concatenate([x, np.ones([2, 2])]), "shape: shapes [2, 3] and [2, 2] differ not only along axis 0"],
    [() => np.concatenate([x, np.ones([3])]), "shape: shapes [2, 3] and [3] differ not only along axis 0"],
    [() => np.concatenate([]), "argument: there are no arrays to join"],
    [() => np.concatenate([1, 2]), "shape: scalars have no axis to be joined along"],
    [() => np.stack([x, np.ones([3])]), "shape: shapes [2, 3] and [3] differ"],
    [() => np.split(x, 4), "shape: an axis of size 2 does not divide into 4 equal pieces"],
    [() => np.tile(x, -1), "argument: repetitions are [-1]"],
    [() => np.repeat(x, [1, 2, 3], { axis: 0 }), "shape: 3 repeats for an axis of size 2"],
    [() => np.pad(x, -1), "argument: padWidth is -1"],
    [
      () =>
        np.pad(x, [
          [1, 1],
          [1, 1],
          [1, 1],
        ]),
      "argument: padWidth is [[1,1],[1,1],[1,1]] for 2 axes",
    ],
    [
      () => np.pad(np.ones([0]), 1, { mode: "edge" }),
      "argument: axis 0 of shape [0] is empty, so there is nothing to pad it with",
    ],
    [() => np.pad(x, 1, { mode: "mirror" as "wrap" }), 'argument: mode is "mirror"'],
    [() => np.tril([1, 2]), "shape: a matrix is needed, got shape [2]"],
    [() => np.diagonal(x, { axis1: 0, axis2: 0 }), "argument: axis1 and axis2 are both 0"],
    [() => np.diag(np.ones([1, 1, 1])), "shape: one or two dimensions are needed, got shape [1, 1, 1]"],
    [() => np.insert(x, 9, 1, { axis: 0 }), "argument: position 9 is out of range for an axis of size 2"],
    [() => np.delete(x, 2, { axis: 0 }), "argument: position 2 is out of range for an axis of size 2"],
    [() => np.ravelMultiIndex([[0], [9]], [2, 3]), "argument: index 9 is out of range for an axis of size 3"],
    [() => np.choose([2], [[1], [2]]), "argument: an index is out of range for 2 choices"],
    [() => np.select([[1]], [[1]]), "dtype: a condition is float32"],
    [
      () => np.compress([true, true, true], x, { axis: 0 }),
      "shape: a condition of shape [3] does not fit an axis of size 2",
    ],
    [() => np.unstack(3), "shape: a scalar has no axis to take apart"],
    [() => np.rot90(x, { axes: [0, 0] }), "argument: axes 0 and 0 are the same"],
    [() => np.block([[x, x], [x]]), "shape: shapes [2, 6] and [2, 3] differ not only along axis 0"],
    [() => np.vectorize((a) => a, { signature: "(n->n" })([1]), 'argument: the signature "(n->n" is not understood'],
    [() => np.vectorize((a) => a, { signature: "(n),(n)->()" })([1], [1, 2]), 'shape: axis "n" has sizes 1 and 2'],
    [() => np.lax.broadcastInDim([1, 2], [3, 2], [0]), "shape: shape [2] does not lie along axes [0] of [3, 2]"],
    [() => np.lax.reduceWindow(x, "max", [2], null, "SAME"), "shape: a window of 1 axes for shape [2, 3]"],
    [
      () => np.lax.convGeneralDilated(x, x, { dimensionNumbers: ["NX", "OI", "NC"] }),
      'argument: layouts ["NX","OI","NC"] do not name the axes of 2-dimensional operands',
    ],
    [() => np.linalg.norm(np.ones([1, 1, 1]), { ord: 1 }), "argument: norm 1 of an array of 3 dimensions"],
    [() => np.polyval(x, 1), "shape: coefficients have shape [2, 3]"],
  ])("%s", (f, message) => {
    expect(whatOf(f)).toBe(message);
  });
});
