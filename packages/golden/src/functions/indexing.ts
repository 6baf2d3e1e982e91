/** Indexing, `at` updates, gather and scatter: functions with index expressions or dimension numbers. */
import type { IndexPart } from "../notation/vocabulary.js";
import { NotCoveredError } from "./not-covered-error.js";
import { irregular, type IrregularRow, type Options, type Table } from "./row.js";

/** The fields of JAX's GatherDimensionNumbers and ScatterDimensionNumbers, which the files pass as plain keywords. */
const NUMBERS = [
  "offsetDims",
  "collapsedSliceDims",
  "startIndexMap",
  "operandBatchingDims",
  "startIndicesBatchingDims",
  "updateWindowDims",
  "insertedWindowDims",
  "scatterDimsToOperandDims",
  "scatterIndicesBatchingDims",
];

/** Collects the dimension numbers into one field. */
export function withDimensionNumbers(options: Options): Options {
  const isNumber = (name: string): boolean => NUMBERS.includes(name);
  const entries = Object.entries(options);
  return {
    dimensionNumbers: Object.fromEntries(entries.filter(([name]) => isNumber(name))),
    ...Object.fromEntries(entries.filter(([name]) => !isNumber(name))),
  };
}

const gather = irregular({ gather: "lax.gather" }, (f, [x, indices], options) =>
  f.gather(x, indices, withDimensionNumbers(options)),
);

const scatter = (name: string): IrregularRow =>
  irregular({ scatter: name }, (f, [x, indices, updates], options) =>
    f.scatter(x, indices, updates, withDimensionNumbers(options)),
  );

const withOptions = (given: readonly unknown[], options: Options): unknown[] =>
  Object.keys(options).length === 0 ? [...given] : [...given, options];

/** `at.set(x, i, v)` is `x.at[i].set(v)`. */
const update = (method: string): IrregularRow =>
  irregular({}, (_, [x, parts, ...values], options, library) => {
    const f = library.at(x, parts as readonly IndexPart[])[method];
    if (f === undefined) throw new NotCoveredError(`at.${method}`);
    return f(...withOptions(values, options));
  });

const SCATTERS = ["lax.scatter", "lax.scatter_add", "lax.scatter_mul", "lax.scatter_min", "lax.scatter_max"];
const UPDATES = ["set", "add", "subtract", "multiply", "divide", "power", "min", "max", "get", "mul", "apply"];

export const indexing: Table = {
  getitem: irregular({}, (_, [x, parts], __, library) => library.index(x, parts as readonly IndexPart[])),
  "lax.gather": gather,
  ...Object.fromEntries(SCATTERS.map((name) => [name, scatter(name)])),
  ...Object.fromEntries(UPDATES.map((method) => [`at.${method}`, update(method)])),
};
