import { cpu } from "@fluxion/backend-cpu";
import { FluxionError, fromElements, print, setDefaultBackend, shapeDtype, trace, type NDArray } from "@fluxion/core";
import { describe, expect, test } from "vitest";
import * as np from "../index.js";
import { contractionOrder } from "./contraction-order.js";

setDefaultBackend(cpu());

type Printable = Parameters<typeof print>[0];
const text = (f: (...xs: NDArray[]) => NDArray, ...shapes: readonly (readonly number[])[]): string =>
  print((trace(f as never) as unknown as (...xs: NDArray[]) => Printable)(...shapes.map((shape) => shapeDtype(shape))));
const primitives = (program: string): string[] => [...program.matchAll(/ = (\w+)/g)].map(([, name]) => name as string);
const whatOf = (f: () => unknown): string => {
  try {
    f();
  } catch (error) {
    if (error instanceof FluxionError) return `${error.code}: ${error.failure.what}`;
  }
  return "accepted";
};

describe("each product of a pair is one dotGeneral", () => {
  test.each<[string, readonly (readonly number[])[], readonly string[]]>([
    [
      "ij,jk->ik",
      [
        [2, 3],
        [3, 4],
      ],
      ["dotGeneral"],
    ],
    [
      "ij,jk->ki",
      [
        [2, 3],
        [3, 4],
      ],
      ["dotGeneral"],
    ],
    [
      "bij,bjk->bik",
      [
        [5, 2, 3],
        [5, 3, 4],
      ],
      ["dotGeneral"],
    ],
    [
      "bij,jk->bik",
      [
        [5, 2, 3],
        [3, 4],
      ],
      ["dotGeneral"],
    ],
    [
      "bqhd,bkhd->bhqk",
      [
        [2, 5, 3, 4],
        [2, 6, 3, 4],
      ],
      ["dotGeneral"],
    ],
    [
      "ij,ij->",
      [
        [2, 3],
        [2, 3],
      ],
      ["dotGeneral"],
    ],
    ["ij,j->", [[2, 3], [3]], ["sum", "dotGeneral"]],
    ["i,j->ij", [[2], [3]], ["broadcast", "broadcast", "mul"]],
    ["i,i->i", [[2], [2]], ["mul"]],
    ["ii->i", [[3, 3]], ["reshape", "slice"]],
    ["ij->ji", [[2, 3]], ["transpose"]],
  ])("%s", (spec, shapes, expected) => {
    const found = primitives(text((...xs) => np.einsum(spec, ...xs), ...shapes));
    expect(found.filter((name) => name !== "reshape" || expected.includes("reshape"))).toEqual(expected);
  });

  test("matmul does not repeat an operand in memory", () => {
    expect(primitives(text((x, y) => np.matmul(x, y), [5, 2, 3], [3, 4]))).toEqual(["dotGeneral"]);
    expect(primitives(text((x, y) => np.matmul(x, y), [2, 3], [5, 3, 4]))).toEqual(["dotGeneral", "transpose"]);
    expect(text((x, y) => np.matmul(x, y), [5, 1, 2, 3], [4, 3, 2])).not.toContain("broadcast");
  });
});

describe("orders of products", () => {
  const sizes = new Map([
    ["i", 1000],
    ["j", 2],
    ["k", 1000],
    ["l", 2],
    ["m", 1000],
  ]);
  const chain = [
    ["i", "j"],
    ["j", "k"],
    ["k", "l"],
    ["l", "m"],
  ];

  test("the optimal one avoids large intermediate results", () => {
    expect(contractionOrder(chain, ["i", "m"], sizes, "optimal")).toEqual([
      [1, 2],
      [0, 2],
      [0, 1],
    ]);
  });

  test("the greedy one, and the one from left to right, give the same values", () => {
    const xs = [
      [2, 3],
      [3, 4],
      [4, 2],
      [2, 5],
    ].map((shape, k) =>
      fromElements(
        Array.from({ length: (shape[0] as number) * (shape[1] as number) }, (_, i) => Math.sin(i + k)),
        shape,
        "float64",
      ),
    );
    const expected = np.einsum("ab,bc,cd,de->ae", ...xs).dataSync();
    for (const optimize of [
      false,
      "greedy",
      "optimal",
      [
        [2, 3],
        [0, 1],
        [0, 1],
      ],
    ] as const)
      np.einsum("ab,bc,cd,de->ae", ...xs, { optimize })
        .dataSync()
        .forEach((value, i) => expect(value).toBeCloseTo(expected[i] as number, 12));
  });

  test("twelve operands are ordered, too", () => {
    const xs = Array.from({ length: 12 }, () => np.ones([2, 2]));
    expect(np.einsum("ab,bc,cd,de,ef,fg,gh,hi,ij,jk,kl,la->", ...xs).item()).toBe(4096);
  });

  test("einsumPath tells the steps and their cost", () => {
    const [steps, told] = np.einsumPath("ij,jk,k->i", np.ones([2, 3]), np.ones([3, 4]), np.ones([4]));
    expect(steps).toEqual([
      [1, 2],
      [0, 1],
    ]);
    expect(told).toBe("jk,k->j: 12 multiplications\nij,j->i: 6 multiplications");
  });
});

describe("element types", () => {
  test("booleans: whether any product holds", () => {
    const product = np.matmul(
      [
        [true, false],
        [false, false],
      ],
      [
        [true, true],
        [true, false],
      ],
    );
    expect([product.dtype, product.tolist()]).toEqual([
      "bool",
      [
        [true, true],
        [false, false],
      ],
    ]);
    expect(np.einsum("i,i->", [true, false], [false, true]).tolist()).toBe(false);
  });

  test("integers wrap, and the type of the result can be asked for", () => {
    const x = fromElements([65536, 65536], [2], "int32");
    expect(np.dot(x, x).item()).toBe(0);
    expect(np.dot(x, x, { preferredElementType: "float64" }).item()).toBe(2 ** 33);
    expect(
      np
        .dot(fromElements([100, 100], [2], "int8"), fromElements([100, 100], [2], "int8"), {
          preferredElementType: "int32",
        })
        .item(),
    ).toBe(20000);
  });
});

describe("refusals name both sides", () => {
  const [a, b] = [np.ones([2, 3]), np.ones([4, 2])];
  test.each<[() => unknown, string]>([
    [() => np.matmul(a, b), "shape: contracted axes differ in size: shapes [2, 3] and [4, 2] have 3 and 4"],
    [() => np.matmul(a, 3), "shape: operand 1 of shapes [2, 3] and [] needs at least 2 dimensions"],
    [
      () => np.dot(a, b),
      "shape: contracted axes differ in size: shapes [2, 3] and [4, 2] have 3 along axis 1 and 4 along axis 0",
    ],
    [() => np.matmul(np.ones([2, 1, 3]), np.ones([3, 3, 1])), "shape: shapes do not broadcast: [2] and [3]"],
    [() => np.einsum("ij,jk->ik", a, b), 'shape: axis "j" has sizes 3 and 4'],
    [
      () => np.einsum("ij,k->im", a, np.ones([4])),
      'argument: "m" in the result of "ij,k->im" is not the name of any operand\'s axis',
    ],
    [() => np.einsum("ij->ii", a), 'argument: the result of "ij->ii" names an axis twice'],
    [() => np.einsum("ijk", a), 'shape: "ijk" names 3 axes of an operand with 2'],
    [() => np.einsum("ij", a, b), 'argument: "ij" names 1 operands, but there are 2'],
    [() => np.einsum("i1", a), 'argument: "i1" in "i1" does not name axes'],
    [() => np.einsum("...i->i", a), 'argument: the result of "...i->i" has no ellipsis'],
    [
      () => np.tensordot(a, b, { axes: 1 }),
      "shape: paired axes differ in size: 3 (axis 1) and 4 (axis 0) in shapes [2, 3] and [4, 2]",
    ],
    [() => np.tensordot(a, b, { axes: 3 }), "shape: cannot sum over 3 axes of shapes [2, 3] and [4, 2]"],
    [
      () => np.tensordot(a, b, { axes: null as never }),
      "argument: axes must be a number, or the axes of both operands, got null",
    ],
    [() => np.vdot(a, b), "shape: shapes [2, 3] and [4, 2] have 6 and 8 elements"],
    [() => np.cross(a, b), "shape: shapes do not broadcast: [2, 3] and [4, 3]"],
    [() => np.cross(a, np.ones([2, 4])), "shape: vectors have 3 and 4 components, in shapes [2, 3] and [2, 4]"],
    [() => np.convolve(a, b), "shape: two lists of at least one element are needed, got shapes [2, 3] and [4, 2]"],
    [() => np.linalg.multiDot([a, b]), "shape: shapes [2, 3] and [4, 2] do not multiply (operand 1)"],
    [() => np.linalg.matrixPower(a, 2), "shape: square matrices are needed, got shape [2, 3]"],
  ])("%s", (f, message) => {
    expect(whatOf(f)).toBe(message);
  });
});
