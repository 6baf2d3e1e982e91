/** Matrix products of stacks of matrices. */
import { raise, type NDArray } from "@fluxion/core";
import { broadcastShapes } from "../support/broadcast.js";
import type { Operand } from "../support/weak.js";
import { productOperands, shapesOf, type ProductOptions } from "./operands.js";
import { contractPair, dropRepeated, inOrder, overBooleans, type Labelled } from "./pair.js";

/** Names of leading axes, counted from the back so that stacks align there. */
const stackLabels = (count: number): string[] => Array.from({ length: count }, (_, i) => `${count - i}`);

/**
 * Products over the axis "k" of operands whose last axes have the given names; the others are stacks, which broadcast without
 * being repeated in memory.
 */
export function stackedProduct(
  where: string,
  operands: readonly [NDArray, NDArray],
  cores: readonly [readonly string[], readonly string[]],
  result: readonly string[],
): NDArray {
  const [a, b] = operands;
  operands.forEach((x, i) => {
    const core = cores[i] as readonly string[];
    if (x.ndim < core.length)
      raise({
        code: "shape",
        what: `operand ${i} of shapes ${shapesOf(a, b)} needs at least ${core.length} dimensions`,
        where,
        fix: x.ndim === 0 ? "multiply by scalars with np.multiply" : "insert axes with np.expandDims",
      });
  });
  const stacks = operands.map((x, i) => x.shape.slice(0, x.ndim - (cores[i] as readonly string[]).length));
  const [n, m] = operands.map((x, i) =>
    x.shape.at((cores[i] as readonly string[]).indexOf("k") - (cores[i] as readonly string[]).length),
  );
  if (n !== m)
    raise({
      code: "shape",
      what: `contracted axes differ in size: shapes ${shapesOf(a, b)} have ${n} and ${m}`,
      where,
      fix: "make these sizes equal; transpose an operand if the axes stand elsewhere",
    });
  const common = broadcastShapes(...stacks);
  const names = stackLabels(common.length);
  const sizes = new Map(names.map((name, axis) => [name, common[axis] as number]));
  const labelled = operands.map((array, i): Labelled => {
    const stack = stacks[i] as number[];
    return dropRepeated(
      { array, labels: [...names.slice(names.length - stack.length), ...(cores[i] as readonly string[])] },
      withCore(sizes, cores, operands),
    );
  });
  const out = [...names, ...result];
  return overBooleans(
    labelled.map(({ array }) => array),
    ([x, y]) => {
      const [l, r] = labelled as [Labelled, Labelled];
      return inOrder(contractPair({ ...l, array: x as NDArray }, { ...r, array: y as NDArray }, out), out);
    },
  );
}

/** Core axes are never dropped: their sizes are their own. */
function withCore(
  sizes: ReadonlyMap<string, number>,
  cores: readonly (readonly string[])[],
  operands: readonly NDArray[],
): ReadonlyMap<string, number> {
  const all = new Map(sizes);
  cores.forEach((core, i) =>
    core.forEach((label, axis) => all.set(label, (operands[i] as NDArray).shape.at(axis - core.length) as number)),
  );
  return all;
}

/**
 * Matrix products: [..., n, k] and [..., k, m] give [..., n, m]. Leading axes broadcast; an operand of one dimension is a vector,
 * whose axis the result does not have. Booleans: whether both hold anywhere. Shape errors: scalars, inner sizes that differ,
 * stacks that do not broadcast.
 * @example np.matmul([[1, 2], [3, 4]], [[1, 0], [0, 2]]) // [[1, 4], [3, 8]]
 * @example np.matmul([[1, 2], [3, 4]], [1, 1]) // [3, 7]
 */
export function matmul(x: Operand, y: Operand, options: ProductOptions = {}): NDArray {
  const operands = productOperands([x, y], options) as [NDArray, NDArray];
  const left = operands[0].ndim === 1 ? ["k"] : ["n", "k"];
  const right = operands[1].ndim === 1 ? ["k"] : ["k", "m"];
  return stackedProduct("matmul", operands, [left, right], [...left.slice(0, -1), ...right.slice(1)]);
}
