/**
 * Cotangents of an initial value problem: the adjoint equation λ′ = −(∂f/∂y)ᵀ·λ, followed from the last time to the first, with
 * the state computed again beside it and the cotangents of constants added up.
 * Source: L. Pontryagin et al., "The Mathematical Theory of Optimal Processes" (1962); R. Chen et al., "Neural ordinary differential
 * equations" (2018), for restarting the state at each observed time.
 */
import { evaluate, ravelPytree, recordClosed, scan, vjp, type NDArray, type Program } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { entry } from "../support/vectors.js";
import type { OdeParams } from "./params.js";
import { slopesAlong } from "./slopes.js";

/** The values of a problem without lanes, at its times. */
export type Solve = (inputs: readonly NDArray[], params: OdeParams) => NDArray;

/** (y, λ, cotangents of constants) behind one another, in time that runs backward: (z, −t, constants) → dz/d(−t). */
function backwardDynamics(dynamics: Program, active: readonly boolean[], length: number): Program {
  const [y, t, ...consts] = dynamics.inputs.map(({ type }) => type) as [NDArray["type"], NDArray["type"]];
  const [n = 0] = y.shape;
  const wide = { ...y, shape: [2 * n + length] };
  return recordClosed("adjoint of odeint", [wide, t, ...consts], (values) => {
    const [z, time, ...rest] = values as [NDArray, NDArray];
    const moving = rest.filter((_, i) => active[i]);
    const f = (state: NDArray, ...some: NDArray[]): NDArray => {
      let next = 0;
      const all = rest.map((value, i) => (active[i] ? (some[next++] as NDArray) : value));
      return evaluate(dynamics, [state, np.negative(time), ...all])[0] as NDArray;
    };
    const [slope, pull] = vjp(f, [np.lax.sliceInDim(z, 0, n), ...moving]);
    const [ofState, ...ofConsts] = pull(np.lax.sliceInDim(z, n, 2 * n)) as [NDArray, ...NDArray[]];
    return [np.astype(np.concatenate([np.negative(slope), ofState, ravelPytree(ofConsts)[0]]), z.dtype)];
  });
}

/** (operands, ys, cotangents of ys) → cotangents of the active operands, for one problem. */
export function adjoint(
  solve: Solve,
  params: OdeParams,
  active: readonly boolean[],
  values: readonly NDArray[],
): NDArray[] {
  const { dynamics } = params;
  const [y0, ts, ys, g] = values.slice(-4) as [NDArray, NDArray, NDArray, NDArray];
  const consts = values.slice(0, -4);
  const ofConsts = active.slice(0, -2);
  const [ofStart = false, ofTimes = false] = active.slice(-2);
  const [zeros, unravel] = ravelPytree(consts.filter((_, i) => ofConsts[i]).map((x) => np.zerosLike(x)));
  const [n, length, count] = [y0.size, zeros.size, ts.size];
  const program = backwardDynamics(dynamics, ofConsts, length);
  const rest = <T extends NDArray>(x: T): NDArray => np.lax.sliceInDim(x, 1, count);
  const [last] = scan<NDArray, NDArray[], null>(
    (carry, [y, later, earlier, ct]) => {
      const cut = (start: number, limit: number): NDArray => np.lax.sliceInDim(carry, start, limit);
      const here = np.concatenate([y as NDArray, np.add(cut(0, n), ct as NDArray), cut(n, n + length)]);
      const times = np.stack([np.negative(later as NDArray), np.negative(earlier as NDArray)]);
      const z = solve([...consts, here, times], { ...params, dynamics: program, groups: [n, n, length] });
      return [np.lax.sliceInDim(entry(z, 1), n, 2 * n + length), null];
    },
    np.zeros([n + length], { dtype: y0.dtype }),
    [rest(ys), rest(ts), np.lax.sliceInDim(ts, 0, count - 1), rest(g)],
    { reverse: true },
  );
  const before = np.lax.sliceInDim(last, 0, n);
  const results = unravel(np.astype(np.lax.sliceInDim(last, n, n + length), zeros.dtype)) as NDArray[];
  if (ofStart) results.push(np.add(before, entry(g, 0)));
  if (ofTimes) {
    // Observing later moves the value along the slope; starting later is as starting from a value that is behind.
    const slopes = slopesAlong(dynamics, consts, ys, ts);
    const weights = np.concatenate([np.expandDims(np.negative(before), 0), rest(g)]);
    results.push(np.sum(np.multiply(slopes, weights), { axis: 1 }));
  }
  return results;
}
