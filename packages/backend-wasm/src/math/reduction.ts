/**
 * Angles far out, modulo 2π: of x/2π only the fraction matters, so that the bits of 1/2π which give whole turns are left out.
 * Source: M. Payne and R. Hanek, "Radian reduction for trigonometric functions" (1983).
 */
import {
  call,
  f64,
  f64x2,
  i32,
  i64,
  i64x2,
  type Code,
  type F64,
  type I32,
  type I64,
  type Local,
  type Module,
  type V128,
} from "../emit/index.js";
import type { Func } from "../emit/index.js";
import type { Scope } from "../lanes/value.js";

/** The binary digits of 1/2π after the point, 64 at a time; the first word is the zeros before it. */
const INVERSE_TURN = [
  0n,
  0x28be60db9391054an,
  0x7f09d5f47d4d3770n,
  0x36d8a5664f10e410n,
  0x7f9458eaf7aef158n,
  0x6dc91b8e909374b8n,
  0x01924bba82746487n,
  0x3f877ac72c4a69cfn,
  0xba208d7d4baed121n,
  0x3a671c09ad17df90n,
  0x4e64758e60d4ce7dn,
  0x272117e2ef7e4a0en,
  0xc7fe25fff7816603n,
  0xfbcbc462d6829b47n,
  0xdb4d9fb3c9f2c26dn,
  0xd3d18fd9a797fa8bn,
  0x5d49eeb1faf97c5en,
  0xcf41ce7de294a4ban,
  0x9afed7ec47e35742n,
  0x1580cc11bf1edaean,
] as const;

/** 2π in two parts, the first of 27 bits. */
const TURN = [6.283185303211212, 3.968374318722162e-9] as const;

const WORD = 0xffffffffn;
const low = (x: I64): I64 => i64.and(x, i64.const(WORD));
const high = (x: I64): I64 => i64.shrU(x, i64.const(32n));

/** `word(i)`: 64 digits of 1/2π. */
function digits(module: Module): Func {
  return module.shared("digits of 1/2π", { params: ["i32"], results: ["i64"] }, (code) => {
    const index = code.param(0, "i32");
    INVERSE_TURN.forEach((word, i) => code.if(i32.eq(index, i32.const(i)), () => code.return(i64.const(word))));
    return i64.const(0n);
  });
}

/** The lowest 192 bits of a product of 53 bits and six words of 32, least first; the same for the result. */
function multiply(code: Code, factor: I64, words: readonly I64[]): I64[] {
  const [lower, upper] = [code.let(low(factor)), code.let(high(factor))];
  const times = (by: I64, list: readonly I64[], added: readonly I64[]): I64[] => {
    let carry: I64 = i64.const(0n);
    return list.map((word, i) => {
      const sum = code.let(i64.add(i64.add(i64.mul(word, by), added[i] ?? i64.const(0n)), carry));
      carry = code.let(high(sum));
      return code.let(low(sum));
    });
  };
  const first = times(lower, words, []);
  return [first[0] as I64, ...times(upper, words.slice(0, -1), first.slice(1))];
}

/** `reduce(x)`: the angle between −π and π in two parts. */
function reduceFunction(module: Module): Func {
  const word = digits(module);
  return module.shared("reduce angle", { params: ["f64"], results: ["v128"] }, (code) => {
    const x = code.param(0, "f64");
    const bits = code.let(i64.reinterpretF64(x));
    const fraction = i64.and(bits, i64.const((1n << 52n) - 1n));
    const integer = code.let(i64.or(fraction, i64.const(1n << 52n)));
    const exponent = i64.and(i64.shrU(bits, i64.const(52n)), i64.const(0x7ffn));
    const position = code.let(i32.add(i32.wrapI64(exponent), i32.const(64 - 1075)));
    const first = code.let(i32.shrU(position, i32.const(6)));
    const shift = code.let(i64.extendI32U(i32.and(position, i32.const(63))));
    const at = (k: number): Local<"i64"> => code.let(call(word, "i64", i32.add(first, i32.const(k))));
    const window = [at(0), at(1), at(2), at(3)];
    const words = [2, 1, 0].flatMap((k) => {
      const left = i64.shl(window[k] as I64, shift);
      const right = i64.shrU(i64.shrU(window[k + 1] as I64, i64.const(1n)), i64.sub(i64.const(63n), shift));
      const both = code.let(i64.or(left, right));
      return [code.let(low(both)), code.let(high(both))];
    });
    const product = multiply(code, integer, words);
    const joined = (i: number): I64 => i64.or(i64.shl(product[i + 1] as I64, i64.const(32n)), product[i] as I64);
    const turns = code.let(joined(4));
    return twoParts(code, turns, joined(2), x);
  });
}

/** Digits after the point, as a signed number of 64 bits and what follows, times 2π. */
function twoParts(code: Code, turns: I64, following: I64, x: F64): V128 {
  const leading = code.let(i64.shl(i64.shrS(turns, i64.const(38n)), i64.const(38n)));
  const a = code.let(f64.mul(f64.convertI64S(leading), f64.const(2 ** -64)));
  const rest = f64.mul(f64.convertI64S(i64.sub(turns, leading)), f64.const(2 ** -64));
  const b = code.let(f64.add(rest, f64.mul(f64.convertI64U(following), f64.const(2 ** -128))));
  const exact = code.let(f64.mul(a, f64.const(TURN[0])));
  const crossed = f64.add(f64.mul(a, f64.const(TURN[1])), f64.mul(b, f64.const(TURN[1])));
  const others = code.let(f64.add(f64.mul(b, f64.const(TURN[0])), crossed));
  const sum = code.let(f64.add(exact, others));
  const lost = f64.add(f64.sub(exact, sum), others);
  const signed = (value: F64): F64 => f64.mul(value, f64.copysign(f64.const(1), x));
  return f64x2.replaceLane(f64x2.splat(signed(sum)), 1, signed(lost));
}

/** Where the mask has ones, puts the reduced angle into `angle` and what it lacks into `start`. */
export function reduceFar({ code, module }: Scope, angle: Local<"v128">, start: Local<"v128">, far: V128): void {
  const reduce = reduceFunction(module);
  for (const lane of [0, 1]) {
    const wanted: I32 = i32.wrapI64(i64x2.extractLane(far, lane));
    code.if(wanted, () => {
      const parts = code.let(call(reduce, "v128", f64x2.extractLane(angle, lane)));
      code.set(angle, f64x2.replaceLane(angle, lane, f64x2.extractLane(parts, 0)));
      code.set(start, f64x2.replaceLane(start, lane, f64x2.extractLane(parts, 1)));
    });
  }
}
