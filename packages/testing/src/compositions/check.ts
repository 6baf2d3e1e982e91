/**
 * Checks one composition of constructs around one function: its value and its derivatives in both modes against nested dual
 * numbers in host loops, those against central differences, and what has no meaning against its typed error.
 */
import {
  FluxionError,
  asArray,
  deviceArray,
  jit,
  jvp,
  openTraces,
  sum,
  tree,
  vjp,
  vmap,
  withDefaultBackend,
  type Backend,
  type NDArray,
} from "@fluxion/core";
import { largest } from "../compare.js";
import { slope } from "../slope.js";
import { fraction } from "../directions.js";
import { violation } from "../violation.js";
import { WEIGHT, type Case } from "./cases.js";
import { each, type ArrayTree, type Construct, type TreeFunction } from "./construct.js";
import * as host from "./host-number.js";
import { forbiddenBy, type Use } from "./legality.js";

type Numbers = readonly number[];

/** Rounding errors of a composition: hundreds of operations on numbers near 1, some of which cancel. */
const ROUNDING = 2 ** -52 * 4096;

const numbersOf = (result: ArrayTree): number[] =>
  (tree.leaves(result) as NDArray[]).flatMap((leaf) => Array.from(leaf.dataSync()));

/** Numbers as a tree of the case's leaves. */
function treeFrom({ inputs, treeOf }: Case, backend: Backend, values: Numbers): ArrayTree {
  let next = 0;
  return treeOf(
    inputs.map(({ type, data }) =>
      deviceArray(
        Float64Array.from(data, () => values[next++] as number),
        type,
        backend,
      ),
    ),
  );
}

function requireNumbers(where: string, actual: Numbers, expected: Numbers, bounds?: Numbers): void {
  const size = Math.max(1, largest(expected));
  expected.forEach((wanted, i) => {
    const bound = (bounds?.[i] ?? 0) + ROUNDING * size;
    if (actual.length === expected.length && Math.abs((actual[i] as number) - wanted) <= bound) return;
    violation(
      where,
      `gives [${actual.join(", ")}], but the host loop [${expected.join(", ")}] (element ${i}, to within ${bound})`,
    );
  });
}

/** Values of what the function closes over, in lanes. */
const WEIGHTS = [WEIGHT, -0.4];

/** A point, a tangent and a cotangent. */
type Directions = readonly [at: Numbers, along: Numbers, back: Numbers];

export interface Composition {
  readonly chain: readonly Construct[];
  readonly subject: Case;
}

export const nameOf = ({ chain, subject }: Composition): string =>
  `${chain.map(({ name }) => name).join(" of ")} of the function (${subject.name})`;

/** The composition on arrays, and on numbers, as functions of what the function in the middle closes over. */
const deviceOf = ({ chain, subject }: Composition, w: NDArray): TreeFunction =>
  chain.reduceRight((f, { device }) => device(f), subject.device(w));
const hostOf = ({ chain, subject }: Composition, w: host.HostNumber): host.HostFunction =>
  chain.reduceRight((f, { host: around }) => around(f), subject.host(w));

/** What a use gives: the composition's numbers, or how it fails. */
const outcomeOf = (run: () => ArrayTree): { numbers: Numbers } | { error: unknown } => {
  try {
    return { numbers: numbersOf(run()) };
  } catch (error) {
    return { error };
  }
};

/** The composition is used, and must give the numbers, or else the error that a rule names. Whether it is legal comes back. */
function requireTrial(composition: Composition, { use, run, expected }: Trial): void {
  const where = `${use.name} of ${nameOf(composition)}`;
  const { chain } = composition;
  const forbidding = forbiddenBy(chain, use);
  const before = chain.map(({ asked }) => asked?.() ?? 0);
  const outcome = outcomeOf(run);
  if (openTraces().length > 0) violation(where, `left traces open: ${openTraces().join()}`);
  if ("numbers" in outcome) {
    if (forbidding.length > 0) violation(where, `works, but by rule it must not: ${forbidding[0]?.text ?? ""}`);
    requireNumbers(where, outcome.numbers, expected());
    if (use.derivative !== "none")
      chain.forEach(({ name, asked }, i) => {
        if (asked !== undefined && asked() === before[i]) violation(where, `never asks ${name} for its rule`);
      });
    return;
  }
  const { error } = outcome;
  if (error instanceof FluxionError && forbidding.some(({ code }) => code === error.code)) return;
  violation(where, error instanceof Error ? error.message : String(error));
}

/** The host derivative along `vs`, agreed with by differences. */
async function hostSlope(where: string, f: host.HostFunction, xs: Numbers, vs: Numbers): Promise<Numbers> {
  const exact = host.derivative(f, xs, vs).map(host.numberOf);
  const at = async (s: number): Promise<Float64Array> =>
    Float64Array.from(f(xs.map((x, i) => x + s * (vs[i] as number))).map(host.numberOf));
  const { value, error } = await slope(at, ROUNDING);
  requireNumbers(`differences of ${where}`, Array.from(value), exact, Array.from(error));
  return exact;
}

/** One way to use a composition: on arrays, and what must come of it. */
interface Trial {
  readonly use: Use;
  readonly run: () => ArrayTree;
  readonly expected: () => Numbers;
}

/** The composition on known values: it, and its derivatives by its argument. */
function plainTrials(composition: Composition, backend: Backend, [xs, vs, us]: Directions, slopes: Numbers): Trial[] {
  const onHost = hostOf(composition, WEIGHT);
  const put = (values: Numbers): ArrayTree => treeFrom(composition.subject, backend, values);
  const f = (): TreeFunction => deviceOf(composition, asArray(WEIGHT, "float64"));
  return [
    {
      use: { name: "value", derivative: "none", captured: "known" },
      run: () => f()(put(xs)),
      expected: () => onHost(xs).map(host.numberOf),
    },
    {
      use: { name: "forward mode", derivative: "forward", captured: "known" },
      run: () => jvp(f(), [put(xs)] as never, [put(vs)] as never)[1] as ArrayTree,
      expected: () => slopes,
    },
    {
      use: { name: "reverse mode", derivative: "reverse", captured: "known" },
      run: () => vjp(f(), [put(xs)] as never)[1](put(us) as never)[0] as ArrayTree,
      expected: () => host.pulled(onHost, xs, us).map(host.numberOf),
    },
  ];
}

/** What the function closes over comes from a trace around the whole: compiled, in lanes, or differentiated. */
function capturingTrials(composition: Composition, backend: Backend, [xs, , us]: Directions): Trial[] {
  const put = (values: Numbers): ArrayTree => treeFrom(composition.subject, backend, values);
  const f = (w: NDArray): ArrayTree => deviceOf(composition, w)(put(xs));
  const pulled = (w: NDArray): ArrayTree =>
    vjp(deviceOf(composition, w), [put(xs)] as never)[1](put(us) as never)[0] as ArrayTree;
  const inLanes = (g: (w: NDArray) => ArrayTree): ArrayTree =>
    each((leaf) => sum(leaf, { axes: [0] }), vmap(g)(asArray(WEIGHTS, "float64")) as ArrayTree);
  const overWeights = (g: (w: number) => host.HostNumber[]): Numbers =>
    WEIGHTS.map((w) => g(w).map(host.numberOf)).reduce((a, b) => a.map((y, i) => y + (b[i] as number)));
  return [
    {
      use: { name: "value, with what it closes over under jit,", derivative: "none", captured: "traced" },
      run: () => jit(f)(asArray(WEIGHT, "float64")) as ArrayTree,
      expected: () => hostOf(composition, WEIGHT)(xs).map(host.numberOf),
    },
    {
      use: { name: "value, with what it closes over in lanes,", derivative: "none", captured: "traced" },
      run: () => inLanes(f),
      expected: () => overWeights((w) => hostOf(composition, w)(xs)),
    },
    {
      use: { name: "reverse mode, with what it closes over in lanes,", derivative: "reverse", captured: "traced" },
      run: () => inLanes(pulled),
      expected: () => overWeights((w) => host.pulled(hostOf(composition, w), xs, us)),
    },
    {
      use: { name: "derivative by what it closes over", derivative: "none", captured: "differentiated" },
      run: () => vjp(f, [asArray(WEIGHT, "float64")])[1](put(us) as never)[0] as NDArray,
      expected: () =>
        host.pulled(([w]) => hostOf(composition, w as host.HostNumber)(xs), [WEIGHT], us).map(host.numberOf),
    },
  ];
}

/**
 * Tries all uses of a composition.
 * @throws CheckError where one gives other numbers than the host does, or not the error that a rule names
 * @example const [jit, vmap] = constructs; const [scalar] = compositionCases; await checkComposition({ chain: [jit, vmap], subject: scalar }, cpu())
 */
export async function checkComposition(composition: Composition, backend: Backend): Promise<void> {
  const { subject } = composition;
  const xs = subject.inputs.flatMap(({ data }) => Array.from(data));
  const numbers = (salt: number): Numbers => xs.map((_, i) => Math.round(64 + 192 * fraction(i, salt)) / 256);
  const directions: Directions = [xs, numbers(0), numbers(5)];
  const slopes = await hostSlope(nameOf(composition), hostOf(composition, WEIGHT), xs, directions[1]);
  const trials = [
    ...plainTrials(composition, backend, directions, slopes),
    ...(subject.closes === "a traced value" ? capturingTrials(composition, backend, directions) : []),
  ];
  withDefaultBackend(backend, () => trials.forEach((trial) => requireTrial(composition, trial)));
}
