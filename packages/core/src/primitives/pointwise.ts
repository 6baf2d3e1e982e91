/**
 * Pointwise primitives: a body over any meaning of a scalar, applied to every element. From the body follow the value on
 * every backend, fusion, batching and (where no rule is given) the derivative.
 */
import { right, type Either } from "#fp-ts/Either";
import { fail, type Failure } from "../errors.js";
import { NO_PARAMS } from "../ir/key.js";
import type { Cotangent, Params, Primitive, Tangent, TransposeArguments } from "../ir/primitive.js";
import type { ScalarBody } from "../ir/scalar.js";
import { DTYPES, isInexact, sameType, showType, type ArrayType, type DType, type Kind } from "../ir/type.js";
import { NDArray } from "../ir/value.js";
import { asArray, type ArrayLike } from "../trace/asarray.js";
import { bind } from "../trace/bind.js";
import { fullLike } from "./constant.js";
import { callable, makePrimitive } from "./define.js";
import { broadcast } from "./reduce.js";

/** Contribution of one operand: tangent of the result from the operand's tangent, the result and the operands. */
export type TangentTerm = (t: NDArray, ans: NDArray, x: NDArray, y: NDArray, z: NDArray) => NDArray;
/** One term per operand, `null` where the derivative is zero. */
export type TangentTerms = readonly (TangentTerm | null)[];

export interface PointwiseSpec<P extends Params> {
  readonly body: ScalarBody<P>;
  /** Kinds of elements accepted; floats if not given. */
  readonly kinds?: readonly Kind[];
  /** Element type of the result, where it differs from the first operand's. */
  result?(dtype: DType, params: P): DType;
  /** The type rule, where operands differ in type. */
  type?: Primitive<P>["type"];
  /** One term per operand; derived from the body if not given. */
  readonly jvp?: TangentTerms | ((params: P) => TangentTerms);
  /** For linear (or bilinear) operations. */
  transpose?(args: TransposeArguments<P>): readonly Cotangent[];
  readonly kernels?: Primitive<P>["kernels"];
  sameAs?: Primitive<P>["sameAs"];
  readonly commutative?: boolean;
  readonly bilinear?: boolean;
  readonly undoes?: Primitive;
}

/** Operands of the same type; numbers take the type of the first array among them. */
export type PointwiseOperation<P extends Params> = Primitive<P> &
  ((...operands: [...xs: ArrayLike[], params: P] | ArrayLike[]) => NDArray);

export const REAL: readonly Kind[] = ["int", "uint", "float"];
export const NUMBERS: readonly Kind[] = ["int", "uint", "float", "complex"];
export const INTEGERS: readonly Kind[] = ["int", "uint"];
export const BITS: readonly Kind[] = ["bool", "int", "uint"];
export const ANY: readonly Kind[] = ["bool", "int", "uint", "float", "complex"];

function sameTypes<P>(name: string, arity: number, kinds: readonly Kind[], result: (dtype: DType, params: P) => DType) {
  return (types: readonly ArrayType[], params: P): Either<Failure, readonly ArrayType[]> => {
    const first = types[0];
    if (first === undefined || types.length !== arity)
      return fail({
        code: "argument",
        what: `expected ${arity} operands, got ${types.length}`,
        where: name,
        fix: "pass one array or number per operand",
      });
    const other = types.find((type) => !sameType(type, first));
    if (other !== undefined)
      return fail({
        code: other.dtype === first.dtype ? "shape" : "dtype",
        what: `operands differ in type: ${types.map(showType).join(" and ")}`,
        where: name,
        fix: "primitives take equal types: use the functions of np, which broadcast and promote, or convert and broadcast first",
      });
    if (!kinds.includes(DTYPES[first.dtype].kind))
      return fail({
        code: "dtype",
        what: `not defined for ${first.dtype}`,
        where: name,
        fix: `convert to one of: ${kinds.join(", ")}`,
      });
    return right([{ dtype: result(first.dtype, params), shape: first.shape }]);
  };
}

function tangentOf(
  terms: TangentTerms,
  tangents: readonly Tangent[],
  ans: NDArray,
  inputs: readonly NDArray[],
): Tangent {
  let total: Tangent = null;
  if (!isInexact(ans.dtype)) return null;
  const [x, y, z] = inputs as readonly [NDArray, NDArray, NDArray];
  tangents.forEach((t, i) => {
    const term = terms[i];
    if (t === null || term == null) return;
    const part = term(t, ans, x, y, z);
    total = total === null ? part : add(total, part);
  });
  return total;
}

/** Batched and plain operands side by side: plain ones are repeated along the batch axis. */
export function alignBatch(inputs: readonly NDArray[], batched: readonly boolean[], size: number): NDArray[] {
  return inputs.map((x, i) => (batched[i] ? x : broadcast(x, { shape: [size, ...x.shape], axes: [0] })));
}

export function elementwise<P extends Params = object>(
  name: string,
  spec: PointwiseSpec<P>,
  arity?: number,
): PointwiseOperation<P> {
  const { body, jvp, type, kinds = ["float"], result = (dtype) => dtype, ...rules } = spec;
  const operands = arity ?? (Array.isArray(jvp) ? jvp.length : 1);
  const operation: PointwiseOperation<P> = callable(
    makePrimitive<P>(name, {
      ...rules,
      type: type ?? sameTypes(name, operands, kinds, result),
      scalar: body,
      ...(jvp !== undefined && {
        jvp: ({ inputs, outputs, tangents, params }) => [
          tangentOf(typeof jvp === "function" ? jvp(params) : jvp, tangents, outputs[0] as NDArray, inputs),
        ],
      }),
      batch: ({ inputs, batched, size, params }) => ({
        outputs: bind(operation, alignBatch(inputs, batched, size), params),
        batched: [true],
      }),
    }),
    ((...args: unknown[]): NDArray => {
      const params = (args.length > operands ? args[operands] : NO_PARAMS) as P;
      return bind(operation, likeOperands(args.slice(0, operands)), params)[0] as NDArray;
    }) as PointwiseOperation<P>,
  );
  return operation;
}

/** Numbers among the operands become constants of the first array's type. */
export function likeOperands(operands: readonly unknown[]): NDArray[] {
  const like = operands.find((x): x is NDArray => x instanceof NDArray);
  return operands.map((x) => (typeof x === "number" && like !== undefined ? fullLike(like, x) : asArray(x)));
}

/** Sum. It stands here because the tangents of pointwise primitives are added up with it. x + (−0) is x; x + 0 is not. */
export const add: PointwiseOperation<object> = /* @__PURE__ */ elementwise("add", {
  kinds: NUMBERS,
  body: (s) => (x, y) => s.add(x, y),
  commutative: true,
  jvp: [(t) => t, (t) => t],
  transpose: ({ cotangents: [ct], inputs }) => inputs.map((x) => (x === null ? (ct ?? null) : null)),
  sameAs: ({ values: [x, y] }) => (Object.is(y, -0) ? 0 : Object.is(x, -0) ? 1 : undefined),
});
