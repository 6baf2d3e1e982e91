/** Initial value problems of ordinary differential equations. */
import {
  asArray,
  bind,
  raise,
  requireFunction,
  ravelPytree,
  record,
  tree,
  vmap,
  type Accepts,
  type Arrays,
  type NDArray,
} from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { floats } from "../support/floats.js";
import { requireAtLeast } from "../support/options.js";
import { requireSameTree } from "../support/same-tree.js";
import { odeSolve } from "./solve.js";

export interface OdeOptions<A extends readonly unknown[] = readonly unknown[]> {
  /** Further arguments of `f`; what it closes over is as good. */
  readonly args?: A;
  /** Relative and absolute tolerance of the error of each step; if not given, both 1.4e-8 for float64 and 1e-6 for float32. */
  readonly rtol?: number;
  readonly atol?: number;
  /** Largest number of steps from one time to the next; 100,000 if not given. */
  readonly mxstep?: number;
  /** Longest step. */
  readonly hmax?: number;
}

/**
 * Follows dy/dt = f(y, t, ...args) from y0 at `ts[0]` through all of `ts`, with steps as long as the tolerances allow. Under `vmap` every
 * lane takes steps of its own. Derivatives of both modes and any order, by y0, ts, args and what `f` closes over: forward mode follows
 * the tangents beside the state, reverse mode the adjoint equation backward, which needs no memory for the steps between.
 * @param f of a tree, a time (a scalar) and args, to a tree of the same shapes
 * @param y0 the state at `ts[0]`, a tree of floats
 * @param ts times that rise, or fall, [n]
 * @returns the states at `ts` (between steps by an interpolant of order 4): the tree of y0, with an axis of length n in front; NaN where
 * the solution could not be followed that far, since `mxstep` steps were not enough, or a step became too short for time to move
 * @throws ShapeError, StructureError, DTypeError, ArgumentError for arguments that do not fit each other
 * @see dormand-prince.ts and adjoint.ts for the sources of the methods.
 * @example np.round(odeint((y, t) => np.negative(y), 1, [0, 1, 2]), { decimals: 5 }) // [1, 0.36788, 0.13534]
 */
export function odeint<Y, A extends readonly unknown[] = readonly []>(
  f: (y: Arrays<Y>, t: NDArray, ...args: { [K in keyof A]: Arrays<A[K]> }) => unknown,
  y0: Accepts<Y> | Y,
  ts: np.Operand,
  { args, rtol, atol, mxstep = 100_000, hmax = Infinity }: OdeOptions<A> = {},
): Arrays<NoInfer<Y>> {
  const where = "odeint";
  requireFunction(where, f);
  requireAtLeast(where, 0, { rtol, atol });
  requireAtLeast(where, 1, { mxstep });
  requireAtLeast(where, Number.MIN_VALUE, { hmax });
  const start = floats(where, y0);
  const [y, unravel] = ravelPytree(start);
  const times = np.astype(np.asarray(ts), y.dtype);
  if (times.ndim !== 1 || times.size === 0)
    raise({
      code: "shape",
      what: `ts has shape [${times.shape.join(", ")}], but it must be a list of at least one time`,
      where,
      fix: "give the times as a vector, the first of them that of y0",
    });
  const usual = y.dtype === "float64" ? 1.4e-8 : 1e-6;
  const given = tree.map((leaf: unknown) => asArray(leaf), args ?? []) as unknown[];
  const leaves = tree.leaves(given) as NDArray[];
  const field = ([state, t, ...rest]: readonly NDArray[]): readonly NDArray[] => {
    let next = 0;
    const own = tree.map(() => rest[next++] as NDArray, given) as { [K in keyof A]: Arrays<A[K]> };
    const slope = f(unravel(state as NDArray) as Arrays<Y>, t as NDArray, ...own);
    requireSameTree(where, ["the result of f", "the state"], slope, start);
    return [np.astype(ravelPytree(slope)[0], y.dtype)];
  };
  const scalar = { dtype: y.dtype, shape: [] };
  const { program, captured } = record(where, [y.type, scalar, ...leaves.map((leaf) => leaf.type)], field);
  const [ys] = bind(odeSolve, [...leaves, ...captured, y, times], {
    dynamics: program,
    rtol: rtol ?? usual,
    atol: atol ?? usual,
    mxstep,
    hmax,
    groups: [y.size],
    lanes: [],
  }) as [NDArray];
  return vmap((row: NDArray) => unravel(row) as never)(ys) as Arrays<NoInfer<Y>>;
}
