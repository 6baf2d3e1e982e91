/** Transposition of a linear scan: the transposed body runs in the other direction, and adds up cotangents of constants. */
import { raise } from "../../errors.js";
import type { Cotangent, Primitive, TransposeArguments } from "../../ir/primitive.js";
import { isInexact, showType, type ArrayType } from "../../ir/type.js";
import { bind } from "../../trace/bind.js";
import { add } from "../pointwise.js";
import { knownCarries, transposeBesideKnown } from "./scan-known.js";
import type { ScanParams } from "./scan-params.js";
import { chosen, instantiate, known, parts, run, spread, typesOf, wrap, zerosOf } from "./wrap.js";
import type { NDArray } from "../../ir/value.js";

export function transposeScan(scan: Primitive<ScanParams>, args: TransposeArguments<ScanParams>): readonly Cotangent[] {
  const mask = knownCarries(args.params, args.inputs);
  return mask.includes(true)
    ? transposeBesideKnown(scan, mask, args, (rest) => transposeLinear(scan, rest))
    : transposeLinear(scan, args);
}

/** Where the whole carry is linear. */
function transposeLinear(
  scan: Primitive<ScanParams>,
  { cotangents, inputs, params, transforms }: TransposeArguments<ScanParams>,
): readonly Cotangent[] {
  const { program, consts, carries } = params;
  const types = typesOf(program.inputs);
  const [constTypes = [], carryTypes = [], sliceTypes = []] = parts(types, consts, carries);
  const [constsIn = [], , slicesIn = []] = parts(inputs, consts, carries);
  const linearConsts = constsIn.map((x) => x === null);
  const linearSlices = slicesIn.map((x) => x === null);
  if (!carryTypes.every(({ dtype }) => isInexact(dtype)))
    return raise({
      code: "not-differentiable",
      what: `an integer carry (${carryTypes.map(showType).join(", ")}) that depends on the linear operands of a scan is not linear in them`,
      where: "scan",
      fix: "keep integers apart from what is differentiated, or differentiate with vjp instead of transposing",
    });
  const linear = [...linearConsts, ...carryTypes.map(() => true), ...linearSlices];
  const [carryCts = [], resultCts = []] = parts(cotangents, carries);
  const activeResults = resultCts.map((ct) => ct !== null);
  const plan = transforms.transpose(program, linear, [...carryCts.map(() => true), ...activeResults]);

  const fixed = constTypes.filter((_, i) => !linearConsts[i]);
  const summed = chosen(constTypes, linearConsts);
  const slices = sliceTypes.filter((_, i) => !linearSlices[i]);
  const results = chosen(typesOf(program.outputs).slice(carries), activeResults);
  const wanted: readonly ArrayType[] = chosen(sliceTypes, linearSlices);
  const order = [fixed, carryTypes, summed, slices, results];
  const body = wrap("transposed scan", order.flat(), (values) => {
    const [c = [], ct = [], sums = [], x = [], yt = []] = parts(values, ...order.map((list) => list.length));
    const back = spread<NDArray | null>(plan.activeInputs, run(plan.program, [...c, ...x, ...ct, ...yt]), () => null);
    const [ofConsts = [], ofCarry = [], ofSlices = []] = parts(back, consts, carries);
    const contributions = chosen(ofConsts, linearConsts);
    return [
      ...instantiate(ofCarry, carryTypes),
      ...sums.map((sum, i) => (contributions[i] == null ? sum : add(sum, contributions[i]))),
      ...instantiate(chosen(ofSlices, linearSlices), wanted),
    ];
  });
  const outputs = bind(
    scan,
    [
      ...known(constsIn),
      ...instantiate(carryCts, carryTypes),
      ...zerosOf(summed),
      ...known(slicesIn),
      ...known(resultCts),
    ],
    {
      ...params,
      program: body,
      consts: fixed.length,
      carries: carries + summed.length,
      reverse: !params.reverse,
    },
  );
  const [startCts = [], constCts = [], sliceCts = []] = parts(outputs, carries, summed.length);
  const none = (): Cotangent => null;
  return [
    ...spread<Cotangent>(linearConsts, constCts, none),
    ...startCts,
    ...spread<Cotangent>(linearSlices, sliceCts, none),
  ];
}
