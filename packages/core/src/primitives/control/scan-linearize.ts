/**
 * Linearisation of scan: one scan forward that stacks residuals, and one linear scan that reads them. Residuals that do not
 * change from step to step are computed once, and those that are slices of an operand are not stacked again.
 */
import type { JointArguments, Primitive, Tangent } from "../../ir/primitive.js";
import type { NDArray } from "../../ir/value.js";
import { program as makeProgram, type Program, type Var } from "../../ir/program.js";
import { bind } from "../../trace/bind.js";
import { lightResiduals } from "./light-residuals.js";
import type { ScanParams } from "./scan-params.js";
import {
  chosen,
  dependingOnly,
  fixpoint,
  instantiate,
  isActive,
  known,
  partOf,
  parts,
  run,
  spread,
  typesOf,
  wrap,
} from "./wrap.js";

type Where = "invariant" | "slice" | "stacked";

/** Where each residual of the forward body comes from. */
function classify(forward: Program, params: ScanParams): { residuals: readonly Var[]; where: readonly Where[] } {
  const residuals = forward.outputs.slice(params.program.outputs.length);
  const fixed = dependingOnly(forward, forward.inputs.slice(0, params.consts));
  const slices = new Set(forward.inputs.slice(params.consts + params.carries));
  return { residuals, where: residuals.map((v) => (fixed.has(v) ? "invariant" : slices.has(v) ? "slice" : "stacked")) };
}

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
  const halves = transforms.linearize(program, maskFor(carried));
  const { activeOutputs } = halves;
  const { forward, linear } = lightResiduals(halves);
  const { residuals, where } = classify(forward, params);
  const ofKind = <T>(list: readonly T[], kind: Where): T[] => list.filter((_, i) => where[i] === kind);

  const [constsIn = []] = parts(inputs, consts, carries);
  const slicesIn = inputs.slice(consts + carries);
  const fixedInputs = forward.inputs.slice(0, consts);
  const invariant = run(partOf(forward, fixedInputs, ofKind(residuals, "invariant")), constsIn);
  const stackedProgram = makeProgram(forward.inputs, forward.equations, [
    ...forward.outputs.slice(0, program.outputs.length),
    ...ofKind(residuals, "stacked"),
  ]);
  const results = bind(scan, inputs, { ...params, program: stackedProgram });
  const outputs = results.slice(0, program.outputs.length);
  const stacks = results.slice(program.outputs.length);
  const slicePositions = ofKind(residuals, "slice").map(
    (variable) => forward.inputs.indexOf(variable) - consts - carries,
  );

  const inputTypes = typesOf(program.inputs);
  const [constTypes = [], carryTypes = [], sliceTypes = []] = parts(inputTypes, consts, carries);
  const residualTypes = typesOf(residuals);
  const order = [
    ofKind(residualTypes, "invariant"),
    chosen(constTypes, fixed),
    chosen(carryTypes, carried),
    ofKind(residualTypes, "slice"),
    ofKind(residualTypes, "stacked"),
    chosen(sliceTypes, sliced),
  ];
  const body = wrap("linear scan", order.flat(), (values) => {
    const [inv = [], ct = [], st = [], slice = [], stack = [], xt = []] = parts(
      values,
      ...order.map((list) => list.length),
    );
    const sources: Record<Where, NDArray[]> = { invariant: [...inv], slice: [...slice], stacked: [...stack] };
    const ordered = where.map((kind) => sources[kind].shift() as NDArray);
    const out = spread<Tangent>(activeOutputs, run(linear, [...ct, ...st, ...xt, ...ordered]), () => null);
    return [...chosen(instantiate(out.slice(0, carries), carryTypes), carried), ...known(out.slice(carries))];
  });

  const [constTs = [], carryTs = [], xsTs = []] = parts(tangents, consts, carries);
  const start = chosen(instantiate(carryTs, carryTypes), carried);
  const pushed = bind(
    scan,
    [
      ...invariant,
      ...known(constTs),
      ...start,
      ...slicePositions.map((k) => slicesIn[k] as NDArray),
      ...stacks,
      ...known(xsTs),
    ],
    { ...params, program: body, consts: invariant.length + known(constTs).length, carries: start.length },
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
