/** Runs the programs of the golden files through the interpreter and compares what they return. */
import type { Case, Value } from "../case.js";
import { compareOutputs, describeMismatch } from "../compare.js";
import { NotCoveredError } from "../functions/not-covered-error.js";
import { readOutputs } from "../functions/read-outputs.js";
import { dtypesOf, toArgument } from "../functions/to-argument.js";
import type { Library } from "../library/library.js";
import { evaluateNotation } from "../notation/evaluate.js";
import { UndefinedNameError } from "../notation/notation-error.js";
import { parseNotation } from "../notation/parser.js";
import { WeakFloat } from "../notation/weak.js";
import type { CaseOutcome } from "../runner.js";
import { LibraryVocabulary } from "./library-vocabulary.js";
import { toTraced, type DefaultFloat } from "./traced.js";
import { trainingProgram } from "./training.js";

/** JAX computed the files with 64-bit defaults: bare scalars are float64 unless everything around them is narrower. */
function defaultFloat(golden: Case): DefaultFloat {
  const dtypes = [...golden.args.flatMap(dtypesOf), ...golden.out.map((array) => array.dtype)];
  const wide = dtypes.some((dtype) => dtype === "float64" || dtype === "complex128");
  return wide || !dtypes.some((dtype) => dtype === "float32" || dtype === "complex64") ? "float64" : "float32";
}

/** A bare number among the inputs is a scalar of the notation. */
function toInput(library: Library, value: Value | undefined): unknown {
  if (value === undefined) return null;
  if (value.kind === "static" && typeof value.value === "number" && !Number.isInteger(value.value))
    return new WeakFloat(value.value);
  return toArgument(library, value);
}

const constant = (value: Value): unknown =>
  value.kind === "static" && typeof value.value === "number" && !Number.isInteger(value.value)
    ? new WeakFloat(value.value)
    : value.kind === "static"
      ? value.value
      : null;

function evaluate(library: Library, golden: Case): unknown {
  const isTraining = golden.fn === "train";
  const text = isTraining ? trainingProgram(golden) : (golden.program?.text ?? "");
  const inputs = new Map((golden.program?.inputs ?? []).map((name, i) => [name, toInput(library, golden.args[i])]));
  if (isTraining)
    inputs.set("k", Object.fromEntries([...golden.kwargs].map(([name, value]) => [name, constant(value)])));
  const float = defaultFloat(golden);
  return toTraced(library, float, evaluateNotation(parseNotation(text), new LibraryVocabulary(library, float), inputs));
}

function explain(error: unknown): CaseOutcome {
  if (error instanceof NotCoveredError) return { status: "not-covered", reason: error.missing };
  if (error instanceof UndefinedNameError) return { status: "not-covered", reason: error.undefinedName };
  return {
    status: "failed",
    part: "value",
    message: error instanceof Error ? `${error.name}: ${error.message.split("\n")[0] ?? ""}` : String(error),
  };
}

/** Never rejects. */
export async function runProgram(library: Library, golden: Case): Promise<CaseOutcome> {
  try {
    const outputs = await readOutputs(library, evaluate(library, golden), golden.out);
    if (golden.error)
      return { status: "failed", part: "error", message: `was accepted, but must be refused: ${golden.title ?? ""}` };
    const mismatch = compareOutputs(outputs, golden.out, golden.tolerance, golden.alt);
    return mismatch === undefined
      ? { status: "passed" }
      : { status: "failed", part: "value", message: describeMismatch(mismatch) };
  } catch (error) {
    if (!golden.error || error instanceof NotCoveredError || error instanceof UndefinedNameError) return explain(error);
    if (library.isTypedError(error)) return { status: "passed" };
    const outcome = explain(error);
    return outcome.status === "failed" ? { ...outcome, part: "error" } : outcome;
  }
}
