/**
 * A fused reduction as text, line by line: for each row the walks over its elements, with what happens once for each row before,
 * between and after them. Sums are in the order of kernels/pairwise.ts; where elements are cheap, four blocks are summed at a
 * time, so that additions overlap.
 */
import { priceOf, sizeOf, type ArrayType, type Equation } from "@fluxion/core";
import { BLOCK, TREE_SIZE } from "../kernels/pairwise.js";
import { addBodies } from "../loop/body-lines.js";
import { elementOf } from "../loop/place.js";
import { Lines, type Text } from "../scalar/text.js";
import { isCpuDType, WRAP } from "../scalar/wrap.js";
import { elementText, loadsFor, loadText, operandsOf, type Scene } from "./element-text.js";
import { closing, counters, plus, sumText } from "./index-text.js";
import type { Reduction } from "./layout.js";
import type { Phase } from "./phases.js";
import type { Load, Reader } from "./readers.js";

/** Walks whose elements cost more are slow for other reasons than additions that wait for each other. */
const CHEAP = 12;

/** Memory for the tree of a sum. */
const TREE: ArrayType = { dtype: "float64", shape: [TREE_SIZE] };

const still = ({ inner }: Reader): boolean => inner.every((stride) => stride === 0);

export function linesText(scene: Scene): string[] {
  const { homes, readers, phases } = scene;
  const outer = counters("d", readers.outer.length);
  const places = [...readers.loads, readers.element, readers.local, readers.result];
  const rows = new Lines("s");
  const computeRows = (equations: readonly Equation[]): string[] => {
    const from = rows.lines.length;
    addBodies(rows, equations, scene.names, scene.special);
    return rows.lines.slice(from);
  };
  const rowEquations = [...phases.phases.flatMap(({ before }) => before), ...phases.after];
  const walked = phases.phases.flatMap((phase) =>
    loadsFor(scene, phase.equations, operandsOf(scene, phase)).filter(still),
  );
  const readOnce = [...new Set([...walked, ...loadsFor(scene, rowEquations, [])])];
  const body = [
    ...places.map((reader) => `const ${reader.place} = ${sumText(outer, reader.outer) || "0"};`),
    ...readOnce.map((load) => loadText(scene, load, load.place)),
    ...phases.phases.flatMap((phase) => [...computeRows(phase.before), ...walkText(scene, phase)]),
    ...computeRows(phases.after),
    ...homes.ofRows.map(
      ({ variable, place }) =>
        `${elementOf(place, readers.result.place)} = ${(scene.names.get(variable) as Text).code};`,
    ),
  ];
  const open = outer.map(
    (counter, level) => `for (let ${counter} = 0; ${counter} < ${readers.outer[level]}; ${counter}++) {`,
  );
  return [...open, ...body, ...closing(outer.length)];
}

interface Accumulator {
  readonly reduction: Reduction;
  readonly name: string;
  readonly tree: string;
  readonly pairwise: boolean;
}

function walkText(scene: Scene, phase: Phase): string[] {
  const { layout, readers, names } = scene;
  const all = [...layout.reductions.keys()];
  const length = sizeOf(readers.inner);
  const accumulators = phase.results.map((result): Accumulator => {
    const reduction = layout.reductions.get(result) as Reduction;
    const n = all.indexOf(result);
    const pairwise = reduction.combining.order === "pairwise" && length > BLOCK;
    return { reduction, name: `v${n}`, tree: pairwise ? scene.homes.memory(TREE) : "", pairwise };
  });
  const blocked = accumulators.some(({ pairwise }) => pairwise);
  const text =
    readers.inner.length > 1
      ? nestedWalk(scene, phase, accumulators, blocked)
      : blocked
        ? blockedWalk(scene, phase, accumulators)
        : plainWalk(scene, phase, accumulators);
  const results = accumulators.map(({ reduction, name, tree, pairwise }) => {
    const { result } = reduction;
    const { dtype } = result.type;
    const sum = pairwise ? `h.collapseBlocks(${tree}, ${Math.ceil(length / BLOCK)})` : name;
    const rounded = layout.stages.length > 0 || !isCpuDType(dtype) ? sum : WRAP[dtype].text(sum);
    names.set(result, { code: `z${name.slice(1)}`, dtype });
    return `const z${name.slice(1)} = ${rounded};`;
  });
  return [...text, ...results];
}

const begin = ({ name, reduction }: Accumulator, lane = ""): string =>
  `let ${name}${lane} = ${reduction.combining.identity};`;

/** One element, whose counter of the innermost loop is `counter`, taken in by the accumulators of a lane. */
function element(
  scene: Scene,
  phase: Phase,
  accumulators: readonly Accumulator[],
  counter: string,
  lane = "",
  base: (reader: Reader) => string = (reader) => reader.place,
): string[] {
  return elementText(scene, phase, {
    at: (reader) => plus(base(reader), sumText([counter], reader.inner.slice(-1))),
    isRead: (load: Load) => still(load),
    take: ({ result, combining }, value) => {
      const { name } = accumulators.find(({ reduction }) => reduction.result === result) as Accumulator;
      return `${name}${lane} = ${combining.step(`${name}${lane}`, value)};`;
    },
  });
}

const priceOfPhase = ({ equations }: Phase): number =>
  equations.reduce((total, equation) => total + priceOf(equation), 0);
const LANES = ["", "_1", "_2", "_3"] as const;

/** Four elements, `apart` from each other, each with its own accumulators. */
const fourElements = (scene: Scene, phase: Phase, accumulators: readonly Accumulator[], apart: number): string[] =>
  LANES.flatMap((lane, i) =>
    i === 0
      ? ["{", ...element(scene, phase, accumulators, "i", lane), "}"]
      : ["{", `const j = i + ${i * apart};`, ...element(scene, phase, accumulators, "j", lane), "}"],
  );

/** The accumulators of four lanes in one: pairs first. */
const joined = ({ name, reduction: { combining } }: Accumulator): string =>
  combining.step(`(${combining.step(name, `${name}_1`)})`, `(${combining.step(`${name}_2`, `${name}_3`)})`);

/** Walks over so few elements, times equations, are written out. */
const UNROLLED = 64;

/** A walk in which no sum is longer than one block. */
function plainWalk(scene: Scene, phase: Phase, accumulators: readonly Accumulator[]): string[] {
  const [length = 1] = scene.readers.inner;
  if (length * (1 + phase.equations.length) <= UNROLLED)
    return [
      ...accumulators.map((accumulator) => begin(accumulator)),
      ...Array.from({ length }, (_, i) => [
        "{",
        `const i = ${i};`,
        ...element(scene, phase, accumulators, "i"),
        "}",
      ]).flat(),
    ];
  const free = accumulators.every(({ reduction }) => reduction.combining.order === "any");
  const four = free && accumulators.length > 0 && length >= 16 && priceOfPhase(phase) <= CHEAP;
  const quarter = four ? Math.floor(length / 4) : 0;
  return [
    ...accumulators.map((accumulator) => begin(accumulator)),
    ...(four
      ? [
          ...accumulators.flatMap((accumulator) => LANES.slice(1).map((lane) => begin(accumulator, lane))),
          `for (let i = 0; i < ${quarter}; i++) {`,
          ...fourElements(scene, phase, accumulators, quarter),
          "}",
          ...accumulators.map((accumulator) => `${accumulator.name} = ${joined(accumulator)};`),
        ]
      : []),
    ...(4 * quarter < length || !four
      ? [`for (let i = ${4 * quarter}; i < ${length}; i++) {`, ...element(scene, phase, accumulators, "i"), "}"]
      : []),
  ];
}

/** A walk along one axis, block by block. */
function blockedWalk(scene: Scene, phase: Phase, accumulators: readonly Accumulator[]): string[] {
  const [length = 1] = scene.readers.inner;
  const ordered = accumulators.some(({ reduction }) => reduction.combining.order === "sequential");
  const four = !ordered && length >= 4 * BLOCK && priceOfPhase(phase) <= CHEAP;
  const fours = four ? length - (length % (4 * BLOCK)) : 0;
  const pairwise = accumulators.filter((accumulator) => accumulator.pairwise);
  const others = accumulators.filter((accumulator) => !accumulator.pairwise);
  const lanes = LANES.slice(1);
  return [
    ...others.map((accumulator) => begin(accumulator)),
    ...(fours > 0
      ? [
          ...others.flatMap((accumulator) => lanes.map((lane) => begin(accumulator, lane))),
          `for (let from = 0; from < ${fours}; from += ${4 * BLOCK}) {`,
          ...pairwise.flatMap((accumulator) => LANES.map((lane) => begin(accumulator, lane))),
          `for (let i = from, end = from + ${BLOCK}; i < end; i++) {`,
          ...fourElements(scene, phase, accumulators, BLOCK),
          "}",
          ...pairwise.map(
            (accumulator) => `h.pushBlock(${accumulator.tree}, ${joined(accumulator)}, from / ${BLOCK}, 2);`,
          ),
          "}",
          ...others.map((accumulator) => `${accumulator.name} = ${joined(accumulator)};`),
        ]
      : []),
    ...(fours < length
      ? [
          `for (let from = ${fours}; from < ${length}; from += ${BLOCK}) {`,
          ...pairwise.map((accumulator) => begin(accumulator)),
          `for (let i = from, end = Math.min(from + ${BLOCK}, ${length}); i < end; i++) {`,
          ...element(scene, phase, accumulators, "i"),
          "}",
          ...pairwise.map(({ tree, name }) => `h.pushBlock(${tree}, ${name}, from / ${BLOCK}, 0);`),
          "}",
        ]
      : []),
  ];
}

/** A walk along several axes, of which the innermost is cut where a block ends. */
function nestedWalk(scene: Scene, phase: Phase, accumulators: readonly Accumulator[], blocked: boolean): string[] {
  const { inner, loads, element: all, local } = scene.readers;
  const depth = inner.length - 1;
  const names = counters("w", depth);
  const base = (reader: Reader): string => `u${reader.place}`;
  const pairwise = accumulators.filter((accumulator) => accumulator.pairwise);
  const open = names.map((name, level) => `for (let ${name} = 0; ${name} < ${inner[level]}; ${name}++) {`);
  const bases = [...loads.filter((load) => !still(load)), all, local].map(
    (reader) => `const ${base(reader)} = ${plus(reader.place, sumText(names, reader.inner.slice(0, -1)))};`,
  );
  const length = inner[depth] as number;
  const body = element(scene, phase, accumulators, "i", "", base);
  const walk = blocked
    ? [
        `for (let i = 0; i < ${length};) {`,
        `const end = Math.min(${length}, i + left);`,
        "left -= end - i;",
        "for (; i < end; i++) {",
        ...body,
        "}",
        "if (left === 0) {",
        ...pairwise.map(
          ({ tree, name, reduction }) =>
            `h.pushBlock(${tree}, ${name}, blocks, 0); ${name} = ${reduction.combining.identity};`,
        ),
        `blocks++; left = ${BLOCK};`,
        "}",
        "}",
      ]
    : [`for (let i = 0; i < ${length}; i++) {`, ...body, "}"];
  const last = pairwise.map(({ tree, name }) => `h.pushBlock(${tree}, ${name}, blocks, 0);`).join(" ");
  const total = sizeOf(inner);
  return [
    ...accumulators.map((accumulator) => begin(accumulator)),
    ...(blocked ? ["{", `let blocks = 0; let left = ${BLOCK};`] : []),
    ...open,
    ...bases,
    ...walk,
    ...closing(depth),
    ...(blocked ? [total % BLOCK === 0 ? "" : last, "}"] : []),
  ];
}
