/** A fused reduction as lines of a program's text. Mutates: the module, which gets the memory and the kernels that it needs. */
import { allocate, sizeOf, type Program, type TypedArray } from "@fluxion/core";
import { kernelText } from "../codegen/kernel-text.js";
import type { Module } from "../codegen/module.js";
import type { Run } from "../kernels/kernel.js";
import type { Place } from "../loop/place.js";
import type { SpecialFunctions } from "../scalar/special/index.js";
import { firstNames, type Scene } from "./element-text.js";
import { homesOf } from "./homes.js";
import { layoutOf, type Layout, type Reduction } from "./layout.js";
import { linesText } from "./lines-text.js";
import { panelsText } from "./panels-text.js";
import { phasesOf } from "./phases.js";
import { readersOf } from "./readers.js";

export function reductionText(
  program: Program,
  special: SpecialFunctions,
  operands: readonly Place[],
  results: readonly Place[],
  module: Module,
): string[] {
  const layout = layoutOf(program);
  const { shape, reduced, kept } = layout;
  const phases = phasesOf(layout);
  const first = reduced.find((axis) => shape[axis] !== 1) as number;
  const readers = readersOf(layout, phases, layout.lines ? [] : kept.filter((axis) => axis > first));
  const homes = homesOf(layout, operands, results, module);
  const row = sizeOf(reduced.map((axis) => shape[axis] as number));
  const rows = new Map(
    phases.kept
      .filter((variable) => !homes.ofElements.has(variable))
      .map((variable) => [variable, module.memory({ dtype: variable.type.dtype, shape: [row] })] as const),
  );
  const scene: Scene = { layout, phases, readers, homes, rows, names: firstNames({ layout, readers }), special };
  const rest = homes.unfinished.flatMap(({ reduction, from, to }) => {
    const { equation, result, combining } = reduction;
    const types = [{ dtype: combining.wide, shape: kept.map((axis) => shape[axis] as number) }, result.type];
    const kernel = module.kernel(finish(reduction, layout), `the other axes of ${equation.primitive.name}`);
    return kernelText(kernel, [from, to], types, 1, module);
  });
  return ["{", ...(layout.lines ? linesText(scene) : panelsText(scene)), "}", ...rest];
}

/** Reduces the axes that the loop leaves, one group after another. */
function finish({ combining }: Reduction, { stages }: Layout): Run {
  const between = stages.slice(1).map((_, i) => {
    const { outer, inner } = stages[i] as Layout["stages"][number];
    return allocate(combining.wide, outer * inner);
  });
  return ([from, to]) => {
    let x = from as TypedArray;
    stages.forEach((stage, i) => {
      const out = between[i] ?? (to as TypedArray);
      combining.fold(x, out, stage);
      x = out;
    });
  };
}
