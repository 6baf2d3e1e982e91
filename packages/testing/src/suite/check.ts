/** The checks of the backend suite: named functions that reject, and what they use to say so. */
import { FluxionError, type Backend, type DType, type FailureCode } from "@fluxion/core";
import type { Check } from "../check-primitive.js";
import { requireSame } from "../compare.js";
import { run, type ArrayFunction } from "../run.js";
import { tensor, type Filling, type Tensor } from "../tensor.js";
import { violation } from "../violation.js";

/** A check of one backend. */
export interface BackendCheck {
  readonly name: string;
  run(backend: Backend): Promise<void>;
}

export const onBackend = (checks: readonly BackendCheck[], backend: Backend): Check[] =>
  checks.map((check) => ({ name: check.name, run: () => check.run(backend) }));

export function require(holds: boolean, what: string, where: string): void {
  if (!holds) violation(where, what);
}

/** The body fails with a typed error of a code, whose message names what is wrong. */
export async function requireFailure(
  where: string,
  code: FailureCode,
  names: readonly string[],
  body: () => unknown,
): Promise<void> {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof FluxionError)) throw error;
    require(error.code === code, `the error has code ${error.code}, expected ${code}`, where);
    for (const name of names)
      require(error.message.includes(name), `the message does not name ${name}: ${error.message}`, where);
    return;
  }
  violation(where, `no error, expected one of code ${code}`);
}

export const f32 = (shape: readonly number[], filling: Filling): Tensor => tensor("float32", shape, filling);

/** The element type that small whole numbers are exact in, and that the backend has. */
export const wholeType = ({ dtypes }: Backend): DType =>
  dtypes.includes("float32") ? "float32" : (dtypes[0] ?? "float32");

/** A function of arrays gives exactly these results. */
export const requireResults = async (
  where: string,
  backend: Backend,
  f: ArrayFunction,
  inputs: readonly Tensor[],
  expected: readonly Tensor[],
): Promise<void> => requireSame(where, await run(backend, f, inputs), expected);
