/** The report for a person. */
import { find, ratio, type Outcome, type Report, type Result } from "../results.js";
import { spreadOf } from "../statistics.js";
import type { Limit } from "../target.js";
import { columns, duration, quantity, times } from "./format.js";

const perMillisecond = (rate: number): string => (rate / 1e6).toPrecision(3);

export function header({ environment: e, rates }: Pick<Report, "environment" | "rates">): string {
  return [
    `${e.date}  commit ${e.commit}`,
    `Node ${e.node.slice(1)} (V8 ${e.v8}), ${e.cpu}, ${e.cores} cores, ${e.memoryGiB} GiB, load ${e.load}`,
    `This machine now, one thread of JavaScript: ${perMillisecond(rates.flops)} GFLOP/s, ${perMillisecond(rates.functions)} billion exp and sin per second,`,
    `${perMillisecond(rates.memoryBytes)} GB/s to memory, ${perMillisecond(rates.cacheBytes)} GB/s to the caches. Ceilings are computed from these and the work of targets.ts.`,
    ...(e.load > e.cores / 2 ? ["The machine is busy: trust ratios, not times."] : []),
  ].join("\n");
}

export function limitText({ kind, most }: Limit): string {
  if (kind === "time") return `≤ ${duration(most)}`;
  if (kind === "bytes") return `≤ ${most} B`;
  return `≤ ${most} × ${RATIO[kind]}`;
}
const RATIO = { plain: "by hand", rounded: "the same loop", primal: "its function" } as const;

const MARK: Record<Outcome["state"], string> = { pass: "pass", miss: "MISS", wrong: "WRONG", "not measured": "–" };

function targetText(outcome: Outcome): string {
  const { kind } = outcome.limit;
  const own = kind === "primal" || kind === "rounded" ? ` (${times(outcome.value)})` : "";
  return `${limitText(outcome.limit)}${own} ${MARK[outcome.state]}`;
}

function resultRow(report: Report, result: Result, first: boolean): string[] {
  const { workload, contender, samples, unit } = result;
  const targets = report.outcomes.filter((o) => o.workload === workload && o.contender === contender);
  if (samples.length === 0) return [first ? workload : "", contender, `WRONG: ${result.wrong ?? ""}`, "", "", "", ""];
  const { median, min, max } = spreadOf(samples);
  const ceiling = report.ceilings[workload];
  return [
    first ? workload : "",
    contender,
    quantity(median, unit),
    `${quantity(min, unit)} … ${quantity(max, unit)}`,
    times(ratio(result, find(report.results, workload, "plain JS"))),
    first && ceiling !== undefined ? duration(ceiling) : "",
    targets.map(targetText).join(", "),
  ];
}

const TITLES = ["workload", "contender", "median", "min … max", "by hand", "ceiling", "target"];

/** One line per contender. */
export function resultTable(report: Report): string {
  const rows = report.results.map((result, i) =>
    resultRow(report, result, report.results[i - 1]?.workload !== result.workload),
  );
  return columns([TITLES, ...rows], 2);
}

/** What a gradient costs, measured in its function. */
export function gradientTable(report: Report, primals: ReadonlyMap<string, string>): string {
  const rows = [...primals].flatMap(([gradient, primal]) => {
    const cell = (contender: Result["contender"]): string =>
      times(ratio(find(report.results, gradient, contender), find(report.results, primal, contender)));
    const cells = [cell("jit"), cell("eager"), cell("plain JS")];
    return cells.some((text) => text !== "") ? [[gradient, ...cells]] : [];
  });
  return rows.length === 0 ? "" : columns([["gradient ÷ function", "jit", "eager", "plain JS"], ...rows], 1);
}

export function summary({ outcomes, results }: Report): string {
  const count = (state: Outcome["state"]): number => outcomes.filter((outcome) => outcome.state === state).length;
  const measured = outcomes.length - count("not measured");
  const wrong = results.filter((result) => result.wrong !== undefined);
  return [
    `${measured} targets measured: ${count("pass")} passed, ${count("miss")} missed, ${count("wrong")} with a wrong result.`,
    ...outcomes
      .filter(({ state }) => state === "miss")
      .map(({ workload, contender, limit, value = NaN }) => {
        const got =
          limit.kind === "time" ? duration(value) : limit.kind === "bytes" ? quantity(value, "bytes") : times(value);
        return `  missed: ${workload} (${contender}): ${got}, target ${limitText(limit)}`;
      }),
    ...wrong.map(({ workload, contender, wrong: what }) => `  wrong: ${workload} (${contender}): ${what}`),
  ].join("\n");
}
