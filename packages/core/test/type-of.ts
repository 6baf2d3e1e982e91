/** Types as text, for tests of type rules: `typeOf(slice, ["f32[4]"], params)` is "f32[2]", or the failure. */
import { isLeft } from "#fp-ts/Either";
import type { Failure } from "../src/errors.js";
import type { Params, Primitive } from "../src/ir/primitive.js";
import { DTYPES, showType, type ArrayType, type DType } from "../src/ir/type.js";

export function type(text: string): ArrayType {
  const [, short, sizes] = /^(\w+)\[([\d,]*)\]$/.exec(text) as unknown as [string, string, string];
  const dtype = (Object.keys(DTYPES) as DType[]).find((name) => DTYPES[name].short === short);
  if (dtype === undefined) throw new Error(`no element type ${short}`);
  return { dtype, shape: sizes === "" ? [] : sizes.split(",").map(Number) };
}

export function typeOf<P extends Params>(
  primitive: Primitive<P>,
  inputs: readonly string[],
  params: P,
): string | Failure {
  const result = primitive.type(inputs.map(type), params);
  return isLeft(result) ? result.left : result.right.map(showType).join(" ");
}
