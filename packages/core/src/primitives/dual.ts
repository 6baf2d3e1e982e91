/**
 * Dual numbers as one more meaning of a scalar: from the body of a pointwise primitive follow its partial derivatives, as
 * bodies again, so to any order.
 */
import { BINARY, COMPARE, UNARY, type Scalar, type ScalarOps } from "../ir/scalar.js";
import { isInexact, type DType } from "../ir/type.js";
import { BINARY_RULES, UNARY_RULES, type BinaryRule, type Calculus } from "./partials.js";

/** A scalar with a tangent; `null` is a tangent of zero, for which no work is done. */
export interface Dual<S> {
  readonly primal: S;
  readonly tangent: S | null;
  readonly dtype: DType;
}

/** What `dual` gives: the meaning, and the ways in. */
export interface DualOps<S> extends ScalarOps<Dual<S>> {
  /** A scalar with a tangent of zero. */
  constant(x: S): Dual<S>;
  /** A scalar with a tangent of one. */
  variable(x: S): Dual<S>;
}

/** Duals over any meaning of a scalar. Scalars that name their element type are taken at their word; others have the first operand's. */
export function dual<S>(meaning: ScalarOps<S>): DualOps<S> {
  // Rules are written over opaque scalars; in here S is one.
  const ops = dualOfOpaque(meaning as unknown as ScalarOps<Scalar>);
  return ops as unknown as DualOps<S>;
}

type D = Dual<Scalar>;

function dualOfOpaque(s: ScalarOps<Scalar>): DualOps<Scalar> {
  const dtypeOf = (x: Scalar): DType => (x as { readonly dtype?: DType }).dtype ?? s.dtype;
  const ones = new Map<DType, Scalar>();
  const one = (dtype: DType): Scalar => {
    const known = ones.get(dtype) ?? s.lit(1, dtype);
    ones.set(dtype, known);
    return known;
  };
  const isOne = (t: Scalar): boolean => [...ones.values()].includes(t);
  const scale = (t: Scalar, factor: Scalar): Scalar => (isOne(t) ? factor : s.mul(t, factor));
  const calculus = (dtype: DType): Calculus => ({ s, scale, n: (value) => s.lit(value, dtype) });
  const constant = (primal: Scalar, dtype = dtypeOf(primal)): D => ({ primal, tangent: null, dtype });
  const plus = (x: Scalar | null, y: Scalar | null): Scalar | null => (x === null ? y : y === null ? x : s.add(x, y));

  const ops: Record<string, unknown> = {
    dtype: s.dtype,
    constant,
    variable: (x: Scalar): D => ({ ...constant(x), tangent: isInexact(dtypeOf(x)) ? one(dtypeOf(x)) : null }),
    lit: (value: number | boolean, dtype: DType = s.dtype) => constant(s.lit(value, dtype), dtype),
    isFinite: (x: D) => constant(s.isFinite(x.primal), "bool"),
    bitcast: (x: D, dtype: DType) => constant(s.bitcast(x.primal, dtype), dtype),
    convert: ({ primal, tangent }: D, dtype: DType): D => ({
      primal: s.convert(primal, dtype),
      tangent: tangent === null || !isInexact(dtype) ? null : s.convert(tangent, dtype),
      dtype,
    }),
    select: (condition: D, x: D, y: D): D => ({
      primal: s.select(condition.primal, x.primal, y.primal),
      tangent:
        x.tangent === null && y.tangent === null
          ? null
          : s.select(condition.primal, x.tangent ?? s.lit(0, x.dtype), y.tangent ?? s.lit(0, x.dtype)),
      dtype: x.dtype,
    }),
  };
  for (const name of UNARY) {
    const rule = UNARY_RULES[name];
    ops[name] = ({ primal, tangent, dtype }: D): D => {
      const ans = s[name](primal);
      const through = tangent === null || rule === null ? null : rule(calculus(dtype), tangent, primal, ans);
      return { primal: ans, tangent: through, dtype };
    };
  }
  for (const name of BINARY) {
    const [byX, byY] = BINARY_RULES[name];
    ops[name] = (x: D, y: D): D => {
      const ans = s[name](x.primal, y.primal);
      const through = (t: Scalar | null, rule: BinaryRule | null): Scalar | null =>
        t === null || rule === null ? null : rule(calculus(x.dtype), t, x.primal, y.primal, ans);
      return { primal: ans, tangent: plus(through(x.tangent, byX), through(y.tangent, byY)), dtype: x.dtype };
    };
  }
  for (const name of COMPARE) ops[name] = (x: D, y: D) => constant(s[name](x.primal, y.primal), "bool");
  return ops as unknown as DualOps<Scalar>;
}
