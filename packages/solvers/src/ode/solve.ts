/**
 * The solution of an initial value problem as a primitive, so that its derivatives are problems of the same kind: tangents go forward
 * beside the state (with the steps that the state alone asks for), cotangents go backward by the adjoint equation.
 */
import {
  bind,
  definePrimitives,
  evaluate,
  isInexact,
  recordClosed,
  right,
  transforms,
  type NDArray,
  type Primitive,
  type Program,
  type Tangent,
} from "@fluxion/core";
import * as np from "@fluxion/numpy";
import { entry } from "../support/vectors.js";
import { adjoint, type Solve } from "./adjoint.js";
import { integrate } from "./integrate.js";
import { collectOverLanes, overLanes, type Lane } from "./lanes.js";
import type { OdeParams } from "./params.js";
import { slopesAlong } from "./slopes.js";

/** Which of the operands (constants, y0, ts) move. */
interface TangentParams extends OdeParams {
  readonly active: readonly boolean[];
}

const parts = (values: readonly NDArray[]) => ({
  consts: values.slice(0, -2),
  y0: values.at(-2) as NDArray,
  ts: values.at(-1) as NDArray,
});

const typeOf = (types: readonly { shape: readonly number[]; dtype: NDArray["dtype"] }[], { lanes }: OdeParams) => {
  const [y0, ts] = types.slice(-2) as [(typeof types)[0], (typeof types)[0]];
  const shape = [...lanes.map(({ size }) => size), ts.shape.at(-1) as number, y0.shape.at(-1) as number];
  return [{ dtype: y0.dtype, shape }];
};

/** The state with its tangent behind it; constants with those of their tangents that move. */
function augmented(dynamics: Program, active: readonly boolean[]): Program {
  const plan = transforms.jvp(dynamics, [true, false, ...active]);
  const [y, t, ...consts] = dynamics.inputs.map(({ type }) => type) as [NDArray["type"], NDArray["type"]];
  const [n = 0] = y.shape;
  const wide = { ...y, shape: [2 * n] };
  return recordClosed("tangents of odeint", [wide, t, ...consts, ...consts.filter((_, i) => active[i])], (values) => {
    const [z, time, ...rest] = values as [NDArray, NDArray];
    const halves = [np.lax.sliceInDim(z, 0, n), np.lax.sliceInDim(z, n, 2 * n)] as const;
    const ofConsts = rest.slice(consts.length);
    const [dy, ddy] = evaluate(plan.program, [
      halves[0],
      time,
      ...rest.slice(0, consts.length),
      halves[1],
      ...ofConsts,
    ]);
    return [np.concatenate([dy as NDArray, ddy ?? np.zerosLike(halves[0])])];
  });
}

/** Values and tangents of one problem: (operands, tangents of the active ones) → [ys, dys]. */
function push(params: OdeParams, active: readonly boolean[], values: readonly NDArray[]): [NDArray, NDArray] {
  const { dynamics } = params;
  const operands = values.slice(0, active.length);
  const moving = values.slice(active.length);
  const tangents = active.map((on): Tangent => (on ? (moving.shift() as NDArray) : null));
  const { consts, y0, ts } = parts(operands);
  const [dy0, dts] = tangents.slice(-2) as [Tangent, Tangent];
  const ofConsts = active.slice(0, -2);
  const slopeAt = (y: NDArray, t: NDArray): NDArray => evaluate(dynamics, [y, t, ...consts])[0] as NDArray;
  let start = dy0 ?? np.zerosLike(y0);
  // A later start at the same value is an earlier value that is behind.
  if (dts !== null) start = np.subtract(start, np.multiply(slopeAt(y0, entry(ts, 0)), entry(dts, 0)));
  const z0 = np.concatenate([y0, start]);
  const moved = tangents.slice(0, -2).filter((t) => t !== null);
  const zs = solveOne([...consts, ...moved, z0, ts], { ...params, dynamics: augmented(dynamics, ofConsts) });
  const [n] = y0.shape as [number];
  const ys = np.lax.sliceInDim(zs, 0, n, { axis: 1 });
  const dys = np.lax.sliceInDim(zs, n, 2 * n, { axis: 1 });
  if (dts === null) return [ys, dys];
  return [ys, np.add(dys, np.multiply(slopesAlong(dynamics, consts, ys, ts), np.expandDims(dts, 1)))];
}

/** One problem, without lanes. */
const solveOne: Solve = (inputs, params) => bind(odeSolve, inputs, { ...params, lanes: [] })[0] as NDArray;

const isActive = (tangents: readonly Tangent[], inputs: readonly NDArray[]): boolean[] =>
  tangents.map((t, i) => t !== null && isInexact((inputs[i] as NDArray).dtype));
const present = (tangents: readonly Tangent[]): NDArray[] => tangents.filter((t) => t !== null);

/** Lanes for operands and the tangents of some of them. */
const withTangents = (lanes: readonly Lane[], active: readonly boolean[]): Lane[] =>
  lanes.map(({ size, batched }) => ({ size, batched: [...batched, ...batched.filter((_, i) => active[i])] }));

const inLanes = <P extends OdeParams>(params: P, size: number, batched: readonly boolean[]): P => ({
  ...params,
  lanes: [{ size, batched: [...batched] }, ...params.lanes],
});

export const odeSolve: Primitive<OdeParams> = /* @__PURE__ */ definePrimitives<OdeParams>("odeSolve", {
  type: (types, params) => right(typeOf(types, params)),
  body: (inputs, params) =>
    overLanes(params.lanes, (values) => {
      const { consts, y0, ts } = parts(values);
      return [integrate((y, t) => evaluate(params.dynamics, [y, t, ...consts])[0] as NDArray, y0, ts, params)];
    })(inputs),
  jointJvp: ({ inputs, tangents, params }) => {
    const active = isActive(tangents, inputs);
    const rule = overLanes(withTangents(params.lanes, active), (values) => push(params, active, values));
    const [ys, dys] = rule([...inputs, ...present(tangents)]) as [NDArray, NDArray];
    return { outputs: [ys], tangents: [dys] };
  },
  linearize: ({ inputs, tangents, params }) => {
    const [ys] = bind(odeSolve, inputs, params) as [NDArray];
    const active = isActive(tangents, inputs);
    const lanes = withTangents(params.lanes, active).map((lane) => ({ ...lane, batched: [...lane.batched, true] }));
    const dys = bind(odeTangent, [...inputs, ...present(tangents), ys], { ...params, active, lanes });
    return { outputs: [ys], tangents: dys };
  },
  batch: ({ inputs, batched, size, params }) => ({
    outputs: bind(odeSolve, inputs, inLanes(params, size, batched)),
    batched: [true],
  }),
});

/** (operands, tangents of the active ones, ys) → tangents of ys; linear in the tangents. */
const odeTangent: Primitive<TangentParams> = /* @__PURE__ */ definePrimitives<TangentParams>("odeTangent", {
  type: (types, params) => right(typeOf(types.slice(0, params.active.length), params)),
  body: (inputs, params) =>
    overLanes(params.lanes, (values) => [push(params, params.active, values.slice(0, -1))[1]])(inputs),
  transpose: ({ cotangents: [g], inputs, params }) => {
    const { active, lanes } = params;
    const operands = [...inputs.slice(0, active.length), inputs.at(-1) ?? null] as NDArray[];
    const moving = inputs.slice(active.length, -1);
    if (g == null) return inputs.map(() => null);
    const count = active.length;
    const collecting = lanes.map(({ size, batched }) => ({
      size,
      batched: [...batched.slice(0, count), batched.at(-1) === true],
      shared: batched.slice(count, -1).map((on) => !on),
    }));
    const rule = collectOverLanes(collecting, (values) => adjoint(solveOne, params, active, values));
    const back = rule([...operands, g]);
    const none = active.map(() => null);
    return [...none, ...moving.map((given, i) => (given === null ? (back[i] ?? null) : null)), null];
  },
  batch: ({ inputs, batched, size, params }) => ({
    outputs: bind(odeTangent, inputs, inLanes(params, size, batched)),
    batched: [true],
  }),
});
