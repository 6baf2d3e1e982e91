/** Scalars whose element type gives way: explicit ones, and what plain JavaScript numbers and booleans count as. */
import { isInteger, raise, toElement, type ArrayLike, type DType } from "@fluxion/core";

export type WeakKind = "bool" | "int" | "float";

/** A number that says whether it is a boolean, an integer or a float, which a JavaScript number cannot. */
export class WeakScalar {
  constructor(
    readonly value: number,
    readonly kind: WeakKind,
  ) {}
}

/** Everything that functions of this package take for an array. */
export type Operand = ArrayLike | WeakScalar | readonly Operand[];

/**
 * A scalar with an explicit weak kind, as a Python scalar has in JAX: beside an array it takes the array's type if that can
 * hold its kind (`weak(3, "float")` beside int32 gives float32), alone it is bool, int32 or float32.
 * @example np.add(np.array([1, 2], { dtype: "int32" }), np.weak(3, "float")).dtype // "float32"
 */
export const weak = (value: number | boolean, kind: WeakKind): WeakScalar => new WeakScalar(Number(value), kind);

/** What a scalar counts as beside arrays; `undefined` for anything that is not a scalar without a type. */
export function weakKindOf(x: unknown): WeakKind | undefined {
  if (typeof x === "number") return Number.isInteger(x) ? "int" : "float";
  if (typeof x === "boolean") return "bool";
  return x instanceof WeakScalar ? x.kind : undefined;
}

/** The number a weak scalar stands for, as an element of `dtype`; a typed error if an integer type cannot hold it. */
export function weakElement(x: number | boolean | WeakScalar, dtype: DType): number {
  const value = x instanceof WeakScalar ? x.value : Number(x);
  const element = toElement(value, dtype);
  if (isInteger(dtype) && element !== value && Number.isInteger(value))
    raise({
      code: "dtype",
      what: `${value} does not fit in ${dtype}`,
      fix: "convert the array to a wider type first, with astype",
    });
  return element;
}
