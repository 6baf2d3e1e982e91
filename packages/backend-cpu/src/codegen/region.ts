/** A program as lines of a function: its steps in order, each where its operands are. Long programs become calls of several functions. See the note "native loops". */
import {
  type ArrayType,
  fused,
  type FusedParams,
  fusedReduction,
  type PlannedStep,
  sizeOf,
  typesOf,
  type Var,
} from "@fluxion/core";
import { copyText } from "./copy-text.js";
import { kernelText } from "./kernel-text.js";
import type { Module } from "./module.js";
import { movesText } from "./moves-text.js";
import { cut, type Planned } from "./planned.js";
import { loopText } from "../loop/generate.js";
import { elementOf, inArray, inRegister, type Place } from "../loop/place.js";
import { reductionText } from "../reduce/reduction-text.js";
import type { Kernel } from "../kernels/kernel.js";
import type { Tools } from "../tools.js";
import type { Writer } from "../control/control.js";

const isOne = ({ shape }: ArrayType): boolean => sizeOf(shape) === 1;

/** Slots that a piece reads and another one has written. */
function crossing(steps: readonly PlannedStep[], pieces: readonly (readonly number[])[]): Set<number> {
  const writers = new Map<number, number>();
  const found = new Set<number>();
  pieces.forEach((piece, k) =>
    piece.forEach((index) => {
      const { equation, buffers } = steps[index] as PlannedStep;
      const operands = equation.inputs.length;
      for (const read of buffers.slice(0, operands)) if ((writers.get(read) ?? k) !== k) found.add(read);
      for (const written of buffers.slice(operands)) writers.set(written, k);
    }),
  );
  return found;
}

/** The declarations of the names that the lines use, and the lines. */
function declared(declarations: ReadonlyMap<string, string>, lines: readonly string[]): string[] {
  const used = new Set(lines.join("\n").match(/\br\d+\b/g));
  const needed = [...declarations].flatMap(([name, declaration]) => (used.has(name) ? [declaration] : []));
  return [...needed, ...lines];
}

export function regionText(
  { program, plan, costs }: Planned,
  inputs: readonly Place[],
  outputs: readonly Place[],
  module: Module,
  tools: Tools,
  writer: Writer,
): string[] {
  const pieces = cut(costs);
  const isWhole = pieces.length === 1;
  const shared = crossing(plan.steps, pieces);
  const registers = new Map<string, string>();
  const reads = new Map<string, string>();
  const register = (): Place => {
    const name = module.fresh("r");
    registers.set(name, `let ${name} = 0;`);
    return inRegister(name);
  };
  const stores: string[] = [];

  const inputPlaces = inputs.map((place, i): Place => {
    if (place.kind === "register" || !isOne((program.inputs[i] as Var).type)) return place;
    const name = module.fresh("r");
    reads.set(name, `const ${name} = ${elementOf(place, "0")};`);
    return inRegister(name);
  });
  const slotPlaces = plan.slots.map((type, i) =>
    isOne(type) && !shared.has(inputs.length + i) ? register() : inArray(module.memory(type)),
  );
  // A number that is an output is in a register, and stored at the end; where there are several functions, it is in memory.
  const outputPlaces = outputs.map((target, i): Place => {
    const { type } = program.outputs[i] as Var;
    if (!isOne(type) || (target.kind === "register") === isWhole) return target;
    const own = isWhole ? register() : inArray(module.memory(type));
    stores.push(...copyText(own, target, 1));
    return own;
  });

  const places = [...inputPlaces, ...slotPlaces, ...outputPlaces];
  const copies = (early: boolean): string[] =>
    plan.copies
      .filter(({ from }) => from < inputs.length === early)
      .flatMap(({ from, to }) => {
        const { type } = program.outputs[to - plan.buffers + outputs.length] as Var;
        return copyText(places[from] as Place, places[to] as Place, sizeOf(type.shape));
      });
  const write = (index: number): string[] =>
    stepText(plan.steps[index] as PlannedStep, places, [...inputs, ...slotPlaces, ...outputPlaces], {
      module,
      tools,
      writer,
    });
  const steps = isWhole
    ? declared(registers, [
        ...copies(true),
        ...plan.steps.flatMap((_, index) => write(index)),
        ...copies(false),
        ...stores,
      ])
    : [
        ...copies(true),
        ...pieces.map((piece) => module.piece(declared(registers, piece.flatMap(write)))),
        ...copies(false),
        ...stores,
      ];
  return declared(reads, steps);
}

interface Context {
  readonly module: Module;
  readonly tools: Tools;
  readonly writer: Writer;
}

/** One step; `homes` are the places of operands where kernels, which take arrays only, find them. */
function stepText(
  { equation, buffers }: PlannedStep,
  places: readonly Place[],
  homes: readonly Place[],
  { module, tools, writer }: Context,
): string[] {
  const { primitive, inputs, outputs, params } = equation;
  const at = (list: readonly Place[]): Place[] => buffers.map((buffer) => list[buffer] as Place);
  const operands = at(places).slice(0, inputs.length);
  const results = at(places).slice(inputs.length);
  const isLoop = primitive === (fused as unknown) || primitive.freeInLoop === true || primitive.scalar !== undefined;
  if (isLoop) {
    const loop =
      primitive === (fused as unknown) ? (params as FusedParams).program : { inputs, equations: [equation], outputs };
    return ["{", loopText(loop, tools.special, operands, results), "}"];
  }
  if (primitive === (fusedReduction as unknown))
    return reductionText((params as FusedParams).program, tools.special, operands, results, module);
  const control = tools.controlOf(primitive);
  if (control !== undefined) return control.text({ equation, operands, results }, writer);
  const make = tools.kernelOf(primitive) as Kernel<object>;
  const types = typesOf([...inputs, ...outputs]);
  const type = types[inputs.length];
  const moves = type && make.moves?.(typesOf(inputs), type, params);
  const moved = moves && movesText(moves, operands, results[0] as Place, type);
  if (moved !== undefined) return moved;
  const kernel = make(typesOf(inputs), typesOf(outputs), params);
  return kernelText(module.kernel(kernel, primitive.name), at(homes), types, inputs.length, module);
}
