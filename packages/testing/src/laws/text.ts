/** parse∘print = id: of the primitive as a program, and of the programs that the transforms make of it. */
import { evaluate, transforms, withDefaultBackend, type Program } from "@fluxion/core";
import { requireSame } from "../compare.js";
import type { Law, Subject } from "../law.js";
import { programOfFunction, throughText } from "../programs.js";
import { run } from "../run.js";
import { functionOf } from "../subject.js";
import { mapped, spread } from "./vmap.js";

function derivatives({ sample, backend }: Subject, program: Program): Program[] {
  if (sample.smooth.length === 0) return [];
  const active = sample.inputs.map((_, i) => sample.smooth.includes(i));
  return withDefaultBackend(backend, () => [
    transforms.jvp(program, active).program,
    transforms.linearize(program, active).linear,
  ]);
}

function lanes(subject: Subject): Program[] {
  const { sample, backend } = subject;
  if (sample.inputs.length === 0) return [];
  const everything = sample.inputs.map((_, i) => i);
  return [
    programOfFunction(
      backend,
      mapped(functionOf(subject), everything.length, everything),
      spread(sample.inputs, everything, 2, sample.structured).stacked,
    ),
  ];
}

export const textForm: Law = {
  name: "a program reads back as it was printed",
  applies: () => true,
  async check(subject) {
    const { primitive, sample, backend } = subject;
    const program = programOfFunction(backend, functionOf(subject), sample.inputs);
    const again = throughText(primitive.name, program);
    for (const other of [...derivatives(subject, program), ...lanes(subject)])
      throughText(`${primitive.name}, transformed`, other);
    requireSame(
      `${primitive.name}, read from text`,
      await run(backend, (...xs) => evaluate(again, xs), sample.inputs),
      await run(backend, (...xs) => evaluate(program, xs), sample.inputs),
    );
  },
};
