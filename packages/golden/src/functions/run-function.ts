/** Runs one call of the golden files: its results, its reverse and its forward derivative, or the refusal it demands. */
import type { ArrayData } from "../array-data.js";
import type { Case, JvpCheck, VjpCheck } from "../case.js";
import { compareOutputs, describeMismatch, type Strictness } from "../compare.js";
import type { Callable } from "../library/api.js";
import type { Library } from "../library/library.js";
import { leavesOf } from "../tree.js";
import type { CaseOutcome, Part } from "../runner.js";
import { NotCoveredError } from "./not-covered-error.js";
import { readOutputs } from "./read-outputs.js";
import type { Resolved } from "./resolve.js";
import { toArgument } from "./to-argument.js";

const PASSED: CaseOutcome = { status: "passed" };
const failed = (part: Part, message: string): CaseOutcome => ({ status: "failed", part, message });

const describeError = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message.split("\n")[0] ?? ""}` : String(error);

/** Runs a part; a missing function makes the case not covered, anything else thrown makes it fail. */
async function attempt(part: Part, action: () => Promise<CaseOutcome>): Promise<CaseOutcome> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof NotCoveredError) return { status: "not-covered", reason: error.missing };
    return failed(part, describeError(error));
  }
}

interface Call {
  readonly golden: Case;
  readonly library: Library;
  readonly args: readonly unknown[];
  readonly f: (args: readonly unknown[]) => unknown;
  readonly resolved: Resolved;
}

async function checkRefusal({ golden, library, args, f }: Call): Promise<CaseOutcome> {
  try {
    await readOutputs(library, f(args), []);
  } catch (error) {
    if (library.isTypedError(error)) return PASSED;
    if (error instanceof NotCoveredError) throw error;
    return failed("error", `refused with ${describeError(error)}, which is not a typed error`);
  }
  return failed("error", `was accepted, but must be refused: ${golden.note ?? ""}`);
}

async function checkValue({ golden, library, args, f, resolved }: Call): Promise<CaseOutcome> {
  const normalize = resolved.normalize ?? ((outputs: readonly ArrayData[]) => outputs);
  const actual = normalize(await readOutputs(library, f(args), golden.out), golden);
  const mismatch = compareOutputs(actual, normalize(golden.out, golden), golden.tolerance, golden.alt);
  return mismatch === undefined ? PASSED : failed("value", describeMismatch(mismatch));
}

/** The function of the differentiated arguments alone, giving the outputs that have derivatives. */
function partial({ args, f }: Call, argnums: readonly number[], outputs: readonly (ArrayData | undefined)[]): Callable {
  return (...inputs) => {
    const all = [...args];
    argnums.forEach((at, i) => (all[at] = inputs[i]));
    const leaves = leavesOf(f(all));
    return leaves.filter((_, i) => leaves.length !== outputs.length || outputs[i] !== undefined);
  };
}

const gradientBounds = (golden: Case): Strictness =>
  golden.tolerance.grad ?? { rtol: golden.tolerance.rtol, atol: golden.tolerance.atol };

const leafData = (values: VjpCheck["grads"]): ArrayData[] =>
  values.flatMap((value) =>
    value.kind === "array"
      ? [value.array]
      : value.kind === "list"
        ? leafData(value.items)
        : value.kind === "record"
          ? leafData([...value.entries.values()])
          : [],
  );

async function compareDerivatives(
  call: Call,
  part: Part,
  result: unknown,
  expected: readonly ArrayData[],
): Promise<CaseOutcome> {
  const mismatch = compareOutputs(
    await readOutputs(call.library, result, expected),
    expected,
    gradientBounds(call.golden),
  );
  return mismatch === undefined ? PASSED : failed(part, describeMismatch(mismatch));
}

const present = (arrays: readonly (ArrayData | undefined)[]): ArrayData[] =>
  arrays.filter((array) => array !== undefined);

async function checkVjp(call: Call, { argnums, ct, grads }: VjpCheck): Promise<CaseOutcome> {
  const { library, args } = call;
  const [, pullback] = library.vjp(
    partial(call, argnums, ct),
    argnums.map((at) => args[at]),
  );
  const cotangents = present(ct).map((array) => library.array(array));
  return compareDerivatives(call, "vjp", pullback(cotangents), leafData(grads));
}

async function checkJvp(call: Call, { argnums, tangents, out }: JvpCheck): Promise<CaseOutcome> {
  const { library, args } = call;
  const along = tangents.map((tangent) => toArgument(library, tangent));
  const [, result] = library.jvp(
    partial(call, argnums, out),
    argnums.map((at) => args[at]),
    along,
  );
  return compareDerivatives(call, "jvp", result, present(out));
}

/** Never rejects. All parts given must pass; the first that does not is reported. */
export async function runFunction(library: Library, golden: Case, resolved: Resolved): Promise<CaseOutcome> {
  return attempt("value", async () => {
    const args = golden.args.map((value) => toArgument(library, value));
    const kwargs = new Map([...golden.kwargs].map(([name, value]) => [name, toArgument(library, value)]));
    const call: Call = { golden, library, args, resolved, f: (given) => resolved.call(given, kwargs, golden.out[0]) };
    if (golden.error) return attempt("error", () => checkRefusal(call));
    const value = await checkValue(call);
    if (value.status !== "passed") return value;
    const { vjp, jvp } = golden;
    const reverse = vjp === undefined ? PASSED : await attempt("vjp", () => checkVjp(call, vjp));
    if (reverse.status !== "passed" || jvp === undefined) return reverse;
    return attempt("jvp", () => checkJvp(call, jvp));
  });
}
