/** The table of what every primitive has: which rules are given, which follow from others, and how each backend runs it. */
import {
  isInexact,
  isRight,
  orThrow,
  program,
  transforms,
  Var,
  withDefaultBackend,
  type Backend,
  type DType,
  type Primitive,
  type Program,
} from "@fluxion/core";
import type { Sample, Specimens } from "./sample.js";
import { isFloating } from "./samples/values.js";

/** A sample as a program of one equation. */
function programOf(primitive: Primitive, { inputs, params }: Sample): Program {
  const operands = inputs.map(({ type }) => new Var(type));
  const results = orThrow(
    primitive.type(
      inputs.map(({ type }) => type),
      params,
    ),
  ).map((type) => new Var(type));
  return program(operands, [{ primitive, inputs: operands, params, outputs: results }], results);
}

/** Whether a float goes in and a float comes out, so that there is a derivative to speak of. */
const isDifferentiable = ({ inputs, outputs }: Program): boolean =>
  inputs.some(({ type }) => isInexact(type.dtype)) && outputs.some(({ type }) => isInexact(type.dtype));

const derivesFromBody = ({ body, callsProgram }: Primitive): boolean => body !== undefined || callsProgram === true;

/** A rule for one sample, given that the primitive has any. */
function jvpOf(primitive: Primitive, whole: Program, backend: Backend): string {
  const active = whole.inputs.map(({ type }) => isInexact(type.dtype));
  const pushed = withDefaultBackend(backend, () => transforms.jvp(whole, active));
  if (!pushed.activeOutputs.includes(true)) return "zero";
  if (primitive.vjp !== undefined) return "from vjp";
  // Partial derivatives that follow from a scalar body are named after it: sin'0.
  return pushed.program.equations.some((equation) => equation.primitive.name.startsWith(`${primitive.name}'`))
    ? "derived"
    : "given";
}

function jvpRule({ primitive, samples }: Specimens, backend: Backend): string {
  const smooth = samples.filter((sample) => sample.smooth.length > 0);
  const programs = (smooth.length > 0 ? smooth : samples)
    .map((sample) => programOf(primitive, sample))
    .filter(isDifferentiable);
  if (programs.length === 0) return "—";
  if (primitive.jvp === undefined && primitive.jointJvp === undefined)
    return derivesFromBody(primitive) ? "derived" : "missing";
  return programs.map((whole) => jvpOf(primitive, whole, backend)).find((rule) => rule !== "zero") ?? "zero";
}

function transposeRule({ primitive, samples }: Specimens): string {
  const isLinear = samples.some(({ inputs, linear }) =>
    linear.some((set) => set.every((i) => isFloating(inputs[i]?.type.dtype ?? "bool"))),
  );
  if (primitive.transpose !== undefined) return "given";
  if (derivesFromBody(primitive)) return "derived";
  return isLinear ? "missing" : "—";
}

const batchRule = ({ primitive }: Specimens): string =>
  primitive.batch !== undefined ? "given" : derivesFromBody(primitive) ? "derived" : "missing";

/** How a backend comes to run a primitive, as far as the primitive says. */
function means(primitive: Primitive, { name }: Backend): string {
  if (primitive.scalar !== undefined || primitive.freeInLoop === true) return "loop";
  if (primitive.kernels?.[name] !== undefined) return "kernel (its own)";
  return derivesFromBody(primitive) ? "program" : "kernel";
}

/** The operand whose element type varies most among the samples. */
function leadingOperand(samples: readonly Sample[]): number {
  const variety = (i: number): number => new Set(samples.map(({ inputs }) => inputs[i]?.type.dtype)).size;
  const operands = (samples[0]?.inputs ?? []).map((_, i) => i);
  return operands.reduce((best, i) => (variety(i) > variety(best) ? i : best), 0);
}

/** The element type of a sample: of that operand, or of the result where there is none. */
const dtypeOf = ({ inputs, params }: Sample, operand: number): DType =>
  inputs[operand]?.type.dtype ?? (params as { dtype: DType }).dtype;

function onBackend(backend: Backend, { primitive, samples }: Specimens): string {
  const present = samples.filter(({ inputs }) => inputs.every(({ type }) => backend.dtypes.includes(type.dtype)));
  const runs = new Map<DType, boolean>();
  const operand = leadingOperand(samples);
  for (const sample of present) {
    const dtype = dtypeOf(sample, operand);
    const compiled = isRight(backend.compile(programOf(primitive, sample)));
    runs.set(dtype, compiled && (runs.get(dtype) ?? true));
  }
  const missing = [...runs].filter(([, compiled]) => !compiled).map(([dtype]) => dtype);
  if (runs.size > 0 && missing.length === runs.size) return "missing";
  return missing.length === 0
    ? means(primitive, backend)
    : `${means(primitive, backend)}, not ${missing.toSorted().join(", ")}`;
}

/** Element types that the type rule accepts, as the samples show them. */
const dtypesOf = ({ samples }: Specimens, order: readonly DType[]): string => {
  const operand = leadingOperand(samples);
  const present = new Set(samples.map((sample) => dtypeOf(sample, operand)));
  return order.every((dtype) => present.has(dtype)) ? "all" : order.filter((dtype) => present.has(dtype)).join(" ");
};

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

const LEGEND = `Generated from the primitives and their samples; \`UPDATE_GENERATED=1 vitest run packages/testing\` writes it anew.

*given*: a rule written by hand. *derived*: follows from the body. *from vjp*: the transpose of the reverse rule. *zero*: the derivative is zero.
*—*: nothing to give (no floats go in and come out; not linear). *loop*: from the body of one element. *kernel*: written for the backend.
*program*: runs as the program that it holds or that its body is.`;

/** The table as markdown, primitives in the order of their names. */
export function coverageTable(groups: readonly Specimens[], backends: readonly [Backend, ...Backend[]]): string {
  const [first] = backends;
  const head = ["primitive", "element types", "jvp", "transpose", "vmap", ...backends.map(({ name }) => name)];
  const rows = groups
    .toSorted((a, b) => (a.primitive.name < b.primitive.name ? -1 : 1))
    .map((group) => [
      `\`${group.primitive.name}\``,
      dtypesOf(group, first.dtypes),
      jvpRule(group, first),
      transposeRule(group),
      batchRule(group),
      ...backends.map((backend) => onBackend(backend, group)),
    ]);
  const lacking = rows.filter((cells) =>
    cells.some((cell) => cell.startsWith("missing") || cell.includes(", not ")),
  ).length;
  return [
    `# Primitives`,
    "",
    LEGEND,
    "",
    `${rows.length} primitives, ${lacking} with something missing.`,
    "",
    row(head),
    row(head.map(() => "---")),
    ...rows.map(row),
    "",
  ].join("\n");
}
