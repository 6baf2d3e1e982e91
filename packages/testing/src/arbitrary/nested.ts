/**
 * Steps whose body is a program of its own, of any steps: loops in branches in lanes in rules. Bodies see the values around them,
 * except those of custom rules, which know their arguments only.
 */
import * as core from "@fluxion/core";
import { type ArrayType, type NDArray } from "@fluxion/core";
import { forwardOnly, type BodyOptions, type Choices, type Move } from "./recipe.js";
import { floating } from "./smooth.js";

const axesOf = (x: NDArray): number[] => x.shape.map((_, axis) => axis);
const total = (x: NDArray): NDArray => core.sum(x, { axes: axesOf(x) });
const rowOf = (x: NDArray): ArrayType => ({ dtype: x.dtype, shape: x.shape.slice(1) });
const scalar = (like: NDArray, value: number): NDArray => core.fullLike(like, value, "int32", []);

/** A body of one value that gives one of its type; bounded, so that loops stay tame. */
const bounded =
  ({ body }: Choices, options: BodyOptions) =>
  (x: NDArray): NDArray => {
    const [y] = body([x], [x.type], options);
    return core.mul(core.tanh(core.add(y as NDArray, core.mul(x, 0.25))), 1.5);
  };

/** A step on one float, where there is a body. */
const around =
  (
    operation: (x: NDArray, f: (y: NDArray) => NDArray, choices: Choices) => NDArray | undefined,
    options: BodyOptions = {},
  ): Move =>
  (choices) => {
    const x = choices.operand(floating);
    return x && choices.hasBody ? operation(x, bounded(choices, options), choices) : undefined;
  };

/** A step on one float with rows, where there is a body. */
const aroundRows =
  (operation: (x: NDArray, choices: Choices) => NDArray | undefined): Move =>
  (choices) => {
    const x = choices.operand((y) => floating(y) && y.ndim > 0);
    return x && choices.hasBody ? operation(x, choices) : undefined;
  };

interface Carry {
  readonly i: NDArray;
  readonly even: NDArray;
  readonly c: NDArray;
}

/** A scan whose carry is a tree with a counter, a truth value and a row. */
function treeScan(x: NDArray, choices: Choices): [Carry, NDArray] {
  const { number, body } = choices;
  const row = rowOf(x);
  const start: Carry = {
    i: scalar(x, number(3)),
    even: core.fullLike(x, 1, "bool", []),
    c: core.fullLike(x, 0.25, row.dtype, row.shape),
  };
  const step = ({ i, even, c }: Carry, slice: NDArray): [Carry, NDArray] => {
    const [next, y] = body([c, slice], [row, row]) as [NDArray, NDArray];
    const turned = core.select(core.broadcast(even, { shape: row.shape, axes: axesOf(slice) }), next, slice);
    return [{ i: core.add(i, 1), even: core.xor(even, core.fullLike(even, 1)), c: core.tanh(turned) }, core.sin(y)];
  };
  return core.scan(step as never, start as never, x as never, {
    reverse: number(2) === 1,
    ...(number(4) === 1 && { unroll: 2 }),
  }) as unknown as [Carry, NDArray];
}

/** A choice that does not depend on the values of floats. */
const fixedChoice = (x: NDArray, index: number): NDArray => scalar(x, index);

const { everything, nothing, dots, dotsWithoutBatch } = core.policies;
const policies: readonly core.Policy[] = [nothing, everything, dots, dotsWithoutBatch];

/** Loops, branches, lanes and calls: they read back from text, and are bit for bit the same in any arrangement. */
export const nestedControl: readonly Move[] = [
  aroundRows((x, choices) => treeScan(x, choices)[1]),
  aroundRows((x, choices) => treeScan(x, choices)[0].c),
  around((x, f, { number }) => core.foriLoop(0, number(4), (_, y: NDArray) => f(y), x)),
  around((x, f, { number }) =>
    core.cond(
      core.eq(fixedChoice(x, number(2)), fixedChoice(x, 1)),
      (y: NDArray) => f(y),
      (y: NDArray) => core.mul(f(core.neg(y)), x),
      x,
    ),
  ),
  around((x, f, { number }) =>
    core.switchCase(fixedChoice(x, number(5) - 1), [f, (y: NDArray) => core.cos(y), (y: NDArray) => f(f(y))], x),
  ),
  aroundRows((x, { body }) => core.vmap((row: NDArray) => body([row], [row.type])[0] as NDArray)(x)),
  aroundRows((x, { body }) => core.mapSlices((row: NDArray) => body([row], [row.type])[0] as NDArray, x)),
  around((x, f) => core.jit(f)(x)),
  // Solves (2 + f(x)²)·y = x by knowing how.
  around((x, f) => {
    const factor = core.add(core.square(f(x)), 2);
    const matvec = (y: NDArray): NDArray => core.mul(y, factor);
    return core.customLinearSolve(
      matvec as never,
      x as never,
      ((_: unknown, b: NDArray) => core.div(b, factor)) as never,
      {
        symmetric: true,
      },
    ) as unknown as NDArray;
  }),
];

/** Lanes that add each other up, and derivatives, whose cotangents are added up. */
export const nestedSums: readonly Move[] = [
  // Lanes talk to each other.
  aroundRows((x, { body, number }) => {
    if (x.shape[0] === 0) return undefined;
    const talk = [core.psum, core.pmean][number(2)] as typeof core.psum;
    return core.vmap(
      (row: NDArray) => {
        const y = body([row], [row.type])[0] as NDArray;
        return core.sub(core.tanh(y), core.mul(talk(core.sin(y), "lanes") as NDArray, 0.25));
      },
      { axisName: "lanes" },
    )(x);
  }),
  around((x, f) => core.jvp(f, [x], [core.cos(x)])[1]),
  around((x, f) => core.linearize(f, [x])[1](core.cos(x))),
  around((x, f) => core.grad((y: NDArray) => total(core.mul(f(y), x)))(x), { reversible: true }),
  around((x, f) => core.vjp(f, [x])[1](core.sin(x))[0], { reversible: true }),
];

/** Rules and policies, which are functions. */
export const nestedRules: readonly Move[] = [
  around((x, f, { number }) => core.checkpoint(f, { policy: policies[number(policies.length)] ?? nothing })(x)),
  around(
    (x, f) => {
      const rule = ([at]: [NDArray], [t]: [NDArray]): [NDArray, NDArray] =>
        core.jvp(f, [at], [t]) as [NDArray, NDArray];
      return core.customJvp(f, rule)(x);
    },
    { apart: true },
  ),
  around(
    (x, f) => {
      const forward = (at: NDArray): [NDArray, NDArray] => [f(at), at];
      const back = (at: NDArray, ct: NDArray): unknown => core.vjp(f, [at])[1](ct);
      return core.customVjp(f, forward as never, back as never)(x);
    },
    { apart: true, reversible: true },
  ),
];

/** As many steps as the values ask for, and branches that they choose: no reverse mode, and no differences across a jump. */
export const nestedComputed: readonly Move[] = [
  forwardOnly(
    around((x, f, { number }) => {
      const steps = scalar(x, number(4));
      const holds = ({ i, y }: { i: NDArray; y: NDArray }): NDArray =>
        core.and(core.lt(i, steps), core.lt(total(y), core.fullLike(total(y), 2)));
      return core.whileLoop<{ i: NDArray; y: NDArray }>(
        holds,
        ({ i, y }) => ({ i: core.add(i, 1), y: core.add(f(y), core.mul(x, 0.5)) }),
        { i: scalar(x, 0), y: x },
      ).y;
    }),
  ),
  around((x, f) => core.cond(core.gt(total(x), core.fullLike(total(x), 0)), f, (y: NDArray) => core.neg(y), x)),
];

/** A loop that counts, in lanes or not: the forward mode of a while loop. */
export const nestedForward: readonly Move[] = [
  forwardOnly(
    around((x, f, { number }) => {
      const steps = scalar(x, number(4));
      return core.whileLoop<{ i: NDArray; y: NDArray }>(
        ({ i }) => core.lt(i, steps),
        ({ i, y }) => ({ i: core.add(i, 1), y: f(y) }),
        { i: scalar(x, 0), y: x },
      ).y;
    }),
  ),
];
