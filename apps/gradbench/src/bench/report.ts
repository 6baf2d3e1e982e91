/** The measurements as a table in Markdown. */
import type { Measured } from "./measure-size.js";
import type { Bench } from "./sizes.js";

export interface Row {
  readonly module: string;
  readonly size: string;
  readonly functions: readonly Measured[];
}

const ms = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const times = (a: number, b: number): string => `${(a / b).toFixed(2)} ×`;
const pair = ([a, b]: readonly [number, number]): string => `${ms(a)} / ${ms(b)}`;

const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [titles, titles.map((_, i) => (i === 0 ? "---" : "--:")), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** Milliseconds of the function and of its derivatives together. */
const parts = ({ functions: [primal, ...derivatives] }: Row, of: "tool" | "plain" | "compile"): [number, number] => [
  primal?.[of] ?? NaN,
  derivatives.reduce((sum, f) => sum + f[of], 0),
];

function totals(rows: readonly Row[], of: "tool" | "plain" | "compile"): [number, number] {
  return rows.reduce<[number, number]>(
    ([a, b], row) => {
      const [x, y] = parts(row, of);
      return [a + x, b + y];
    },
    [0, 0],
  );
}

/** One line per eval: sums over its sizes, beside the recorded figures. */
function summary(benches: readonly Bench[], rows: readonly Row[]): string {
  const lines = benches.flatMap(({ module, reference, aim }) => {
    const own = rows.filter((row) => row.module === module);
    if (own.length === 0) return [];
    const [tool, plain, compile] = [totals(own, "tool"), totals(own, "plain"), totals(own, "compile")];
    return [
      [
        module,
        pair(tool),
        `${(tool[1] / tool[0]).toFixed(2)}${aim === undefined ? "" : ` (≤ ${aim})`}`,
        pair(plain),
        `${times(tool[0], plain[0])} / ${times(tool[1], plain[1])}`,
        pair(compile),
        pair(reference.javascript),
        pair(reference.cpp128),
        pair(reference.jax),
      ],
    ];
  });
  const titles = [
    "eval",
    "Fluxion",
    "derivative ÷ primal",
    "by hand",
    "÷ by hand",
    "compile",
    "recorded: JavaScript",
    "C++ 128-bit",
    "JAX f64",
  ];
  return table(titles, lines);
}

function details(rows: readonly Row[]): string {
  const lines = rows.flatMap(({ module, size, functions }) =>
    functions.map((f) => [
      `${module} ${size}`,
      f.function,
      f.wrong.length > 0 ? `WRONG: ${f.wrong.join("; ")}` : ms(f.tool),
      ms(f.plain),
      times(f.tool, f.plain),
      f === functions[0] ? "" : times(f.tool, functions[0]?.tool ?? NaN),
      ms(f.compile),
      ms(f.first),
    ]),
  );
  return table(["size", "function", "Fluxion", "by hand", "÷ by hand", "÷ primal", "compile", "first run"], lines);
}

export const report = (benches: readonly Bench[], rows: readonly Row[], about: string): string =>
  `# GradBench\n\n${about}\n\nMilliseconds, primal / derivatives, summed over sizes; the best of runs in turns with the loops by hand.\n\n${summary(benches, rows)}\n\n## Sizes\n\n${details(rows)}\n`;
