/** Forward mode of scan: the body's JVP, with the tangents of the carry carried along. */
import type { JointArguments, Primitive, Tangent } from "../../ir/primitive.js";
import type { NDArray } from "../../ir/value.js";
import { bind } from "../../trace/bind.js";
import type { ScanParams } from "./scan-params.js";
import { chosen, fixpoint, instantiate, isActive, known, parts, run, spread, typesOf, wrap } from "./wrap.js";

type Pushed = { outputs: readonly NDArray[]; tangents: readonly Tangent[] };

export function jvpOfScan(
  scan: Primitive<ScanParams>,
  { inputs, tangents, params, transforms }: JointArguments<ScanParams>,
): Pushed {
  const { program, consts, carries } = params;
  const [fixed = [], , sliced = []] = parts(isActive(tangents), consts, carries);
  const maskFor = (carried: readonly boolean[]): boolean[] => [...fixed, ...carried, ...sliced];
  const carried = fixpoint(parts(isActive(tangents), consts, carries)[1] ?? [], (mask) =>
    transforms.jvp(program, maskFor(mask)).activeOutputs.slice(0, carries),
  );
  const mask = maskFor(carried);
  const { program: body, activeOutputs } = transforms.jvp(program, mask);
  const activeResults = activeOutputs.slice(carries);

  const types = typesOf(program.inputs);
  const [constTypes = [], carryTypes = [], sliceTypes = []] = parts(types, consts, carries);
  const order = [
    constTypes,
    chosen(constTypes, fixed),
    carryTypes,
    chosen(carryTypes, carried),
    sliceTypes,
    chosen(sliceTypes, sliced),
  ];
  const pushed = wrap("jvp of scan", order.flat(), (values) => {
    const [c = [], ct = [], s = [], st = [], x = [], xt = []] = parts(values, ...order.map((list) => list.length));
    const results = run(body, [...c, ...s, ...x, ...ct, ...st, ...xt]);
    const [next = [], ys = [], out = []] = parts(results, carries, program.outputs.length - carries);
    const outTangents = spread<Tangent>(activeOutputs, out, () => null);
    const nextTangents = instantiate(outTangents.slice(0, carries), carryTypes);
    return [
      ...next,
      ...chosen(nextTangents, carried),
      ...ys,
      ...known(chosen(outTangents.slice(carries), activeResults)),
    ];
  });

  const [constsIn = [], carryIn = [], xsIn = []] = parts(inputs, consts, carries);
  const [constTs = [], carryTs = [], xsTs = []] = parts(tangents, consts, carries);
  const start = chosen(instantiate(carryTs, carryTypes), carried);
  const outputs = bind(scan, [...constsIn, ...known(constTs), ...carryIn, ...start, ...xsIn, ...known(xsTs)], {
    ...params,
    program: pushed,
    consts: consts + known(constTs).length,
    carries: carries + start.length,
  });
  const results = program.outputs.length - carries;
  const [next = [], nextTs = [], ys = [], yTs = []] = parts(outputs, carries, start.length, results);
  return {
    outputs: [...next, ...ys],
    tangents: [...spread<Tangent>(carried, nextTs, () => null), ...spread<Tangent>(activeResults, yTs, () => null)],
  };
}
