/** The remainder of a truncated division, exact: the divisor is subtracted bit by bit, as in a division by hand. */
import { call, f64, f64x2, i32, i64, select, type Func, type I64, type Module, type V128 } from "../emit/index.js";
import type { VectorOperation } from "../lanes/names.js";

const FRACTION = (1n << 52n) - 1n;
const SIGN = 1n << 63n;

function remainderFunction(module: Module): Func {
  return module.shared("remainder", { params: ["f64", "f64"], results: ["f64"] }, (code) => {
    const [x, y] = [code.param(0, "f64"), code.param(1, "f64")];
    const invalid = i32.or(i32.eqz(f64.lt(f64.abs(x), f64.const(Infinity))), i32.eqz(f64.gt(f64.abs(y), f64.const(0))));
    code.if(invalid, () => code.return(f64.const(NaN)));
    code.if(f64.lt(f64.abs(x), f64.abs(y)), () => code.return(x));
    /** Fraction with its leading one at bit 52, and exponent; those of subnormal numbers are 0 and less. */
    const parts = (value: I64): { fraction: I64; exponent: I64 } => {
      const stored = code.let(i64.and(i64.shrU(value, i64.const(52n)), i64.const(0x7ffn)));
      const subnormal = code.let(i32.eqzI64(stored));
      const own = i64.and(value, i64.const(FRACTION));
      const whole = code.let(select(subnormal, own, i64.or(own, i64.const(1n << 52n))));
      const shift = code.let(i64.sub(i64.clz(whole), i64.const(11n)));
      const exponent = select(subnormal, i64.const(1n), stored);
      return { fraction: code.let(i64.shl(whole, shift)), exponent: code.let(i64.sub(exponent, shift)) };
    };
    const a = parts(code.let(i64.reinterpretF64(x)));
    const b = parts(code.let(i64.reinterpretF64(f64.abs(y))));
    const rest = code.let(a.fraction);
    const exponent = code.let(a.exponent);
    const subtract = (): void => code.if(i64.geU(rest, b.fraction), () => code.set(rest, i64.sub(rest, b.fraction)));
    code.while(
      () => i64.gtS(exponent, b.exponent),
      () => {
        subtract();
        code.set(rest, i64.shl(rest, i64.const(1n)));
        code.set(exponent, i64.sub(exponent, i64.const(1n)));
      },
    );
    subtract();
    const sign = code.let(i64.and(i64.reinterpretF64(x), i64.const(SIGN)));
    code.if(i32.eqzI64(rest), () => code.return(f64.reinterpretI64(sign)));
    code.while(
      () => i32.and(i64.ltU(rest, i64.const(1n << 52n)), i64.gtS(exponent, i64.const(1n))),
      () => {
        code.set(rest, i64.shl(rest, i64.const(1n)));
        code.set(exponent, i64.sub(exponent, i64.const(1n)));
      },
    );
    code.if(i64.ltS(exponent, i64.const(1n)), () => {
      code.set(rest, i64.shrU(rest, i64.sub(i64.const(1n), exponent)));
      code.set(exponent, i64.const(1n));
    });
    const normal = i64.add(i64.and(rest, i64.const(FRACTION)), i64.shl(exponent, i64.const(52n)));
    const bits = select(i64.ltU(rest, i64.const(1n << 52n)), rest, normal);
    return f64.reinterpretI64(i64.or(bits, sign));
  });
}

export const rem: VectorOperation = ({ code, module }, x, y) => {
  const remainder = remainderFunction(module);
  const lane = (i: number): V128 =>
    f64x2.splat(call(remainder, "f64", f64x2.extractLane(x, i), f64x2.extractLane(y, i)));
  const first = code.let(lane(0));
  return f64x2.replaceLane(first, 1, f64x2.extractLane(lane(1), 1));
};
