/** The type rule says what runs: results have the types that were inferred, by the body as well, and storage that fits. */
import { allocate, orThrow, programOf, showType, sizeOf, withDefaultBackend, type ArrayType } from "@fluxion/core";
import { requireTypes } from "../compare.js";
import type { Law, Subject } from "../law.js";
import { run } from "../run.js";
import { dtypesOfBody } from "../scalar-types.js";
import { functionOf } from "../subject.js";
import type { Tensor } from "../tensor.js";
import { violation } from "../violation.js";

/** Storage fits the type: the right kind of typed array, of the right length, with booleans 0 or 1. */
export function requireStorage(where: string, { type, data }: Tensor): void {
  const refuse = (what: string): never => violation(where, what);
  if (data.constructor !== allocate(type.dtype, 0).constructor)
    refuse(`${showType(type)} is stored in a ${data.constructor.name}`);
  if (data.length !== sizeOf(type.shape)) refuse(`${showType(type)} has ${data.length} elements`);
  if (type.dtype === "bool" && data.some((x) => x > 1)) refuse(`a boolean is stored as ${Math.max(...data)}`);
}

const untold = (types: readonly ArrayType[]): Tensor[] =>
  types.map((type) => ({ type, data: allocate(type.dtype, 0) }));

/** What the bodies of a primitive say of its results. */
function requireBodies(
  { primitive, sample, backend }: Subject,
  operands: readonly ArrayType[],
  promised: readonly ArrayType[],
): void {
  if (primitive.body !== undefined) {
    const { outputs } = withDefaultBackend(backend, () => programOf(primitive, operands, sample.params));
    requireTypes(`${primitive.name}, by its body`, untold(outputs.map(({ type }) => type)), untold(promised));
  }
  const dtypes = dtypesOfBody(
    primitive,
    operands.map(({ dtype }) => dtype),
    sample.params,
  );
  if (dtypes !== undefined)
    requireTypes(
      `${primitive.name}, by its scalar body`,
      untold(promised.map(({ shape }, i) => ({ shape, dtype: dtypes[i] ?? "bool" }))),
      untold(promised),
    );
}

export const typeRule: Law = {
  name: "the type rule says what runs",
  applies: () => true,
  async check(subject) {
    const { primitive, sample, backend } = subject;
    const operands = sample.inputs.map(({ type }) => type);
    const promised = orThrow(primitive.type(operands, sample.params));
    requireBodies(subject, operands, promised);
    const results = await run(backend, functionOf(subject), sample.inputs);
    requireTypes(primitive.name, results, untold(promised));
    results.forEach((result) => requireStorage(primitive.name, result));
  },
};
