/** Functions on runs of float64, by address and length: what the algorithms about matrices spend their time in. */
import {
  call,
  f64,
  f64x2,
  i32,
  load,
  run,
  select,
  store,
  v128,
  type Code,
  type F64,
  type Func,
  type I32,
  type Module,
  type Statement,
} from "../../emit/index.js";

const ZERO = v128.const(new Float64Array(2));

/** Pairs of elements first, then the last one. */
function pairs(code: Code, n: I32, pair: (offset: I32) => void, last: (offset: I32) => void): void {
  const bytes = code.let(i32.shl(n, i32.const(3)));
  const even = code.let(i32.and(bytes, i32.const(-16)));
  code.for(i32.const(0), even, 16, pair);
  code.if(i32.ltS(even, bytes), () => last(even));
}

const dotFunction = (module: Module): Func =>
  module.shared("dot", { params: ["i32", "i32", "i32"], results: ["f64"] }, (code) => {
    const [a, b, n] = [code.param(0, "i32"), code.param(1, "i32"), code.param(2, "i32")];
    const sum = code.let(ZERO);
    const rest = code.let(f64.const(0));
    pairs(
      code,
      n,
      (at) => code.set(sum, f64x2.add(sum, f64x2.mul(load.v128(i32.add(a, at)), load.v128(i32.add(b, at))))),
      (at) => code.set(rest, f64.mul(load.f64(i32.add(a, at)), load.f64(i32.add(b, at)))),
    );
    return f64.add(f64.add(f64x2.extractLane(sum, 0), f64x2.extractLane(sum, 1)), rest);
  });
/** Σ aᵢ bᵢ. */
export const dot = (module: Module, a: I32, b: I32, n: I32): F64 => call(dotFunction(module), "f64", a, b, n);

const subtractFunction = (module: Module): Func =>
  module.shared("subtract multiple", { params: ["i32", "i32", "i32", "f64"], results: [] }, (code) => {
    const [x, y, n, factor] = [code.param(0, "i32"), code.param(1, "i32"), code.param(2, "i32"), code.param(3, "f64")];
    const both = code.let(f64x2.splat(factor));
    pairs(
      code,
      n,
      (at) => {
        const place = code.let(i32.add(y, at));
        code.do(store.v128(place, f64x2.sub(load.v128(place), f64x2.mul(both, load.v128(i32.add(x, at))))));
      },
      (at) => {
        const place = code.let(i32.add(y, at));
        code.do(store.f64(place, f64.sub(load.f64(place), f64.mul(factor, load.f64(i32.add(x, at))))));
      },
    );
  });
/** y ← y − factor · x. */
export const subtractMultiple = (module: Module, x: I32, y: I32, n: I32, factor: F64): Statement =>
  run(subtractFunction(module), x, y, n, factor);

const rotateFunction = (module: Module): Func =>
  module.shared("rotate", { params: ["i32", "i32", "i32", "f64", "f64"], results: [] }, (code) => {
    const [a, b, n] = [code.param(0, "i32"), code.param(1, "i32"), code.param(2, "i32")];
    const [c, s] = [code.param(3, "f64"), code.param(4, "f64")];
    code.for(i32.const(0), i32.shl(n, i32.const(3)), 8, (at) => {
      const [p, q] = [code.let(load.f64(i32.add(a, at))), code.let(load.f64(i32.add(b, at)))];
      code.do(store.f64(i32.add(a, at), f64.add(f64.mul(c, p), f64.mul(s, q))));
      code.do(store.f64(i32.add(b, at), f64.sub(f64.mul(c, q), f64.mul(s, p))));
    });
  });
/** Turns elements by the rotation [c s; −s c]. */
export const rotate = (module: Module, a: I32, b: I32, n: I32, c: F64, s: F64): Statement =>
  run(rotateFunction(module), a, b, n, c, s);

const hypotFunction = (module: Module): Func =>
  module.shared("hypot", { params: ["f64", "f64"], results: ["f64"] }, (code) => {
    const [x, y] = [f64.abs(code.param(0, "f64")), f64.abs(code.param(1, "f64"))];
    const most = code.let(f64.max(x, y));
    code.if(i32.or(f64.eq(most, f64.const(0)), f64.eq(most, f64.const(Infinity))), () => code.return(most));
    const [a, b] = [code.let(f64.div(x, most)), code.let(f64.div(y, most))];
    return f64.mul(most, f64.sqrt(f64.add(f64.mul(a, a), f64.mul(b, b))));
  });
/** √(x² + y²), without overflow on the way. */
export const hypot = (module: Module, x: F64, y: F64): F64 => call(hypotFunction(module), "f64", x, y);

const normFunction = (module: Module): Func =>
  module.shared("norm", { params: ["i32", "i32"], results: ["f64"] }, (code) => {
    const [at, n] = [code.param(0, "i32"), code.param(1, "i32")];
    const bytes = code.let(i32.shl(n, i32.const(3)));
    const most = code.let(f64.const(0));
    code.for(i32.const(0), bytes, 8, (i) => code.set(most, f64.max(most, f64.abs(load.f64(i32.add(at, i))))));
    const usual = i32.and(f64.gt(most, f64.const(0)), f64.lt(most, f64.const(Infinity)));
    code.if(i32.eqz(usual), () => code.return(most));
    const sum = code.let(f64.const(0));
    code.for(i32.const(0), bytes, 8, (i) => {
      const part = code.let(f64.div(load.f64(i32.add(at, i)), most));
      code.set(sum, f64.add(sum, f64.mul(part, part)));
    });
    return f64.mul(most, f64.sqrt(sum));
  });
/** The Euclidean norm, without overflow on the way. */
export const norm = (module: Module, at: I32, n: I32): F64 => call(normFunction(module), "f64", at, n);

const reflectionFunction = (module: Module): Func =>
  module.shared("reflection", { params: ["i32", "i32"], results: ["f64"] }, (code) => {
    const [at, n] = [code.param(0, "i32"), code.param(1, "i32")];
    code.if(i32.leS(n, i32.const(1)), () => code.return(f64.const(0)));
    const tail = code.let(i32.add(at, i32.const(8)));
    const rest = code.let(norm(module, tail, i32.sub(n, i32.const(1))));
    code.if(f64.eq(rest, f64.const(0)), () => code.return(f64.const(0)));
    const first = code.let(load.f64(at));
    const length = code.let(hypot(module, first, rest));
    const image = code.let(select(f64.gt(first, f64.const(0)), f64.neg(length), length));
    const lead = code.let(f64.sub(first, image));
    code.for(i32.const(8), i32.shl(n, i32.const(3)), 8, (i) => {
      const place = code.let(i32.add(at, i));
      code.do(store.f64(place, f64.div(load.f64(place), lead)));
    });
    code.do(store.f64(at, image));
    return f64.div(f64.sub(image, first), image);
  });
/**
 * Makes the reflection I − τ·v·vᵀ that maps n elements onto a multiple of the first unit vector: v₀ = 1 is not stored, the rest of v
 * and that multiple replace the elements. Gives τ; 0 (no reflection) where nothing but the first element differs from zero.
 * Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., 5.1.
 */
export const reflection = (module: Module, at: I32, n: I32): F64 => call(reflectionFunction(module), "f64", at, n);

const reflectFunction = (module: Module): Func =>
  module.shared("reflect", { params: ["i32", "f64", "i32", "i32"], results: [] }, (code) => {
    const [v, tau, n, x] = [code.param(0, "i32"), code.param(1, "f64"), code.param(2, "i32"), code.param(3, "i32")];
    code.if(f64.eq(tau, f64.const(0)), () => code.return());
    const eight = i32.const(8);
    const rest = code.let(i32.sub(n, i32.const(1)));
    const along = code.let(f64.mul(tau, f64.add(load.f64(x), dot(module, i32.add(v, eight), i32.add(x, eight), rest))));
    code.do(store.f64(x, f64.sub(load.f64(x), along)));
    code.do(subtractMultiple(module, i32.add(v, eight), i32.add(x, eight), rest, along));
  });
/** Applies a reflection, whose v stands at `v` after its leading 1, to n elements at `x`. */
export const reflect = (module: Module, v: I32, tau: F64, n: I32, x: I32): Statement =>
  run(reflectFunction(module), v, tau, n, x);
