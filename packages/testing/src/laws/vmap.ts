/** vmap = loop: for every choice of batched operands the lanes hold what the primitive gives for each by itself. */
import { orThrow, vmap, type ArrayType } from "@fluxion/core";
import { largest, requireClose, requireSame } from "../compare.js";
import { elementsOf } from "../derivatives.js";
import { lanesOf, stack } from "../lanes.js";
import type { Law, Subject } from "../law.js";
import { run, subsets, type ArrayFunction } from "../run.js";
import { functionOf, named } from "../subject.js";
import { astype, epsilonOf, type Tensor } from "../tensor.js";

/** The function with a new axis in front of some arguments. */
export const mapped = (f: ArrayFunction, count: number, batched: readonly number[]): ArrayFunction =>
  vmap(f, { inAxes: Array.from({ length: count }, (_, i) => (batched.includes(i) ? 0 : null)) });

/** Operands with `lanes` lanes each for the batched ones, and the operands of each lane by itself. */
export function spread(
  inputs: readonly Tensor[],
  batched: readonly number[],
  lanes: number,
  structured = false,
): { stacked: Tensor[]; apart: Tensor[][] } {
  const varied = inputs.map((input, i) => (batched.includes(i) ? lanesOf(input, lanes, structured) : undefined));
  return {
    stacked: inputs.map((input, i) => {
      const own = varied[i];
      return own === undefined ? input : stack(input.type, own);
    }),
    apart: Array.from({ length: lanes }, (_, lane) => inputs.map((input, i) => varied[i]?.[lane] ?? input)),
  };
}

/** What the lanes give one after the other. */
export async function loop(
  { backend }: Subject,
  f: ArrayFunction,
  apart: readonly Tensor[][],
  types: readonly ArrayType[],
): Promise<Tensor[]> {
  const results: (readonly Tensor[])[] = [];
  for (const inputs of apart) results.push(await run(backend, f, inputs));
  return types.map((type, k) =>
    stack(
      type,
      results.map((lane) => lane[k] as Tensor),
    ),
  );
}

const magnitudes = (xs: readonly Tensor[]): Tensor[] =>
  xs.map((x) => (epsilonOf(x.type.dtype) === 0 ? x : tensorOfMagnitudes(x)));
const tensorOfMagnitudes = ({ type, data }: Tensor): Tensor => astype({ type, data: data.map(Math.abs) }, type.dtype);

/**
 * Lanes and loop agree: exactly, or where the order of terms is free up to one rounding for each of n terms, relative to what
 * the primitive makes of the operands' magnitudes (its condition number). Of structured operands the magnitudes lack the
 * structure: there the bound is relative to the largest result, as for all stable algorithms on well-conditioned operands.
 */
async function requireLanes(
  subject: Subject,
  where: string,
  actual: readonly Tensor[],
  expected: readonly Tensor[],
  apart: readonly Tensor[][],
): Promise<void> {
  if (!subject.sample.reassociates) return requireSame(where, actual, expected);
  const terms = elementsOf(subject.sample.inputs);
  if (subject.sample.structured) return requireClose(where, actual, expected, normwise(expected, terms));
  const sizes = await loop(
    subject,
    functionOf(subject),
    apart.map(magnitudes),
    expected.map(({ type }) => ({ ...type, shape: type.shape.slice(1) })),
  );
  requireClose(where, actual, expected, (i, k) => {
    const { type, data } = sizes[i] as Tensor;
    return terms * epsilonOf(type.dtype) * Math.abs(data[k] as number);
  });
}

export const vmapIsLoop: Law = {
  name: "vmap = loop",
  applies: ({ sample }) => sample.inputs.length > 0,
  async check(subject) {
    const { primitive, sample, backend } = subject;
    const f = functionOf(subject);
    const count = sample.inputs.length;
    const types = orThrow(
      primitive.type(
        sample.inputs.map(({ type }) => type),
        sample.params,
      ),
    );
    const everything = sample.inputs.map((_, i) => i);
    const choices = [
      ...subsets(everything).map((batched) => ({ batched, lanes: 3 })),
      { batched: everything, lanes: 1 },
      { batched: everything, lanes: 0 },
    ];
    for (const { batched, lanes } of choices) {
      const { stacked, apart } = spread(sample.inputs, batched, lanes, sample.structured);
      const actual = await run(backend, mapped(f, count, batched), stacked);
      await requireLanes(
        subject,
        `${named(subject, batched)}, ${lanes} lanes`,
        actual,
        await loop(subject, f, apart, types),
        apart,
      );
    }
  },
};

/** For results far from cancellation: n roundings of the largest element. */
export const normwise =
  (expected: readonly Tensor[], roundings: number) =>
  (result: number): number => {
    const { type, data } = expected[result] as Tensor;
    return roundings * epsilonOf(type.dtype) * largest(data);
  };
