/** Loops and branches refuse what does not fit: the error shows both sides and the fix, and so do check and parse. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  ArgumentError,
  asArray,
  check,
  cond,
  convert,
  DifferentiationError,
  DTypeError,
  foriLoop,
  grad,
  isLeft,
  jit,
  jvp,
  lt,
  mapSlices,
  mul,
  parse,
  print,
  scan,
  scanPrimitive,
  setDefaultBackend,
  ShapeError,
  sin,
  StructureError,
  switchCase,
  switchPrimitive,
  trace,
  Var,
  vmap,
  whileLoop,
  whilePrimitive,
  type Equation,
  type NDArray,
  type Program,
} from "@fluxion/core";
import { describe, expect, test } from "vitest";
import { f64, failure, i32, total } from "./support.js";

setDefaultBackend(cpu());
const xs = f64([1, 2, 3]);

describe("scan", () => {
  test("a body that changes the type or the structure of its carry", () => {
    failure(
      DTypeError,
      () => scan(({ a }: { a: NDArray }, x: NDArray) => [{ a: convert(a, { dtype: "int32" }) }, x], { a: f64(0) }, xs),
      /carry\.a from f64\[\] to i32\[\]/,
    );
    failure(
      ShapeError,
      () => scan((c: NDArray) => [total(c), null], xs, null, { length: 2 }),
      /from f64\[3\] to f64\[\]/,
    );
    failure(StructureError, () => scan((c: NDArray, x: NDArray) => [{ c }, x], f64(0), xs), /from \* to \{c: \*\}/);
    failure(StructureError, () => scan((c: NDArray) => c as never, f64(0), xs), /\[carry, y\], got/);
    failure(StructureError, () => scan((c: NDArray) => [c, c, c] as never, f64(0), xs), "a list of 3");
  });
  test("lengths that disagree, that are missing, or that are no number of steps", () => {
    const step = (c: NDArray): readonly [NDArray, null] => [c, null];
    failure(ShapeError, () => scan(step, 0, { a: xs, b: [f64([1, 2])] }), /xs\.a 3, xs\.b\[0\] 2/);
    failure(ShapeError, () => scan(step, 0, xs, { length: 5 }), /length 5, xs 3/);
    failure(ShapeError, () => scan(step, 0, [xs, f64(1)]), /xs\[1\] is a scalar/);
    failure(ArgumentError, () => scan(step, 0, null), "length");
    failure(ArgumentError, () => scan(step, 0, null, { length: 1.5 }), "1.5");
    failure(ArgumentError, () => scan(step, 0, null, { length: -1 }), "-1");
    failure(ArgumentError, () => scan(step, 0, xs, { unroll: 0 }), "unroll is 0");
    failure(ArgumentError, () => mapSlices((x: NDArray) => x, xs, { batchSize: 0 }), "batchSize is 0");
    failure(ShapeError, () => mapSlices((x: NDArray[]) => x, [xs, f64([1])]), /xs\[0\] 3, xs\[1\] 1/);
    failure(ArgumentError, () => mapSlices((x: null) => x, null), "xs");
  });
});

describe("branches", () => {
  test("results that disagree are printed, both of them", () => {
    const branch = (f: (x: NDArray) => unknown, g: (x: NDArray) => unknown) => (): unknown =>
      cond(asArray(true), f as never, g as never, xs as never);
    failure(
      StructureError,
      branch(
        (x) => ({ y: x, n: [x] }),
        (x) => [x],
      ),
      /onFalse gives \[f64\[3\]\], onTrue gives \{n: \[f64\[3\]\], y: f64\[3\]\}/,
    );
    failure(
      ShapeError,
      branch(
        (x) => x,
        (x) => total(x),
      ),
      /onFalse gives f64\[\], onTrue gives f64\[3\]/,
    );
    failure(
      DTypeError,
      () => switchCase(1, [(x: NDArray) => x, (x: NDArray) => x, (x: NDArray) => convert(x, { dtype: "float32" })], xs),
      /branch 0 gives f64\[3\], branch 2 gives f32\[3\]/,
    );
    failure(ArgumentError, () => switchCase(0, []), "no branches");
  });
  test("predicates and indices of other types", () => {
    const same = (x: NDArray): NDArray => x;
    failure(DTypeError, () => cond(f64(1), same, same, xs), /f64\[\]/);
    failure(DTypeError, () => cond(lt(xs, f64([0, 0, 0])), same, same, xs), /bool\[3\]/);
    failure(DTypeError, () => switchCase(f64(1), [same], xs), /f64\[\]/);
    for (const index of [-3, 0, 1, 99])
      for (const f of [
        switchCase,
        jit((i: NDArray, x: NDArray) => switchCase(i, [(x: NDArray) => mul(x, 2), same], x)),
      ])
        expect(
          f === switchCase
            ? switchCase(index, [(x: NDArray) => mul(x, 2), same], f64(3)).item()
            : (f as (i: NDArray, x: NDArray) => NDArray)(i32(index), f64(3)).item(),
        ).toBe(index < 1 ? 6 : 3);
  });
});

describe("while and fori", () => {
  const below = (c: NDArray): NDArray => lt(c, f64(10));
  test("predicates that give no boolean scalar", () => {
    failure(
      DTypeError,
      () =>
        whileLoop(
          (c: NDArray) => c,
          (c: NDArray) => c,
          f64(0),
        ),
      /f64\[\].*bool\[\]/,
    );
    failure(
      DTypeError,
      () =>
        whileLoop(
          (c: NDArray) => lt(c, xs),
          (c: NDArray) => c,
          xs,
        ),
      /bool\[3\]/,
    );
    failure(
      StructureError,
      () =>
        whileLoop(
          (c: NDArray) => [below(c)] as never,
          (c: NDArray) => c,
          f64(0),
        ),
      /\[\*\]/,
    );
  });
  test("bodies that change the carry", () => {
    failure(
      DTypeError,
      () => whileLoop(below, (c: NDArray) => convert(c, { dtype: "float32" }), f64(0)),
      /f64\[\] to f32\[\]/,
    );
    failure(StructureError, () => whileLoop(below, (c: NDArray) => ({ c }), f64(0)), /\* to \{c: \*\}/);
  });
  test("a loop that does not end, plain, jitted, differentiated and in lanes", () => {
    const endless = (x: NDArray): NDArray => whileLoop(below, (c: NDArray) => mul(c, 1), x, { maxIterations: 20 });
    for (const f of [endless, jit(endless), (x: NDArray) => jvp(endless, [x], [x])])
      failure(ArgumentError, () => f(f64(1)), "20 iterations");
    for (const f of [vmap((x: NDArray) => endless(x)), (x: NDArray) => mapSlices(endless, x)])
      failure(ArgumentError, () => f(f64([1, 2])), "20 iterations");
    failure(
      ArgumentError,
      () => whileLoop(below, (c: NDArray) => c, f64(0), { maxIterations: Number.NaN }),
      "maxIterations",
    );
    const ends = (n: number): number =>
      whileLoop(below, (c: NDArray) => add(c, 1), f64(0), { maxIterations: n }).item();
    expect(ends(10)).toBe(10);
    failure(ArgumentError, () => ends(9), "9 iterations");
  });
  test("bounds that are no integer scalars, and reverse mode through a dynamic one", () => {
    const body = (_: NDArray, c: NDArray): NDArray => sin(c);
    failure(ArgumentError, () => foriLoop(0, 1.5, body, f64(1)), "1.5");
    failure(DTypeError, () => foriLoop(0, f64(3), body, f64(1)), /f64\[\]/);
    failure(ShapeError, () => foriLoop(i32([0]), 3, body, f64(1)), /i32\[1\]/);
    failure(
      DifferentiationError,
      () => grad((x: NDArray) => foriLoop(0, i32(3), body, x))(f64(1)),
      "scan",
      "plain numbers",
    );
    failure(
      DifferentiationError,
      () => jit(grad((x: NDArray, n: NDArray) => foriLoop(0, n, body, x)))(f64(1), i32(3)),
      "scan",
      "plain numbers",
    );
  });
});

describe("check and parse refuse ill-typed programs", () => {
  /** The program with another type for one operand of its first equation of a primitive. */
  const withOperand = (program: Program, primitive: unknown, operand: number): Program => {
    const other = new Var({ dtype: "int8", shape: [7] });
    return {
      ...program,
      inputs: [...program.inputs, other],
      equations: program.equations.map((equation): Equation =>
        equation.primitive === primitive
          ? { ...equation, inputs: equation.inputs.map((x, i) => (i === operand ? other : x)) }
          : equation,
      ),
    };
  };
  const less = (program: Program, primitive: unknown): Program => ({
    ...program,
    equations: program.equations.map((equation): Equation =>
      equation.primitive === primitive ? { ...equation, inputs: equation.inputs.slice(1) } : equation,
    ),
  });
  const programs = {
    while: trace((x: NDArray, n: NDArray) =>
      whileLoop(
        (c: NDArray) => lt(c, n),
        (c: NDArray) => add(c, n),
        x,
      ),
    )(f64(0), f64(5)),
    scan: trace((x: NDArray, w: NDArray) => scan((c: NDArray, v: NDArray) => [mul(c, w), v], f64(0), x))(xs, f64(1)),
    switch: trace((x: NDArray, i: NDArray) => switchCase(i, [(x: NDArray) => x, (x: NDArray) => mul(x, x)], x))(
      xs,
      i32(0),
    ),
  };
  const primitives = { while: whilePrimitive, scan: scanPrimitive, switch: switchPrimitive };
  for (const name of ["while", "scan", "switch"] as const)
    test(name, () => {
      const [program, primitive] = [programs[name], primitives[name]];
      const all = [primitive, add, mul, lt, ...program.equations.map((equation) => equation.primitive)];
      const nested = [all, add, mul, lt].flat() as never;
      expect(isLeft(check(program))).toBe(false);
      expect(isLeft(parse(print(program), nested))).toBe(false);
      const operands =
        program.equations.find((equation) => equation.primitive === (primitive as unknown))?.inputs.length ?? 0;
      for (let i = 0; i < operands; i++) {
        const wrong = withOperand(program, primitive, i);
        expect(isLeft(check(wrong))).toBe(true);
        expect(isLeft(parse(print(wrong), nested))).toBe(true);
      }
      expect(isLeft(check(less(program, primitive)))).toBe(true);
    });
});
