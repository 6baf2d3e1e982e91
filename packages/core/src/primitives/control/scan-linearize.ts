/**
 * Linearisation of scan: one scan forward that stacks what is worth keeping, and one linear scan that reads it, and computes
 * the rest of its residuals again.
 */
import type { JointArguments, Primitive, Tangent } from "../../ir/primitive.js";
import type { NDArray } from "../../ir/value.js";
import { program as makeProgram, type Var } from "../../ir/program.js";
import { cse } from "../../passes/cse.js";
import { dce } from "../../passes/dce.js";
import { inlinePlain } from "../../passes/inline.js";
import { bind } from "../../trace/bind.js";
import type { ScanParams } from "./scan-params.js";
import { whatToSave } from "./scan-save.js";
import { chosen, fixpoint, instantiate, isActive, known, partOf, parts, run, spread, typesOf, wrap } from "./wrap.js";

export function linearizeScan(
  scan: Primitive<ScanParams>,
  { inputs, tangents, params, transforms }: JointArguments<ScanParams>,
): { outputs: readonly NDArray[]; tangents: readonly Tangent[] } {
  const { program, consts, carries } = params;
  const [fixed = [], startMask = [], sliced = []] = parts(isActive(tangents), consts, carries);
  const maskFor = (carried: readonly boolean[]): boolean[] => [...fixed, ...carried, ...sliced];
  const carried = fixpoint(startMask, (mask) =>
    transforms.linearize(program, maskFor(mask)).activeOutputs.slice(0, carries),
  );
  const { forward: raw, linear, activeOutputs } = transforms.linearize(program, maskFor(carried));
  const forward = dce.run(cse.run(inlinePlain.run(raw)));
  const { invariant, slices, stacked, again } = whatToSave(forward, params);

  const [constsIn = []] = parts(inputs, consts, carries);
  const slicesIn = inputs.slice(consts + carries);
  const shared = run(partOf(forward, forward.inputs.slice(0, consts), invariant), constsIn);
  const own = forward.outputs.slice(0, program.outputs.length);
  const extra = stacked.filter((variable) => !own.slice(carries).includes(variable));
  const stackedProgram = makeProgram(forward.inputs, forward.equations, [...own, ...extra]);
  const results = bind(scan, inputs, { ...params, program: stackedProgram });
  const outputs = results.slice(0, own.length);
  const stackOf = (variable: Var): NDArray =>
    results[
      extra.includes(variable) ? own.length + extra.indexOf(variable) : own.indexOf(variable, carries)
    ] as NDArray;
  const sliceOf = (variable: Var): NDArray => slicesIn[forward.inputs.indexOf(variable) - consts - carries] as NDArray;

  const inputTypes = typesOf(program.inputs);
  const [constTypes = [], carryTypes = [], sliceTypes = []] = parts(inputTypes, consts, carries);
  const order = [
    typesOf(invariant),
    chosen(constTypes, fixed),
    chosen(carryTypes, carried),
    typesOf(slices),
    typesOf(stacked),
    chosen(sliceTypes, sliced),
  ];
  const body = wrap("linear scan", order.flat(), (values) => {
    const [inv = [], ct = [], st = [], slice = [], stack = [], xt = []] = parts(
      values,
      ...order.map((list) => list.length),
    );
    const residuals = run(again, [...inv, ...slice, ...stack]);
    const out = spread<Tangent>(activeOutputs, run(linear, [...ct, ...st, ...xt, ...residuals]), () => null);
    return [...chosen(instantiate(out.slice(0, carries), carryTypes), carried), ...known(out.slice(carries))];
  });

  const [constTs = [], carryTs = [], xsTs = []] = parts(tangents, consts, carries);
  const start = chosen(instantiate(carryTs, carryTypes), carried);
  const pushed = bind(
    scan,
    [...shared, ...known(constTs), ...start, ...slices.map(sliceOf), ...stacked.map(stackOf), ...known(xsTs)],
    { ...params, program: body, consts: shared.length + known(constTs).length, carries: start.length },
  );
  const [nextTs = [], yTs = []] = parts(pushed, start.length);
  return {
    outputs,
    tangents: [
      ...spread<Tangent>(carried, nextTs, () => null),
      ...spread<Tangent>(activeOutputs.slice(carries), yTs, () => null),
    ],
  };
}
