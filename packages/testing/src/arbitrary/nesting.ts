/** Functions within functions: loops, choices, transforms and rules by hand, as steps of a program. */
import * as core from "@fluxion/core";
import { type NDArray } from "@fluxion/core";
import { forwardOnly, type Choices, type Move } from "./recipe.js";
import { floating, onOne, onTwo } from "./smooth.js";

const total = (x: NDArray): NDArray => core.sum(x, { axes: x.shape.map((_, axis) => axis) });
const wave = (x: NDArray): NDArray => core.mul(core.sin(x), x);

/** An operation on a float with a leading axis. */
const onRows =
  (operation: (x: NDArray, choices: Choices) => NDArray | undefined): Move =>
  (choices) => {
    const x = choices.operand((y) => floating(y) && y.ndim > 0);
    return x && operation(x, choices);
  };

/** The first row as zeros: a carry. */
const start = (x: NDArray): NDArray => core.fullLike(x, 0.25, x.dtype, x.shape.slice(1));

/** Smooth, and written down as text: loops and choices that hold programs. */
export const control: readonly Move[] = [
  onRows(
    (x, { number }) =>
      core.scan((c: NDArray, row: NDArray) => [core.tanh(core.add(c, row)), core.mul(c, row)], start(x), x, {
        reverse: number(2) === 1,
      })[1],
  ),
  onRows((x) => core.scan((c: NDArray, row: NDArray) => [core.sin(core.sub(row, c)), null], start(x), x)[0]),
  // Closes over a value of the program around it.
  onRows((x, { operand }) => {
    const rows = x.shape.slice(1);
    const w = operand((y) => y.dtype === x.dtype && core.sameShape(y.shape, rows));
    return w && core.scan((c: NDArray, row: NDArray) => [core.cos(core.add(core.mul(c, w), row)), c], start(x), x)[1];
  }),
  ({ operand, number }) => {
    const x = operand(floating);
    const steps = number(4);
    return x && core.foriLoop(0, steps, (_, y: NDArray) => core.sub(core.sin(y), x), x);
  },
  onTwo((x, y) =>
    core.cond(
      core.eq(core.fullLike(x, 1, "int32", []), core.fullLike(x, 1, "int32", [])),
      (z: NDArray) => wave(z),
      (z: NDArray) => core.add(z, y),
      x,
    ),
  ),
  ({ operand, number }) => {
    const x = operand(floating);
    const branches = [wave, (y: NDArray) => core.cos(y), (y: NDArray) => core.fullLike(y, 0.5)];
    return x && core.switchCase(core.fullLike(x, number(5) - 1, "int32", []), branches, x);
  },
  onRows((x) => core.mapSlices((row: NDArray) => core.atan(wave(row)), x)),
];

/** Derivatives and lanes inside of a program. */
export const innerTransforms: readonly Move[] = [
  onOne((x) => core.grad((y: NDArray) => total(wave(y)))(x)),
  onTwo((x, y) => core.grad((z: NDArray) => total(core.mul(core.sin(z), y)))(x)),
  onOne((x) => core.jvp((y: NDArray) => core.tanh(wave(y)), [x], [core.cos(x)])[1]),
  onTwo((x, y) => core.vjp((z: NDArray) => core.atan(z), [x])[1](y)[0]),
  onTwo((x, y) => core.linearize((z: NDArray) => core.sin(z), [x])[1](y)),
  onRows((x) => core.vmap((row: NDArray) => core.sin(core.mul(row, 0.5)))(x)),
  onRows((x) => core.vmap((row: NDArray) => core.grad((y: NDArray) => total(wave(y)))(row))(x)),
  onRows((x) =>
    core.vmap((row: NDArray) => core.jit((y: NDArray) => core.sub(core.cos(y), y))(row), {
      inAxes: x.ndim - 1,
      outAxes: x.ndim - 1,
    })(x),
  ),
];

const byJvp = core.customJvp(
  (x: NDArray) => core.sin(x),
  ([x]: [NDArray], [t]: [NDArray]) => [core.sin(x), core.mul(t, core.cos(x))],
);
const byVjp = core.customVjp(
  (x: NDArray, y: NDArray) => core.mul(core.sin(x), y),
  (x: NDArray, y: NDArray) => [core.mul(core.sin(x), y), [x, y]],
  ([x, y]: [NDArray, NDArray], ct: NDArray) => [core.mul(ct, core.mul(core.cos(x), y)), core.mul(ct, core.sin(x))],
);

/** Rules and policies are functions: programs that hold them run, but do not read back from text. */
export const rules: readonly Move[] = [
  onOne((x) => byJvp(x)),
  onTwo((x, y) => byVjp(x, y)),
  onOne((x) =>
    core.customGradient((y: NDArray) => [core.square(y), (ct: NDArray) => [core.mul(ct, core.mul(y, 2))]])(
      core.tanh(x),
    ),
  ),
  ...(["everything", "nothing", "dots", "dotsWithoutBatch"] as const).map((name) =>
    onTwo((x, y) =>
      core.checkpoint((z: NDArray) => core.mul(core.sin(wave(z)), core.tanh(y)), { policy: core.policies[name] })(x),
    ),
  ),
];

/** Choices and numbers of steps that depend on values. */
export const computedControl: readonly Move[] = [
  ({ operand }) => {
    const predicate = operand((x) => x.dtype === "bool" && x.ndim === 0);
    const x = predicate && operand(floating);
    return predicate && x && core.cond(predicate, wave, (y: NDArray) => core.neg(y), x);
  },
  ({ operand }) => {
    const index = operand((x) => x.dtype === "int32" && x.ndim === 0);
    const x = index && operand(floating);
    return index && x && core.switchCase(index, [wave, (y: NDArray) => core.abs(y), (y: NDArray) => core.floor(y)], x);
  },
  forwardOnly(({ operand, number }) => {
    const x = operand((y) => floating(y) && y.size > 0);
    if (x === undefined) return undefined;
    const steps = number(5);
    const small = (y: NDArray): NDArray => core.reduceMax(core.abs(y), { axes: y.shape.map((_, axis) => axis) });
    const [, last] = core.whileLoop(
      ([i, y]: NDArray[]) =>
        core.and(
          core.lt(i as NDArray, core.fullLike(i as NDArray, steps)),
          core.lt(small(y as NDArray), core.fullLike(small(y as NDArray), 3)),
        ),
      ([i, y]: NDArray[]) => [core.add(i as NDArray, 1), core.add(y as NDArray, core.cos(y as NDArray))],
      [core.fullLike(x, 0, "int32", []), x],
    );
    return last;
  }),
];
