/** Jacobians with few entries: as many derivatives as colours are enough, however many columns there are. */
import { raise } from "../../errors.js";
import type { Linearized } from "../../ir/primitive.js";
import { isFloat, showType, sizeOf, type ArrayType, type DType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { identityOf } from "../../ir/key.js";
import { call } from "../../primitives/call.js";
import { DeviceArray, getDefaultBackend, withDefaultBackend, type Backend } from "../../trace/device.js";
import { Tracer } from "../../trace/trace.js";
import type { Accepts } from "../../trace/treetypes.js";
import type { AnyFunction } from "../call.js";
import { chooseArguments } from "../grad.js";
import { transforms } from "../programs.js";
import { stage, type Staged } from "../stage.js";
import { checkProducts } from "./check.js";
import { colourColumns, type Colouring } from "./colouring.js";
import { compressedProducts } from "./compressed.js";
import { patternOf, type Sparsity } from "./given.js";
import { registerSparseMatrix, SparseMatrix } from "./matrix.js";
import { detectPattern } from "./pattern.js";
import { longestRow, transposeRows, type Rows, type SparsityPattern } from "./rows.js";

export interface SparseOptions {
  /** Which arguments to differentiate with respect to; the first if not given. Their elements are the columns, in order. */
  readonly argnums?: number | readonly number[];
  /** Where entries may be: `{ rows, cols }` or a boolean array. Detected from the program if not given. */
  readonly sparsity?: Sparsity;
  /** By columns or by rows; what needs fewer colours if not given. */
  readonly mode?: "forward" | "reverse" | "auto";
  /** Compares the result with a derivative in an arbitrary direction, so that entries a given pattern lacks are noticed. */
  readonly check?: boolean;
}

interface Plan {
  readonly staged: Staged;
  readonly linearized: Linearized;
  readonly pattern: SparsityPattern;
  readonly products: (residuals: readonly NDArray[]) => NDArray;
}

type Args<A extends unknown[]> = { [K in keyof A]: Accepts<A[K]> };
export type SparseJacobian<A extends unknown[]> = ((...args: Args<A>) => SparseMatrix) & {
  /** The pattern for arguments like these, with the number of derivatives it takes. */
  readonly sparsity: (...args: Args<A>) => SparsityPattern;
};

/** Rows of all outputs; those of outputs that depend on nothing are empty. */
function widen(inner: Rows, outputs: readonly ArrayType[], active: readonly boolean[]): Rows {
  const rows = [0];
  let next = 0;
  outputs.forEach(({ shape }, i) => {
    for (let k = 0; k < sizeOf(shape); k++)
      rows.push(active[i] ? (inner.rows[++next] as number) : (rows.at(-1) as number));
  });
  return { ...inner, rows: Int32Array.from(rows) };
}

/** The rows of the outputs that depend on something. */
function narrow(whole: Rows, outputs: readonly ArrayType[], active: readonly boolean[]): Rows {
  const rows = [0];
  let row = 0;
  outputs.forEach(({ shape }, i) => {
    for (let k = 0; k < sizeOf(shape); k++, row++) if (active[i]) rows.push(whole.rows[row + 1] as number);
  });
  return { ...whole, rows: Int32Array.from(rows) };
}

/** The direction with fewer colours; the second is not tried where its longest row says that it cannot win. */
function chooseColouring(pattern: Rows, mode: SparseOptions["mode"]): { forward: boolean; colouring: Colouring } {
  const columns = transposeRows(pattern);
  const colour = (forward: boolean, limit?: number): Colouring | null =>
    forward ? colourColumns(pattern, limit, columns) : colourColumns(columns, limit, pattern);
  const [needForward, needReverse] = [longestRow(pattern), longestRow(columns)];
  const first = mode === "forward" || (mode !== "reverse" && needForward <= needReverse);
  const colouring = colour(first) as Colouring;
  if (mode === "forward" || mode === "reverse") return { forward: first, colouring };
  const other = (first ? needReverse : needForward) < colouring.count ? colour(!first, colouring.count - 1) : null;
  return other === null ? { forward: first, colouring } : { forward: !first, colouring: other };
}

function requireFloats(where: string, what: string, types: readonly ArrayType[]): void {
  const bad = types.find(({ dtype }) => !isFloat(dtype));
  if (bad !== undefined)
    raise({
      code: "dtype",
      what: `${what} is ${showType(bad)}, but sparse Jacobians are of real floats`,
      where,
      fix: "convert integers to floats; give complex numbers as real and imaginary parts",
    });
}

/**
 * The Jacobian of `f` as a sparse matrix in compressed rows, from as many derivatives as its columns (or rows) have colours:
 * columns that share no row are differentiated together. Pattern, colouring and compiled programs are made once for
 * arguments of the same types, without looking at their values. Trees are taken as the vectors of their elements: rows are
 * output elements, columns those of the chosen argument. The detected pattern never lacks an entry; it may have more than
 * needed where the program chooses by value (sort, gather at computed places).
 * @throws ArgumentError where a given pattern does not fit; CheckError with `check` where it lacks an entry
 * @example sparseJacobian((x) => np.square(x))([1, 2, 3]).vals // [2, 4, 6]
 */
export function sparseJacobian<A extends unknown[]>(
  f: (...args: A) => unknown,
  options: SparseOptions = {},
): SparseJacobian<A> {
  return makeSparseJacobian("sparseJacobian", f as AnyFunction, options) as unknown as SparseJacobian<A>;
}

export function makeSparseJacobian(where: string, f: AnyFunction, options: SparseOptions) {
  registerSparseMatrix();
  const { argnums = 0, mode = "auto" } = options;
  const plans = new Map<string, Plan>();

  function plan(types: readonly ArrayType[], structure: Parameters<typeof stage>[3], active: readonly boolean[]): Plan {
    const staged = stage(where, f, types, structure);
    const { program, captured } = staged;
    const outputs = program.outputs.map(({ type }) => type);
    requireFloats(
      where,
      "an argument",
      types.filter((_, i) => active[i]),
    );
    const mask = [...active, ...captured.map(() => false)];
    const linearized = transforms.linearize(program, mask);
    const { activeOutputs } = linearized;
    requireFloats(
      where,
      "a result",
      outputs.filter((_, i) => activeOutputs[i]),
    );
    const width = types.reduce((total, { shape }, i) => total + (active[i] ? sizeOf(shape) : 0), 0);
    const height = outputs.reduce((total, { shape }) => total + sizeOf(shape), 0);
    const known = captured.map((value) => (value instanceof Tracer ? null : value));
    const rows =
      options.sparsity === undefined
        ? widen(detectPattern(linearized, [...types.map(() => null), ...known]), outputs, activeOutputs)
        : patternOf(options.sparsity, height, width);
    const inner = narrow(rows, outputs, activeOutputs);
    const { forward, colouring } = chooseColouring(inner, mode);
    const dtype: DType = [...types.filter((_, i) => active[i]), ...outputs].some((type) => type.dtype === "float64")
      ? "float64"
      : "float32";
    return {
      staged,
      linearized,
      pattern: {
        shape: [height, width],
        rows: rows.rows,
        cols: rows.cols,
        mode: forward ? "forward" : "reverse",
        colours: colouring.count,
      },
      products: compressedProducts(linearized, inner, colouring, forward, dtype),
    };
  }

  function prepare(args: readonly unknown[]): { leaves: readonly NDArray[]; active: readonly boolean[]; plan: Plan } {
    const { whole, active } = chooseArguments(where, args, argnums, false);
    const { leaves, structure } = whole;
    const types = leaves.map(({ type }) => type);
    const backend = backendOf(leaves);
    const key = `${identityOf(backend)}${structure.key}${types.map(showType).join()}`;
    const remembered = plans.get(key);
    if (remembered !== undefined) return { leaves, active, plan: remembered };
    const made = withDefaultBackend(backend, () => plan(types, structure, active));
    if (!made.staged.captured.some((value) => value instanceof Tracer)) plans.set(key, made);
    return { leaves, active, plan: made };
  }

  const jacobian = (...args: unknown[]): SparseMatrix => {
    const { leaves, active, plan: made } = prepare(args);
    const { staged, linearized, pattern, products } = made;
    const values = call([...leaves, ...staged.captured], { program: linearized.forward, name: where });
    const vals = products(values.slice(staged.program.outputs.length));
    if (options.check === true) checkProducts(where, pattern, vals, staged, leaves, active);
    return new SparseMatrix(pattern.shape, pattern.rows, pattern.cols, vals);
  };
  return Object.assign(jacobian, { sparsity: (...args: unknown[]): SparsityPattern => prepare(args).plan.pattern });
}

/** Where concrete arguments live; traced ones say nothing. */
const backendOf = (leaves: readonly NDArray[]): Backend =>
  leaves.find((leaf): leaf is DeviceArray => leaf instanceof DeviceArray)?.backend ?? getDefaultBackend();
