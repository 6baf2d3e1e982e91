/**
 * A fused reduction as text, many lines side by side: a panel of accumulators takes in one row of elements after another. Each
 * sum is in the order of kernels/pairwise.ts.
 */
import { priceOf, sizeOf } from "@fluxion/core";
import { BLOCK } from "../kernels/pairwise.js";
import { elementOf } from "../loop/place.js";
import { isCpuDType, WRAP } from "../scalar/wrap.js";
import { elementText, type Scene } from "./element-text.js";
import { closing, counters, plus, sumText } from "./index-text.js";
import type { Layout, Reduction } from "./layout.js";
import type { Phase } from "./phases.js";
import type { Reader } from "./readers.js";

/** Accumulators of a panel: so many that they stay in the first cache. */
const PANEL = 512;
/** Rows are taken in four at a time where elements cost no more than this. */
const CHEAP = 12;
const LANES = [0, 1, 2, 3] as const;

interface Cut {
  /** The level of the panel's loops that is cut in pieces; those outside of it run one by one. */
  readonly level: number;
  /** Length of a piece. */
  readonly piece: number;
  /** Elements of the panel for each step of that level. */
  readonly step: number;
}

function cutOf(lengths: readonly number[]): Cut {
  let step = 1;
  for (let level = lengths.length - 1; level > 0; level--) {
    const length = lengths[level] as number;
    if (2 * step * length > PANEL) return { level, piece: Math.max(1, Math.floor(PANEL / step)), step };
    step *= length;
  }
  return { level: 0, piece: Math.max(1, Math.floor(PANEL / step)), step };
}

interface Accumulators {
  readonly reduction: Reduction;
  /** Names of the panel and of its tree of rows. */
  readonly panel: string;
  readonly tree: string;
  /** Name of the one that an element is taken in by. */
  readonly scalar: string;
  readonly pairwise: boolean;
}

const total = ({ shape, reduced }: Layout): number => sizeOf(reduced.map((axis) => shape[axis] as number));

/** The accumulators of each reduction, with their memory. */
function accumulatorsOf({ layout, homes }: Scene, width: number): Accumulators[] {
  const levels = Math.floor(Math.log2(Math.ceil(total(layout) / BLOCK))) + 1;
  return [...layout.reductions.values()].map((reduction, n) => {
    const pairwise = reduction.combining.order === "pairwise" && total(layout) > BLOCK;
    return {
      reduction,
      panel: homes.memory({ dtype: reduction.combining.wide, shape: [width] }),
      tree: pairwise ? homes.memory({ dtype: "float64", shape: [levels * width] }) : "",
      scalar: `v${n}`,
      pairwise,
    };
  });
}

const widthOf = (lengths: readonly number[]): number => {
  const { level, piece, step } = cutOf(lengths);
  return Math.min(piece, lengths[level] as number) * step;
};

export function panelsText(scene: Scene): string[] {
  const { layout, readers, homes } = scene;
  const [phase] = scene.phases.phases as readonly [Phase];
  const { panel, outer } = readers;
  const cut = cutOf(panel);
  const width = widthOf(panel);
  const accumulators = accumulatorsOf(scene, width);
  const pairwise = accumulators.filter((accumulator) => accumulator.pairwise);
  const outside = [...counters("d", outer.length), ...counters("e", cut.level)];
  const lengths = [...outer, ...panel.slice(0, cut.level)];
  const place = (reader: Reader): string =>
    sumText([...outside, "start"], [...reader.outer, ...reader.panel.slice(0, cut.level + 1)]);
  const fill = (list: readonly Accumulators[]): string =>
    list
      .map((accumulator) => `${accumulator.panel}.fill(${accumulator.reduction.combining.identity}, 0, width);`)
      .join(" ");
  const push = pairwise.map((each) => `h.pushRow(${each.tree}, ${width}, ${each.panel}, blocks, width);`).join(" ");
  const store = homes.ofRows.map(({ variable, place: home }) => {
    const accumulator = accumulators.find(({ reduction }) => reduction.result === variable) as Accumulators;
    const { dtype } = variable.type;
    const value = `${accumulator.panel}[w]`;
    const wrapped = layout.stages.length > 0 || !isCpuDType(dtype) ? value : WRAP[dtype].text(value);
    return `for (let w = 0, to = ${place(readers.result) || "0"}; w < width; w++) ${elementOf(home, "to + w")} = ${wrapped};`;
  });
  return [
    ...outside.map((name, level) => `for (let ${name} = 0; ${name} < ${lengths[level]}; ${name}++) {`),
    `for (let start = 0; start < ${panel[cut.level]}; start += ${cut.piece}) {`,
    `const pieces = Math.min(${cut.piece}, ${panel[cut.level]} - start);`,
    `const width = pieces * ${cut.step};`,
    ...[...readers.loads, readers.element].map((reader) => `const ${reader.place} = ${place(reader) || "0"};`),
    fill(accumulators),
    ...(pairwise.length > 0 ? [`let blocks = 0; let left = ${BLOCK};`] : []),
    ...rowsText(scene, phase, accumulators, cut, push, fill(pairwise)),
    ...(pairwise.length > 0
      ? [
          total(layout) % BLOCK === 0 ? "" : `${push} blocks++;`,
          ...pairwise.map((each) => `h.collapseRows(${each.tree}, ${width}, blocks, ${each.panel}, width);`),
        ]
      : []),
    ...store,
    "}",
    ...closing(outside.length),
  ];
}

/** The loops over the reduced axes, of which the innermost is cut where a block ends. */
function rowsText(
  scene: Scene,
  phase: Phase,
  accumulators: readonly Accumulators[],
  cut: Cut,
  push: string,
  clear: string,
): string[] {
  const { inner } = scene.readers;
  const names = counters("u", inner.length - 1);
  const length = inner.at(-1) as number;
  const price = phase.equations.reduce((sum, equation) => sum + priceOf(equation), 0);
  const four = price <= CHEAP && length >= 4;
  const walk = (end: string | number): string[] => [
    ...(four
      ? [`for (; row + 4 <= ${end}; row += 4) {`, ...panelText(scene, phase, accumulators, cut, LANES), "}"]
      : []),
    `for (; row < ${end}; row++) {`,
    ...panelText(scene, phase, accumulators, cut, [0]),
    "}",
  ];
  return [
    ...names.map((name, level) => `for (let ${name} = 0; ${name} < ${inner[level]}; ${name}++) {`),
    ...(push === ""
      ? ["{", "let row = 0;", ...walk(length), "}"]
      : [
          `for (let row = 0; row < ${length};) {`,
          `const end = Math.min(${length}, row + left);`,
          "left -= end - row;",
          ...walk("end"),
          `if (left === 0) { ${push} blocks++; left = ${BLOCK}; ${clear} }`,
          "}",
        ]),
    ...closing(names.length),
  ];
}

/** One row of the panel, or several, taken in by its accumulators. */
function panelText(
  scene: Scene,
  phase: Phase,
  accumulators: readonly Accumulators[],
  cut: Cut,
  lanes: readonly number[],
): string[] {
  const { panel, inner, loads, element } = scene.readers;
  const rows = [...counters("u", inner.length - 1), "row"];
  const levels = panel.slice(cut.level);
  const names = counters("j", levels.length - 1);
  const depth = names.length;
  const lengths: readonly (number | string)[] = ["pieces", ...levels.slice(1)];
  const base = (reader: Reader, lane: number): string => `u${reader.place}_${lane}`;
  const bases = [...loads, element].flatMap((reader) =>
    lanes.map((lane) => {
      const step = lane * (reader.inner.at(-1) as number);
      const offset = plus(
        reader.place,
        sumText(rows, reader.inner),
        sumText(names, reader.panel.slice(cut.level, -1)),
        step === 0 ? "" : String(step),
      );
      return `const ${base(reader, lane)} = ${offset};`;
    }),
  );
  const sizes = levels.map((_, level) => levels.slice(level + 1).reduce((a, b) => a * b, 1));
  const w = plus(sumText(names, sizes.slice(0, -1)), "j");
  const body = lanes.flatMap((lane) => [
    "{",
    ...elementText(scene, phase, {
      at: (reader) => plus(base(reader, lane), sumText(["j"], reader.panel.slice(-1))),
      isRead: () => false,
      take: ({ result, combining }, value) => {
        const { scalar } = accumulators.find(({ reduction }) => reduction.result === result) as Accumulators;
        return `${scalar} = ${combining.step(scalar, value)};`;
      },
    }),
    "}",
  ]);
  return [
    ...names.map((name, level) => `for (let ${name} = 0; ${name} < ${lengths[level]}; ${name}++) {`),
    ...bases,
    `for (let j = 0; j < ${lengths[depth]}; j++) {`,
    ...accumulators.map(({ panel: name, scalar }) => `let ${scalar} = ${name}[${w}];`),
    ...body,
    ...accumulators.map(({ panel: name, scalar }) => `${name}[${w}] = ${scalar};`),
    "}",
    ...closing(depth),
  ];
}
