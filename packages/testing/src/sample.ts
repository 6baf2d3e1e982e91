/** Samples: operands and parameters that a primitive is tried with, and what is promised about them. */
import { NO_PARAMS, type Params, type Primitive } from "@fluxion/core";
import type { Tensor } from "./tensor.js";

/** What holds near the values of a sample; laws about derivatives run where it says so. */
export interface Promises {
  /** Operands along which the primitive is smooth within 1/16 of the values. */
  readonly smooth: readonly number[];
  /** Sets of operands in which the primitive is linear together while the others are fixed. */
  readonly linear: readonly (readonly number[])[];
  /** Whether elements of the result are sums or products of many, so that the order of the terms shows in the rounding. */
  readonly reassociates: boolean;
  /** Whether operands have a structure that exchanging rows would destroy; lanes then hold multiples of them. */
  readonly structured: boolean;
  /** Whether reverse mode is refused by a typed error, since it cannot be. */
  readonly forwardOnly: boolean;
}

export interface Sample<P extends Params = Params> extends Promises {
  readonly inputs: readonly Tensor[];
  readonly params: P;
}

/** A sample; nothing is promised unless said. */
export const sample = <P extends Params>(
  inputs: readonly Tensor[],
  params: P,
  promises: Partial<Promises> = {},
): Sample<P> => ({
  inputs,
  params,
  smooth: [],
  linear: [],
  reassociates: false,
  structured: false,
  forwardOnly: false,
  ...promises,
});

/** A sample of a primitive without parameters. */
export const plain = (inputs: readonly Tensor[], promises: Partial<Promises> = {}): Sample =>
  sample<Params>(inputs, NO_PARAMS, promises);

/** A primitive with its samples, whatever its parameters are. */
export interface Specimens {
  readonly primitive: Primitive;
  readonly samples: readonly Sample[];
}

/** The one place where the type of a primitive's parameters is forgotten. */
export const specimens = <P extends Params>(primitive: Primitive<P>, samples: readonly Sample<P>[]): Specimens => ({
  primitive: primitive as unknown as Primitive,
  samples,
});
