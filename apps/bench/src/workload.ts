/** What is measured: workloads, the ways to compute each, and the float64 reference that every way must agree with. */

/**
 * Ours compiled; ours operation by operation; what one would write by hand; and the same with every operation rounded to
 * float32, as ours are, so that the results are the same bit for bit.
 */
const NAMES = ["jit", "eager", "plain JS", "plain JS, rounded"] as const;
export type ContenderName = (typeof NAMES)[number];

export interface Contender {
  readonly name: ContenderName;
  /** Computes the result once: a tree of arrays, typed arrays and numbers. */
  readonly call: () => unknown;
}

/** The right result: element i of its arrays, laid one after another. */
export interface Reference {
  readonly size: number;
  at(i: number): number;
}

export interface Workload {
  readonly name: string;
  readonly contenders: readonly Contender[];
  /** Made when it is needed, since it may cost much. */
  readonly reference: () => Reference;
  /** Largest error allowed, relative to the largest element of the reference. */
  readonly tolerance: number;
  /** The workload whose gradient this is, in the same group. */
  readonly primal?: string;
}

export type Scale = "full" | "small";

/** Workloads that are measured in turns, so that what disturbs one disturbs all. */
export interface Group {
  readonly name: string;
  /** The workloads at the size that is measured, or at one that a test can afford. */
  workloads(scale: Scale): readonly Workload[];
}

/** A group whose data depend on a size. */
export const group = <S>(
  name: string,
  sizes: Readonly<Record<Scale, S>>,
  make: (size: S) => readonly Workload[],
): Group => ({ name, workloads: (scale) => make(sizes[scale]) });

/** The contenders by name, without those that make no sense. */
export const contenders = (calls: Partial<Record<ContenderName, () => unknown>>): Contender[] =>
  NAMES.flatMap((name) => {
    const call = calls[name];
    return call === undefined ? [] : [{ name, call }];
  });
