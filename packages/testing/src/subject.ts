/** What the laws ask about a subject: the primitive as a function, and directions along its operands. */
import { isFloat, isInexact, orThrow, type DType } from "@fluxion/core";
import { direction } from "./directions.js";
import type { Subject } from "./law.js";
import { alongSome, applying, pick, type ArrayFunction, type Transform } from "./run.js";
import type { Tensor } from "./tensor.js";

export const functionOf = ({ primitive, sample }: Subject): ArrayFunction => applying(primitive, sample.params);

/** A transform of the primitive along some operands: a function of all operands, and of what else the transform takes. */
export const transformed = (subject: Subject, active: readonly number[], transform: Transform): ArrayFunction =>
  alongSome(functionOf(subject), subject.sample.inputs.length, active, transform);

/** A direction for each of some operands. */
export const directionsOf = ({ sample }: Subject, active: readonly number[], salt = 0): Tensor[] =>
  pick(sample.inputs, active).map(({ type }, i) => direction(type, salt + i));

/** Whether derivatives along the sample are promised, and all its floats have one type. */
export const floatsAre = ({ sample }: Subject, dtype: DType): boolean =>
  sample.smooth.length > 0 && sample.inputs.every(({ type }) => type.dtype === dtype || !isFloat(type.dtype));

/** Whether some result carries derivatives. */
export const hasFloatResult = ({ primitive, sample }: Subject): boolean =>
  orThrow(
    primitive.type(
      sample.inputs.map(({ type }) => type),
      sample.params,
    ),
  ).some(({ dtype }) => isInexact(dtype));

/** For messages: the primitive, its parameters' names aside, and the operands in question. */
export const named = ({ primitive }: Subject, active: readonly number[]): string =>
  `${primitive.name}, along operand ${active.join(" and ")}`;

/** Whether derivatives are promised, in reverse mode too. */
export const hasReverse = ({ sample }: Subject): boolean => sample.smooth.length > 0 && !sample.forwardOnly;
