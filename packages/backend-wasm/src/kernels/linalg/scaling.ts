/** What decompositions do before and after: look for NaN, scale by a power of two, choose signs, put numbers in order. */
import { f64, i32, i64, load, select, store, type Code, type F64, type I32, type Local } from "../../emit/index.js";
import { count, type Doubles } from "./doubles.js";
import { plus, times, type Index } from "./index-arithmetic.js";

/** 1 where all numbers are finite. */
export function allFinite(code: Code, x: Doubles, size: number): Local<"i32"> {
  const fine = code.let(i32.const(1));
  count(code, 0, size, (i) => code.set(fine, i32.and(fine, f64.lt(f64.abs(x.get(i)), f64.const(Infinity)))));
  return fine;
}

/** A power of two that brings the largest element between 1 and 2; 1 for zeros. Multiplying by it (or its inverse) is exact. */
export function scaleOf(code: Code, x: Doubles, size: number): Local<"f64"> {
  const most = code.let(f64.const(0));
  count(code, 0, size, (i) => code.set(most, f64.max(most, f64.abs(x.get(i)))));
  const exponent = code.let(i64.shrU(i64.reinterpretF64(most), i64.const(52n)));
  const bounded = code.let(select(i64.ltS(exponent, i64.const(23n)), i64.const(23n), exponent));
  const least = select(i64.gtS(bounded, i64.const(2023n)), i64.const(2023n), bounded);
  const power = f64.reinterpretI64(i64.shl(i64.sub(i64.const(2046n), least), i64.const(52n)));
  return code.let(select(f64.eq(most, f64.const(0)), f64.const(1), power));
}

/** The sign that makes the largest of n elements positive: of nearly equal ones the first counts, so that rounding does not decide. */
export function leadingSign(code: Code, x: Doubles, first: Index, n: number): Local<"f64"> {
  const most = code.let(f64.const(0));
  const size = (i: I32): F64 => f64.abs(x.get(plus(first, i)));
  count(code, 0, n, (i) => code.set(most, f64.max(most, size(i))));
  const bound = code.let(f64.mul(most, f64.const(1 - 1e-6)));
  const sign = code.let(f64.const(1));
  code.block((end) =>
    count(code, 0, n, (i) =>
      code.if(f64.ge(size(i), bound), () => {
        code.if(f64.lt(x.get(plus(first, i)), f64.const(0)), () => code.set(sign, f64.const(-1)));
        code.branch(end);
      }),
    ),
  );
  return sign;
}

/** Writes the places (words) of n numbers in order, ascending or descending: by insertion, which is stable. */
export function writeOrder(code: Code, x: Doubles, n: number, order: I32, descending: boolean): void {
  const word = (i: Index): I32 => i32.add(order, typeof i === "number" ? i32.const(4 * i) : i32.shl(i, i32.const(2)));
  count(code, 0, n, (i) => {
    const value = code.let(x.get(i));
    const at = code.let(i);
    code.block((end) =>
      code.loop((again) => {
        code.branchIf(i32.eqz(at), end);
        const before = code.let(load.i32(word(i32.sub(at, i32.const(1)))));
        const other = x.get(before);
        code.branchIf(i32.eqz(descending ? f64.lt(other, value) : f64.gt(other, value)), end);
        code.do(store.i32(word(at), before));
        code.set(at, i32.sub(at, i32.const(1)));
        code.branch(again);
      }),
    );
    code.do(store.i32(word(at), i));
  });
}

/** The word of an order. */
export const placeAt = (order: I32, i: I32): I32 => load.i32(i32.add(order, i32.shl(i, i32.const(2))));

/** Ones on the diagonal of an n × n matrix, zeros elsewhere. */
export function identity(code: Code, x: Doubles, n: number): void {
  x.fill(n * n, 0);
  count(code, 0, n, (i) => x.set(times(i, n + 1), f64.const(1)));
}
