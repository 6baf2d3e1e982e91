/** Finds the equation that first gives a bad value, by running programs again one equation at a time. */
import { raise } from "../../errors.js";
import { hasEffect, quietParams } from "../../ir/effects.js";
import { currentOrigin, following, type Origin } from "../../ir/origin.js";
import type { Params, Primitive } from "../../ir/primitive.js";
import { Names, showEquation } from "../../ir/print.js";
import { program as makeProgram, Var, type Equation, type Program } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { openTraces } from "../../trace/trace.js";

export interface Application {
  readonly primitive: Primitive;
  readonly inputs: readonly NDArray[];
  readonly params: Params;
}

/** How applications run, and which results are bad. */
export interface Looking {
  run(primitive: Primitive, inputs: readonly NDArray[], params: Params): readonly NDArray[];
  isBad(x: NDArray): boolean;
}

/** Where in nested programs one is looking, innermost last. */
interface Place {
  readonly text: string;
  readonly origin: Origin | undefined;
  /** The name of the function that is being applied. */
  readonly name: string | undefined;
}

/** An application as a program of one equation. */
function alone({ primitive, inputs, params }: Application, outputs: readonly NDArray[]): Program {
  const operands = inputs.map(({ type }) => new Var(type));
  const results = outputs.map(({ type }) => new Var(type));
  return makeProgram(operands, [{ primitive, inputs: operands, params, outputs: results }], results);
}

/** Raises the error for an application that gave bad results. */
export function blame(looking: Looking, application: Application, outputs: readonly NDArray[]): never {
  const single = alone(application, outputs);
  const [equation] = single.equations as [Equation];
  return blameEquation(looking, single, equation, application.inputs, outputs, []);
}

function blameEquation(
  looking: Looking,
  program: Program,
  equation: Equation,
  inputs: readonly NDArray[],
  outputs: readonly NDArray[],
  around: readonly Place[],
): never {
  const { primitive, params, origin = currentOrigin() } = equation;
  const place: Place = { text: textOf(program, equation), origin, name: (params as { name?: string }).name };
  const places = [...around, place];
  const bad = inputs.findIndex(looking.isBad);
  if (bad < 0) {
    const inside = (): void => stepInto(looking, equation, inputs, places);
    if (origin === undefined) inside();
    else following(origin, inside);
  }
  const value = outputs.filter(looking.isBad).flatMap((x) => [...x.dataSync()]);
  const found = value.some(Number.isNaN) ? "NaN" : "Infinity";
  return report(
    bad < 0
      ? `${primitive.name} gave ${found}`
      : `${primitive.name} gave ${found}; operand ${bad} holds such values already`,
    places,
  );
}

/** Goes through the programs that an equation runs; comes back if nothing is found there. */
function stepInto(looking: Looking, equation: Equation, inputs: readonly NDArray[], places: readonly Place[]): void {
  const { primitive, params } = equation;
  const run = (program: Program, values: readonly NDArray[]): readonly NDArray[] =>
    walk(looking, program, values, places);
  if (primitive.stepwise !== undefined) primitive.stepwise(inputs, params, run);
  else if (primitive.callsProgram === true) run((params as { program: Program }).program, inputs);
}

function walk(
  looking: Looking,
  program: Program,
  inputs: readonly NDArray[],
  places: readonly Place[],
): readonly NDArray[] {
  const values = new Map<Var, NDArray>(program.inputs.map((variable, i) => [variable, inputs[i] as NDArray]));
  const definition = new Map<Var, Equation>();
  const read = (variable: Var): NDArray => values.get(variable) as NDArray;
  for (const equation of program.equations) {
    // What acts has acted.
    if (equation.outputs.length === 0) continue;
    const params = hasEffect(equation) ? quietParams(equation.params) : equation.params;
    const outputs = looking.run(equation.primitive, equation.inputs.map(read), params);
    equation.outputs.forEach((variable, i) => {
      values.set(variable, outputs[i] as NDArray);
      definition.set(variable, equation);
    });
  }
  const isBad = (variable: Var): boolean => looking.isBad(read(variable));
  // From a bad result back to the first equation that it comes from, rather to a computation than to a literal.
  let variable = program.outputs.find(isBad);
  for (let equation = variable && definition.get(variable); equation !== undefined;) {
    const bad: Var[] = equation.inputs.filter((input) => definition.has(input) && isBad(input));
    variable = bad.find((input) => (definition.get(input) as Equation).inputs.length > 0) ?? bad[0];
    const source: Equation | undefined = variable && definition.get(variable);
    if (source === undefined)
      blameEquation(looking, program, equation, equation.inputs.map(read), equation.outputs.map(read), places);
    equation = source;
  }
  return program.outputs.map(read);
}

/** The equation with the names it has where its program is printed. */
function textOf(program: Program, equation: Equation): string {
  const names = new Names();
  for (const input of program.inputs) names.of(input);
  for (const before of program.equations) {
    if (before === equation) break;
    for (const output of before.outputs) names.of(output);
  }
  return showEquation(equation, names).trim();
}

/** Transforms of programs go through the programs that these hold, and so are known at each level. */
const GOES_THROUGH = new Set(["grad", "jvp", "vmap"]);

/** The transforms of one level and of the next one in; what went through both is said once. */
function joined(outer: readonly string[], inner: readonly string[]): readonly string[] {
  const known = [...outer];
  const own = inner.findIndex((name) => {
    const at = GOES_THROUGH.has(name) ? known.indexOf(name) : -1;
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
  return own < 0 ? outer : [...outer, ...inner.slice(own)];
}

function report(what: string, places: readonly Place[]): never {
  const open = openTraces()
    .map(({ domain }) => domain.name)
    .filter((name) => /^\w+$/.test(name));
  const transforms = places.reduce(
    (outer, { origin }) => joined(outer, origin?.transforms ?? []),
    open as readonly string[],
  );
  const name = places.findLast((place) => place.name !== undefined && place.name !== "")?.name ?? "f";
  const source = places.findLast(({ origin }) => origin?.line !== undefined)?.origin?.line;
  return raise({
    code: "not-finite",
    what,
    where: `${places.at(-1)?.text ?? ""}${transforms.length === 0 ? "" : `, in ${transforms.join("(")}(${name}${")".repeat(transforms.length)}`}`,
    transforms,
    ...(source !== undefined && { source }),
    fix: "guard the operands where the function is not defined (np.where on the operand, not only on the result), or look at them with debug.print",
  });
}
