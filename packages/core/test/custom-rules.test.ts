/** Hand-written rules: what they may see, what they may leave out, what they survive, and what is refused. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  checkpoint,
  convert,
  customGradient,
  customJvp,
  customVjp,
  DifferentiationError,
  DTypeError,
  EscapedTracerError,
  exp,
  grad,
  hessian,
  jacfwd,
  jit,
  jvp,
  linearize,
  log1p,
  mul,
  scan,
  setDefaultBackend,
  ShapeError,
  sin,
  StructureError,
  sub,
  vjp,
  vmap,
  cond,
  lt,
  type NDArray,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";
import { close, f64, failure, flat, i32, total } from "./support.js";

setDefaultBackend(cpu());
const any = (f: unknown): never => f as never;

describe("outside of jit values are known", () => {
  const branch = (x: NDArray): NDArray => (x.item() > 0 ? mul(x, x) : mul(x, -3));
  const byJvp = customJvp(
    branch,
    any(([x]: [NDArray], [t]: [NDArray]) => [branch(x), mul(t, x.item() > 0 ? 10 : 20)]),
  );
  const byVjp = customVjp(
    branch,
    any((x: NDArray) => [branch(x), x.item() > 0 ? 10 : 20]),
    any((factor: NDArray, ct: NDArray) => [mul(ct, factor.item())]),
  );
  const byGradient = customGradient(
    (x: NDArray) => [branch(x), (ct: NDArray) => [mul(ct, x.item() > 0 ? 10 : 20)]] as const,
  );
  test("in functions and in rules, under grad, jvp, linearize and each other", () => {
    for (const f of [byJvp, byGradient]) {
      expect([f(f64(3)).item(), f(f64(-3)).item()]).toEqual([9, 9]);
      expect([grad(f)(f64(3)).item(), grad(f)(f64(-3)).item()]).toEqual([10, 20]);
      expect(jvp(f, [f64(3)], [f64(1)]).map((y) => (y as NDArray).item())).toEqual([9, 10]);
      expect(linearize(f, [f64(-3)])[1](f64(1)).item()).toBe(20);
      expect(grad((x: NDArray) => mul(f(mul(x, 2)), x))(f64(1)).item()).toBe(4 + 20);
    }
    // The factor is a residual, so its value is only known where the backward pass runs on values.
    failure(Error as never, () => grad(byVjp)(f64(3)), "item()");
    const keeps = customVjp(
      branch,
      any((x: NDArray) => [branch(x), x]),
      any((x: NDArray, ct: NDArray) => [mul(ct, x)]),
    );
    expect([grad(keeps)(f64(3)).item(), grad(keeps)(f64(-3)).item()]).toEqual([3, -3]);
  });
  test("checkpointed functions may branch on values, too", () => {
    const f = checkpoint((x: NDArray) => (x.item() > 0 ? sin(mul(x, x)) : mul(x, -3)));
    close([grad(f)(f64(2)), grad(f)(f64(-2))], [f64(4 * Math.cos(4)), f64(-3)]);
    expect(f(f64(-2)).item()).toBe(6);
  });
  test("nothing is computed for host code that does not ask", () => {
    let calls = 0;
    const f = customJvp(
      (x: NDArray) => sin(x),
      any(([x]: [NDArray], [t]: [NDArray]) => {
        calls++;
        return [sin(x), t];
      }),
    );
    grad((x: NDArray) => f(x))(f64(1));
    expect(calls).toBe(1);
  });
});

describe("customJvp", () => {
  test("symbolic zeros are null, others are arrays of zeros", () => {
    const seen: (boolean | null)[][] = [];
    const rule = any(([x, y]: NDArray[], ts: (NDArray | null)[]) => {
      seen.push(ts.map((t) => (t === null ? null : t.dtype === "float64")));
      const [s, t] = ts as [NDArray | null, NDArray | null];
      const terms = [s && mul(s, y as NDArray), t && mul(t, x as NDArray)].filter((z) => z !== null);
      return [
        mul(x as NDArray, y as NDArray),
        terms.length === 2 ? add(terms[0] as NDArray, terms[1] as NDArray) : (terms[0] ?? null),
      ];
    });
    const symbolic = customJvp((x: NDArray, y: NDArray) => mul(x, y)).defjvp(rule, { symbolicZeros: true });
    const plain = customJvp((x: NDArray, y: NDArray) => mul(x, y), rule);
    for (const f of [symbolic, plain]) {
      expect(grad((x: NDArray) => f(x, f64(5)))(f64(2)).item()).toBe(5);
      expect(flat(vmap(grad((x: NDArray) => f(x, f64(5))))(f64([1, 2])))).toEqual([5, 5]);
      expect(flat(grad((x: NDArray) => total(vmap((x: NDArray) => f(x, f64(5)))(x)))(f64([1, 2])))).toEqual([5, 5]);
      expect(
        grad((x: NDArray, y: NDArray) => f(x, y), { argnums: [0, 1] })(f64(2), f64(3)).map((g) => g.item()),
      ).toEqual([3, 2]);
    }
    expect(seen.slice(0, 3)).toEqual([
      [true, null],
      [true, null],
      [true, null],
    ]);
    expect(seen.slice(4, 7)).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
  });
  test("rules that give null, for all or for a part", () => {
    const f = customJvp(
      (x: NDArray) => ({ a: mul(x, x), b: [sin(x), x] }),
      any(([x]: [NDArray], [t]: [NDArray]) => [
        { a: mul(x, x), b: [sin(x), x] },
        { a: null, b: [mul(t, 7), null] },
      ]),
    );
    const g = (x: NDArray): NDArray => {
      const { a, b } = f(x);
      return add(a, add(b[0] as NDArray, b[1] as NDArray));
    };
    for (const h of [g, jit(g)]) expect(grad(h)(f64(2)).item()).toBe(7);
    const constant = customJvp(
      (x: NDArray) => mul(x, x),
      any(([x]: [NDArray]) => [mul(x, x), null]),
    );
    expect(grad((x: NDArray) => constant(x))(f64(2)).item()).toBe(0);
  });
  test("static arguments of any kind, at any place", () => {
    const f = customJvp(
      (op: (x: NDArray) => NDArray, x: NDArray, name: string) => (name === "twice" ? mul(op(x), 2) : op(x)),
      any((op: (x: NDArray) => NDArray, name: string, [x]: [NDArray], [t]: [NDArray]) => [
        name === "twice" ? mul(op(x), 2) : op(x),
        mul(t, name.length),
      ]),
      { nondiffArgnums: [0, -1] },
    );
    for (const g of [(x: NDArray) => f(sin, x, "twice"), jit((x: NDArray) => f(sin, x, "twice"))]) {
      expect(g(f64(1)).item()).toBe(2 * Math.sin(1));
      expect(grad(g)(f64(1)).item()).toBe(5);
      expect(flat(vmap(grad(g))(f64([1, 2])))).toEqual([5, 5]);
    }
  });
});

describe("customVjp", () => {
  test("integers get and give null", () => {
    let given: unknown;
    const f = customVjp(
      (x: NDArray, n: NDArray) => [mul(x, convert(n, { dtype: "float64" })), add(n, 1)] as const,
      any((x: NDArray, n: NDArray) => [[mul(x, convert(n, { dtype: "float64" })), add(n, 1)], n]),
      any((n: NDArray, ct: unknown[]) => {
        given = ct[1];
        return [mul(ct[0] as NDArray, convert(n, { dtype: "float64" })), null];
      }),
    );
    for (const g of [(x: NDArray, n: NDArray) => f(x, n)[0], jit((x: NDArray, n: NDArray) => f(x, n)[0])])
      expect(grad(g)(f64(2), i32(3)).item()).toBe(3);
    expect(given).toBe(null);
    expect(flat(vmap(grad((x: NDArray, n: NDArray) => f(x, n)[0]))(f64([2, 2]), i32([3, 4])))).toEqual([3, 4]);
  });
  test("null for parts of trees; numbers for scalars", () => {
    type P = { a: NDArray; b: NDArray[]; m: Map<string, NDArray> };
    const value = ({ a, b, m }: P): NDArray => mul(mul(a, b[0] as NDArray), m.get("k") as NDArray);
    const f = customVjp(
      value,
      any((p: P) => [value(p), p]),
      any((p: P, ct: NDArray) => [{ a: mul(ct, 100), b: null, m: new Map([["k", 8]]) }]),
    );
    const at = (): P => ({ a: f64(2), b: [f64(3)], m: new Map([["k", f64(4)]]) });
    expect(flat(grad((p: P) => f(p))(at()))).toEqual([100, 0, 8]);
    expect(flat(jit(grad((p: P) => f(p)))(at()))).toEqual([100, 0, 8]);
  });
  test("what the rules close over is differentiated at second order", () => {
    const cube = (x: NDArray, w: NDArray): NDArray => {
      const f = customVjp(
        (y: NDArray) => mul(y, mul(y, y)),
        any((y: NDArray) => [mul(y, mul(y, y)), y]),
        any((y: NDArray, ct: NDArray) => [mul(ct, mul(mul(y, y), w))]),
      );
      return f(x);
    };
    expect(grad(cube)(f64(2), f64(3)).item()).toBe(12);
    for (const g of [grad(cube) as typeof cube, jit(grad(cube)) as unknown as typeof cube])
      expect(grad(g, { argnums: [0, 1] })(f64(2), f64(3)).map((y) => y.item())).toEqual([12, 4]);
  });
  test("forward mode transposes the backward rule, also in lanes, loops and second order", () => {
    const f = customVjp(
      (x: NDArray) => sin(x),
      any((x: NDArray) => [sin(x), x]),
      any((x: NDArray, ct: NDArray) => [mul(mul(ct, x), 2)]),
    );
    const x = f64(3);
    expect(jvp((x: NDArray) => f(x), [x], [f64(1)])[1].item()).toBe(6);
    expect(jacfwd(grad((x: NDArray) => f(x)))(x).item()).toBe(2);
    expect(hessian((x: NDArray) => f(x))(x).item()).toBe(2);
    expect(flat(vmap((x: NDArray) => jvp((x: NDArray) => f(x), [x], [f64(1)])[1])(f64([1, 2])))).toEqual([2, 4]);
    const loop = (x: NDArray): NDArray => scan((c: NDArray) => [f(c), null], x, null, { length: 2 })[0];
    const chain = 2 * 3 * 2 * Math.sin(3);
    close([jvp(loop, [x], [f64(1)])[1], grad(loop)(x), jit(grad(loop))(x)], [f64(chain), f64(chain), f64(chain)]);
  });
});

test("rules survive jit, vmap, scan, cond, checkpoint and each other", () => {
  const plain = (x: NDArray): NDArray => log1p(exp(x));
  const slope = (x: NDArray): NDArray => sub(1 as never, exp(mul(plain(x), -1)));
  const byJvp: (x: NDArray) => NDArray = customJvp(
    plain,
    any(([x]: [NDArray], [t]: [NDArray]) => [byJvp(x), mul(t, mul(slope(x), 2))]),
  );
  const byVjp: (x: NDArray) => NDArray = customVjp(
    plain,
    any((x: NDArray) => [plain(x), x]),
    any((x: NDArray, ct: NDArray) => [mul(ct, mul(slope(x), 2))]),
  );
  const xs = f64([0.3, -0.7, 1.1]);
  const doubled = (f: (x: NDArray) => NDArray) => (x: NDArray) => mul(grad(f)(x), 1);
  for (const f of [byJvp, byVjp]) {
    const expected = mul(slope(xs), 2);
    const inScan = (x: NDArray): NDArray => total(scan((_: null, v: NDArray) => [null, f(v)], null, x)[1]);
    const inCond = (x: NDArray): NDArray => cond(lt(x, f64(10)), f, (x: NDArray) => x, x);
    close(vmap(grad(f))(xs), expected);
    close(jit(vmap(grad(jit(f))))(xs), expected);
    close(grad(inScan)(xs), expected);
    close(jit(grad(checkpoint(inScan)))(xs), expected);
    close(vmap(grad(inCond))(xs), expected);
    close(vmap(grad(checkpoint(f)))(xs), expected);
    close(vmap((x: NDArray) => jvp(f, [x], [f64(1)])[1])(xs), expected);
    // Second order differentiates the rule: its slope is 2·plain′.
    const second = vmap(grad((x: NDArray) => mul(slope(x), 2)))(xs);
    close(vmap(grad(doubled(f)))(xs), second);
    close(jit(vmap(jacfwd(grad(f))))(xs), second);
    close(grad((x: NDArray) => total(vmap(grad(f))(x)))(xs), second);
  }
  const nested = customJvp(
    (x: NDArray) => byVjp(x),
    any(([x]: [NDArray], [t]: [NDArray]) => [byVjp(x), mul(jvp(byVjp, [x], [t])[1], 10)]),
  );
  close(vmap(grad((x: NDArray) => nested(x)))(xs), mul(slope(xs), 20));
});

describe("refused", () => {
  const f = (x: NDArray): { y: NDArray } => ({ y: mul(x, x) });
  const x = f64([1, 2]);
  const through = (custom: (x: NDArray) => { y: NDArray }) => () => grad((x: NDArray) => total(custom(x).y))(x);
  test("forward rules of the wrong structure or type show both sides", () => {
    const byJvp = (rule: unknown) => through(customJvp(f, any(rule)));
    failure(
      StructureError,
      byJvp(([x]: [NDArray]) => f(x)),
      /\[value, tangent\], got \{y: \*\}/,
    );
    failure(
      StructureError,
      byJvp(([x]: [NDArray], [t]: [NDArray]) => [f(x), t]),
      /structure \{y: \*\}, got \*/,
    );
    failure(
      StructureError,
      byJvp(([x]: [NDArray], [t]: [NDArray]) => [[x], { y: t }]),
      /\[\*\].*\{y: \*\}/,
    );
    failure(
      ShapeError,
      byJvp(([x]: [NDArray], [t]: [NDArray]) => [f(x), { y: total(t) }]),
      /f64\[\].*f64\[2\]/,
    );
    failure(
      DTypeError,
      byJvp(([x]: [NDArray], [t]: [NDArray]) => [f(x), { y: convert(t, { dtype: "float32" }) }]),
      /f32\[2\].*f64\[2\]/,
    );
    failure(
      ShapeError,
      byJvp(([x]: [NDArray], [t]: [NDArray]) => [{ y: total(x) }, { y: t }]),
      /f64\[\].*f64\[2\]/,
    );
  });
  test("backward rules of the wrong structure or type show both sides", () => {
    const byVjp = (fwd: unknown, bwd: unknown) => through(customVjp(f, any(fwd), any(bwd)));
    const keep = (x: NDArray): unknown => [f(x), x];
    failure(StructureError, byVjp(f, keep), /\[value, residuals\], got \{y: \*\}/);
    failure(
      StructureError,
      byVjp((x: NDArray) => [x, x], keep),
      /\*.*\{y: \*\}/,
    );
    failure(
      StructureError,
      byVjp(keep, () => []),
      /structure \[\*\], got \[\]/,
    );
    failure(
      StructureError,
      byVjp(keep, (_: NDArray, ct: { y: NDArray }) => ct.y),
      /structure \[\*\], got \*/,
    );
    failure(
      StructureError,
      byVjp(keep, (_: NDArray, ct: { y: NDArray }) => [ct]),
      /structure \[\*\], got \[\{y: \*\}\]/,
    );
    failure(
      ShapeError,
      byVjp(keep, (_: NDArray, ct: { y: NDArray }) => [total(ct.y)]),
      /f64\[\].*f64\[2\]/,
    );
    failure(
      DTypeError,
      byVjp(keep, (_: NDArray, ct: { y: NDArray }) => [convert(ct.y, { dtype: "float32" })]),
      /f32\[2\].*f64\[2\]/,
    );
    failure(
      StructureError,
      through(customGradient((x: NDArray) => [f(x), () => x] as never)),
      /structure \[\*\], got \*/,
    );
    failure(StructureError, through(customGradient((x: NDArray) => f(x) as never)), /\[value, pullback\]/);
  });
  test("values closed over, by lanes or by derivatives, are named with the way out", () => {
    const closing = (w: NDArray) =>
      customJvp(
        (y: NDArray) => mul(y, w),
        any(([y]: [NDArray], [t]: [NDArray]) => [mul(y, w), mul(t, w)]),
      );
    for (const g of [(w: NDArray) => closing(w)(mul(w, w)), jit((w: NDArray) => closing(w)(mul(w, w)))])
      failure(DifferentiationError, () => grad(g)(f64(3)), "closes over", "argument");
    const rule = customJvp(
      (y: NDArray) => y,
      any(([y]: [NDArray], [t]: [NDArray]) => [y, mul(t, held)]),
    );
    let held = f64(0);
    const late = (w: NDArray): NDArray => {
      held = w;
      return rule(mul(w, w));
    };
    failure(DifferentiationError, () => grad(late)(f64(3)), "closes over", "argument");
    failure(EscapedTracerError, () => grad(jit(late))(f64(3)), "jit");
    const lanes = (ys: NDArray, ws: NDArray): NDArray => total(vmap((y: NDArray, w: NDArray) => closing(w)(y))(ys, ws));
    failure(DifferentiationError, () => grad(lanes)(x, x), "vmap", "argument");
    expect(lanes(x, x).item()).toBe(5);
    // Inside of the map the rule sees the lane's own value.
    expect(flat(vmap((y: NDArray, w: NDArray) => grad((y: NDArray) => closing(w)(y))(y))(x, x))).toEqual([1, 2]);
  });
  test("forward mode through a backward rule that is not linear", () => {
    const squares = customVjp(
      (x: NDArray) => mul(x, x),
      any((x: NDArray) => [mul(x, x), x]),
      any((x: NDArray, ct: NDArray) => [mul(mul(ct, ct), x)]),
    );
    for (const g of [(x: NDArray) => squares(x), jit((x: NDArray) => squares(x))])
      failure(DifferentiationError, () => jvp(g, [x], [x]), "linear");
    expect(flat(vjp((x: NDArray) => squares(x), [x])[1](x)[0])).toEqual([1, 8]);
  });
  test("static arguments that are differentiated", () => {
    const g = customJvp(
      (x: NDArray, k: NDArray) => mul(x, k),
      any((k: NDArray, [x]: [NDArray], [t]: [NDArray]) => [mul(x, k), mul(t, k)]),
      {
        nondiffArgnums: 1,
      },
    );
    expect(grad((x: NDArray) => g(x, asArray(3, "float64")))(f64(2)).item()).toBe(3);
    failure(DifferentiationError, () => grad((x: NDArray) => g(x, x))(f64(2)), "argument");
  });
});
