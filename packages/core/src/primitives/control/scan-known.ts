/** Carries of a linear scan that are known in advance (counters, factors): they run forward by themselves, and become slices. */
import type { Cotangent, Primitive, TransposeArguments } from "../../ir/primitive.js";
import { program as makeProgram } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { bind } from "../../trace/bind.js";
import type { ScanParams } from "./scan-params.js";
import { chosen, dependingOnly, known, partOf, parts, spread } from "./wrap.js";

/** Carries that start from a known value and depend on known values only. */
export function knownCarries({ program, consts, carries }: ScanParams, inputs: readonly (NDArray | null)[]): boolean[] {
  let mask = inputs.slice(consts, consts + carries).map((x) => x !== null);
  for (;;) {
    const given = program.inputs.filter((_, i) =>
      i >= consts && i < consts + carries ? mask[i - consts] : inputs[i] !== null,
    );
    const computed = dependingOnly(program, given);
    const kept = mask.map((on, i) => on && computed.has(program.outputs[i] as never));
    if (kept.every((on, i) => on === mask[i])) return kept;
    mask = kept;
  }
}

/** Transposes the scan of the other carries by `transpose`. */
export function transposeBesideKnown(
  scan: Primitive<ScanParams>,
  mask: readonly boolean[],
  args: TransposeArguments<ScanParams>,
  transpose: (args: TransposeArguments<ScanParams>) => readonly Cotangent[],
): readonly Cotangent[] {
  const { program, consts, carries } = args.params;
  const others = mask.map((on) => !on);
  const [constVars = [], carryVars = [], sliceVars = []] = parts(program.inputs, consts, carries);
  const [constsIn = [], start = [], slicesIn = []] = parts(args.inputs, consts, carries);
  const [next = [], results = []] = parts(program.outputs, carries);
  const isKnown = (list: readonly (NDArray | null)[]): boolean[] => list.map((x) => x !== null);
  const own = chosen(carryVars, mask);
  const given = [...chosen(constVars, isKnown(constsIn)), ...own, ...chosen(sliceVars, isKnown(slicesIn))];
  const forward = bind(scan, [...known(constsIn), ...known(chosen(start, mask)), ...known(slicesIn)], {
    ...args.params,
    program: partOf(program, given, [...chosen(next, mask), ...own]),
    consts: known(constsIn).length,
    carries: own.length,
  });
  const rest = makeProgram([...constVars, ...chosen(carryVars, others), ...sliceVars, ...own], program.equations, [
    ...chosen(next, others),
    ...results,
  ]);
  const inputs = [...constsIn, ...chosen(start, others), ...slicesIn, ...forward.slice(own.length)];
  const back = transpose({
    ...args,
    inputs,
    types: [],
    cotangents: [...chosen(args.cotangents, others), ...args.cotangents.slice(carries)],
    params: { ...args.params, program: rest, carries: carries - own.length },
  });
  const [ofConsts = [], ofCarry = [], ofSlices = []] = parts(back, consts, carries - own.length);
  return [...ofConsts, ...spread<Cotangent>(others, ofCarry, () => null), ...ofSlices.slice(0, slicesIn.length)];
}
