/** Loops as generated JavaScript: the text of one fused program. */
import { collapseLoops, type LoopAccess, type LoopNest, loopReads, type Program, type Var } from "@fluxion/core";
import type { SpecialFunctions } from "../scalar/special/index.js";
import { Lines, literal, type Text } from "../scalar/text.js";
import { addBodies } from "./body-lines.js";
import { convertRead } from "./convert-read.js";
import { elementOf, type Place } from "./place.js";

/** What the loop needs of each access at the innermost level. */
interface Reader {
  readonly access: LoopAccess;
  /** Strides from the outermost loop inwards. */
  readonly strides: readonly number[];
  /** Name that the body uses. */
  readonly name: string;
}

/** The expression that reads an access at the innermost loop, given the offset variable of the loops around it. */
function readText({ access, strides }: Reader, k: number, depth: number, operands: readonly Place[]): string {
  const inner = depth === 0 ? 0 : (strides[depth - 1] as number);
  const base = depth > 1 && strides.slice(0, -1).some((stride) => stride !== 0) ? `p${k}` : "";
  const step = inner === 0 ? "" : inner === 1 ? "i" : `i * ${inner}`;
  const offset = [base, step].filter((part) => part !== "").join(" + ") || "0";
  return access.kind === "load" ? elementOf(operands[access.input] as Place, offset) : offset;
}

/** The loops around the innermost one: counters and the offset of every access that moves in them. */
function outerLoops(readers: readonly Reader[], nest: LoopNest): { open: string[]; close: string[] } {
  const depth = nest.lengths.length;
  const open: string[] = [];
  for (let level = 0; level < depth - 1; level++)
    open.push(`for (let i${level} = 0; i${level} < ${nest.lengths[level]}; i${level}++) {`);
  readers.forEach(({ strides }, k) => {
    const terms = strides
      .slice(0, -1)
      .flatMap((stride, level) => (stride === 0 ? [] : [stride === 1 ? `i${level}` : `i${level} * ${stride}`]));
    if (terms.length > 0) open.push(`const p${k} = ${terms.join(" + ")};`);
  });
  const rowTerms = Array.from(
    { length: Math.max(0, depth - 1) },
    (_, level) => `i${level} * ${nest.lengths.slice(level + 1).reduce((a, b) => a * b, 1)}`,
  );
  if (rowTerms.length > 0) open.push(`const q = ${rowTerms.join(" + ")};`);
  return { open, close: new Array<string>(Math.max(0, depth - 1)).fill("}") };
}

/** The loop as text: it reads the inputs and writes the outputs where they are. Its own names are `x0`, `t0`, `i`, `i0`, `p0`, `q`. */
export function loopText(
  program: Program,
  special: SpecialFunctions,
  operands: readonly Place[],
  results: readonly Place[],
): string {
  const { accesses, computations } = loopReads(program);
  const shape = (program.outputs[0] as Var).type.shape;
  const used = new Set([...computations.flatMap(({ inputs }) => inputs), ...program.outputs]);
  const names = new Map<Var, Text>();
  const moving: { variable: Var; access: LoopAccess }[] = [];
  for (const [variable, access] of accesses) {
    if (!used.has(variable)) continue;
    if (access.kind === "literal")
      names.set(variable, { code: literal(access.value), dtype: access.dtype, value: access.value });
    else moving.push({ variable, access });
  }
  const rowMajor = shape.map((_, axis) => shape.slice(axis + 1).reduce((a, b) => a * b, 1));
  const strides = moving.map(({ access }) => (access.kind === "literal" ? [] : access.strides));
  const nest = collapseLoops(shape, [...strides, rowMajor]);
  const depth = nest.lengths.length;
  const readers = moving.map(({ variable, access }, k): Reader => {
    const place = access.kind === "load" ? operands[access.input] : undefined;
    const name = place?.kind === "register" ? place.name : `x${k}`;
    names.set(variable, { code: name, dtype: access.dtype });
    return { access, strides: nest.strides[k] as readonly number[], name };
  });
  const lines = new Lines();
  addBodies(lines, computations, names, special);
  const still = (reader: Reader): boolean => depth === 0 || reader.strides[depth - 1] === 0;
  const define = (reader: Reader, k: number): string =>
    `const ${reader.name} = ${convertRead(reader.access, readText(reader, k, depth, operands))};`;
  const { open, close } = outerLoops(readers, nest);
  const place = depth > 1 ? "q + i" : depth === 1 ? "i" : "0";
  const store = program.outputs.map(
    (output, i) => `${elementOf(results[i] as Place, place)} = ${(names.get(output) as Text).code};`,
  );
  const indexed = readers.map((reader, k) => ({ reader, k })).filter(({ reader, k }) => reader.name === `x${k}`);
  return [
    ...open,
    ...indexed.filter(({ reader }) => still(reader)).map(({ reader, k }) => define(reader, k)),
    ...(depth > 0 ? [`for (let i = 0; i < ${nest.lengths[depth - 1]}; i++) {`] : []),
    ...indexed.filter(({ reader }) => !still(reader)).map(({ reader, k }) => define(reader, k)),
    ...lines.lines,
    ...store,
    ...(depth > 0 ? ["}"] : []),
    ...close,
  ].join("\n");
}
