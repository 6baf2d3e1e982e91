/** Sums of products with named axes. */
import { raise, type NDArray } from "@fluxion/core";
import { lastDiagonal } from "../shape/diagonal.js";
import { permute } from "../shape/permute.js";
import type { Operand } from "../support/weak.js";
import { contractionOrder, pairCost, type Step, type Strategy } from "./contraction-order.js";
import { parseEinsum, type EinsumSpec } from "./einsum-spec.js";
import { productOperands, type ProductOptions } from "./operands.js";
import { contractPair, dropRepeated, inOrder, overBooleans, sumAway, type Labelled } from "./pair.js";

export interface EinsumOptions extends ProductOptions {
  /** The order of products: with the fewest multiplications (true or "optimal", if not given), found greedily, from left to right (false), or as listed. */
  readonly optimize?: boolean | "optimal" | "greedy" | readonly Step[];
}

const isOptions = (x: unknown): x is EinsumOptions =>
  typeof x === "object" && x !== null && Object.getPrototypeOf(x) === Object.prototype;

/** Operands, and the options if the last argument is a plain object. */
function splitArguments(given: readonly unknown[]): { operands: readonly Operand[]; options: EinsumOptions } {
  const last = given.at(-1);
  return isOptions(last)
    ? { operands: given.slice(0, -1) as Operand[], options: last }
    : { operands: given as Operand[], options: {} };
}

/** The length of every named axis: axes of size 1 repeat along longer ones. */
function sizesOf(spec: EinsumSpec, arrays: readonly NDArray[]): Map<string, number> {
  const sizes = new Map<string, number>();
  spec.inputs.forEach((names, i) =>
    names.forEach((name, axis) => {
      const size = (arrays[i] as NDArray).shape[axis] as number;
      const known = sizes.get(name);
      if (known !== undefined && known !== size && known !== 1 && size !== 1)
        raise({
          code: "shape",
          what: `axis "${name}" has sizes ${known} and ${size}`,
          where: `einsum, operand ${i} of shape [${(arrays[i] as NDArray).shape.join(", ")}]`,
          fix: "give axes of one name one size",
        });
      if (known === undefined || known === 1) sizes.set(name, size);
    }),
  );
  return sizes;
}

/** Axes of one name in one operand: its diagonal. */
function withoutTwins({ array, labels }: Labelled): Labelled {
  const second = labels.findIndex((label, axis) => labels.indexOf(label) !== axis);
  if (second < 0) return { array, labels };
  const name = labels[second] as string;
  const first = labels.indexOf(name);
  if (array.shape[first] !== array.shape[second])
    raise({
      code: "shape",
      what: `axis "${name}" has sizes ${array.shape[first]} and ${array.shape[second]} in one operand`,
      where: "einsum",
      fix: "give axes of one name one size",
    });
  const rest = labels.flatMap((_, axis) => (axis === first || axis === second ? [] : [axis]));
  return withoutTwins({
    array: lastDiagonal(permute(array, [...rest, first, second]), 0),
    labels: [...rest.map((axis) => labels[axis] as string), name],
  });
}

function stepsFor(
  inputs: readonly (readonly string[])[],
  output: readonly string[],
  sizes: ReadonlyMap<string, number>,
  { optimize = true }: EinsumOptions,
): readonly Step[] {
  if (typeof optimize === "object") return optimize;
  const strategy: Strategy = optimize === "greedy" ? "greedy" : optimize === false ? "left" : "optimal";
  return contractionOrder(inputs, output, sizes, strategy);
}

function contractAll(operands: readonly Labelled[], output: readonly string[], steps: readonly Step[]): NDArray {
  const list = [...operands];
  for (const step of steps) {
    const taken = [...step].sort((a, b) => b - a).flatMap((place) => list.splice(place, 1));
    const needed = new Set([...output, ...list.flatMap(({ labels }) => labels)]);
    list.push(
      taken.reduceRight((x, y, i) => {
        const wanted = i === 0 ? needed : new Set([...needed, ...taken.slice(0, i).flatMap(({ labels }) => labels)]);
        const names = new Set([...output, ...x.labels, ...y.labels]);
        return contractPair(
          x,
          y,
          [...names].filter((name) => wanted.has(name) && (x.labels.includes(name) || y.labels.includes(name))),
        );
      }),
    );
  }
  const [last, ...more] = list as [Labelled, ...Labelled[]];
  if (more.length > 0)
    raise({
      code: "argument",
      what: `the given order leaves ${list.length} arrays`,
      where: "einsum",
      fix: "list a step for every product",
    });
  return inOrder(sumAway(last, new Set(output)), output);
}

/**
 * Sums of products: axes of one name go together, and those not named after the arrow are summed. A name twice in one operand is
 * its diagonal; "..." stands for axes that broadcast; without an arrow the names that occur once make the result, in alphabetical
 * order. Several operands are multiplied pair by pair, in the order with the fewest multiplications; each pair is one dotGeneral.
 * The last argument may be options. Typed errors: names that do not fit, sizes that differ.
 * @example np.einsum("ij,jk->ik", [[1, 2]], [[3], [4]]) // [[11]]
 * @example np.einsum("ii->i", [[1, 2], [3, 4]]) // [1, 4]
 */
export function einsum(subscripts: string, ...operands: readonly (Operand | EinsumOptions)[]): NDArray {
  const { operands: given, options } = splitArguments(operands);
  const arrays = productOperands(given, options) as NDArray[];
  const spec = parseEinsum(
    subscripts,
    arrays.map((x) => x.ndim),
  );
  const sizes = sizesOf(spec, arrays);
  return overBooleans(arrays, (values) => {
    const labelled = values.map((array, i) =>
      withoutTwins(dropRepeated({ array, labels: spec.inputs[i] as readonly string[] }, sizes)),
    );
    const steps = stepsFor(
      labelled.map(({ labels }) => labels),
      spec.output,
      sizes,
      options,
    );
    return contractAll(labelled, spec.output, steps);
  });
}

/**
 * The order in which `einsum` would multiply: pairs of positions, each pair being replaced by its product at the end of the list;
 * and a text that tells what it costs.
 * @example np.einsumPath("ij,jk,k->i", np.ones([2, 3]), np.ones([3, 4]), np.ones([4]))[0] // [[1, 2], [0, 1]]
 */
export function einsumPath(subscripts: string, ...operands: readonly (Operand | EinsumOptions)[]): [Step[], string] {
  const { operands: given, options } = splitArguments(operands);
  const arrays = productOperands(given, options) as NDArray[];
  const spec = parseEinsum(
    subscripts,
    arrays.map((x) => x.ndim),
  );
  const sizes = sizesOf(spec, arrays);
  const inputs = spec.inputs.map((names) => [...new Set(names)]);
  const steps = stepsFor(inputs, spec.output, sizes, options);
  const list = [...inputs];
  const lines = steps.map((step) => {
    const [a = [], b = []] = step.map((place) => list[place] as string[]);
    [...step].sort((i, j) => j - i).forEach((place) => list.splice(place, 1));
    const kept = new Set([...spec.output, ...list.flat()]);
    list.push([...new Set([...a, ...b])].filter((name) => kept.has(name)));
    return `${a.join("")},${b.join("")}->${list.at(-1)?.join("")}: ${pairCost(a, b, sizes)} multiplications`;
  });
  return [[...steps], lines.join("\n")];
}
