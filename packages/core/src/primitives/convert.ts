/** Conversions of the element type. */
import { chain, map, right, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { fail, type Failure } from "../errors.js";
import { checkDType, DTYPES, isComplex, isInexact, type ArrayType, type DType } from "../ir/type.js";
import { ANY, elementwise, type PointwiseOperation } from "./pointwise.js";

export interface ElementType {
  /** Element type of the result. */
  readonly dtype: DType;
}

const oneOperand = (where: string, types: readonly ArrayType[]): Either<Failure, ArrayType> =>
  types.length === 1
    ? right(types[0] as ArrayType)
    : fail({
        code: "argument",
        what: `expected 1 operand, got ${types.length}`,
        where,
        fix: "pass one array, then the parameters",
      });

/**
 * To the nearest value of another type. Floats become integers by dropping the fraction, saturating, NaN to 0; integers
 * wrap; everything but zero becomes true; complex numbers drop their imaginary part.
 */
export const convert: PointwiseOperation<ElementType> = /* @__PURE__ */ elementwise<ElementType>("convert", {
  kinds: ANY,
  type: (types, { dtype }) =>
    pipe(
      checkDType("convert", dtype),
      chain(() => oneOperand("convert", types)),
      map((x) => [{ dtype, shape: x.shape }]),
    ),
  body:
    (s, { dtype }) =>
    (x) =>
      s.convert(x, dtype),
  jvp: ({ dtype }) => [(t) => convert(t, { dtype })],
  sameAs: ({ types: [x], params }) => (x?.dtype === params.dtype ? 0 : undefined),
  transpose: ({ cotangents: [ct], types: [x] }) => [
    ct == null || x === undefined || !isInexact(x.dtype) ? null : convert(ct, { dtype: x.dtype }),
  ],
});

/** Numbers of the same width; a boolean is not its storage, and complex numbers are two. */
const sameWidth = (from: DType, to: DType): boolean =>
  DTYPES[from].bytes === DTYPES[to].bytes && [from, to].every((dtype) => dtype !== "bool" && !isComplex(dtype));

/** The same bits read as another type of the same width. */
export const bitcast: PointwiseOperation<ElementType> = /* @__PURE__ */ elementwise<ElementType>("bitcast", {
  kinds: ANY,
  type: (types, { dtype }) =>
    pipe(
      checkDType("bitcast", dtype),
      chain(() => oneOperand("bitcast", types)),
      chain((x) =>
        sameWidth(x.dtype, dtype)
          ? right([{ dtype, shape: x.shape }])
          : fail({
              code: "dtype",
              what: `the bits of ${x.dtype} do not make ${dtype}`,
              where: "bitcast",
              fix: "choose a type of the same width",
            }),
      ),
    ),
  body:
    (s, { dtype }) =>
    (x) =>
      s.bitcast(x, dtype),
  jvp: [null],
});
