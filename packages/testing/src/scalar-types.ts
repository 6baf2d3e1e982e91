/** Element types as one more meaning of a scalar: what a scalar body gives for operands of given types. */
import { BINARY, COMPARE, runBody, UNARY, type DType, type Primitive, type ScalarOps } from "@fluxion/core";
import { violation } from "./violation.js";

interface Typed {
  readonly dtype: DType;
}

function typesOf(name: string, dtype: DType): ScalarOps<Typed> {
  const same = (operation: string, x: Typed, y: Typed): Typed =>
    x.dtype === y.dtype
      ? x
      : violation(name, `the body applies ${operation} to ${x.dtype} and ${y.dtype}`, "convert one of them");
  const bool: Typed = { dtype: "bool" };
  const ops: Record<string, unknown> = {
    dtype,
    lit: (_: number | boolean, of: DType = dtype): Typed => ({ dtype: of }),
    select: (condition: Typed, x: Typed, y: Typed): Typed => (same("select", condition, bool), same("select", x, y)),
    convert: (_: Typed, to: DType): Typed => ({ dtype: to }),
    bitcast: (_: Typed, to: DType): Typed => ({ dtype: to }),
    isFinite: () => bool,
  };
  for (const unary of UNARY) ops[unary] = (x: Typed) => x;
  for (const binary of BINARY) ops[binary] = (x: Typed, y: Typed) => same(binary, x, y);
  for (const compare of COMPARE) ops[compare] = (x: Typed, y: Typed) => (same(compare, x, y), bool);
  return ops as unknown as ScalarOps<Typed>;
}

/** Element types of the results, by the scalar body; `undefined` for a primitive that has none. */
export const dtypesOfBody = (
  { name, scalar }: Primitive,
  operands: readonly DType[],
  params: object,
): DType[] | undefined =>
  scalar &&
  runBody(
    scalar,
    typesOf(name, operands[0] ?? "float32"),
    params,
    operands.map((dtype): Typed => ({ dtype })),
  ).map(({ dtype }) => dtype);
