/** A row of a function table: how one function of the golden files is called. */
import type { ArrayData } from "../array-data.js";
import type { Case } from "../case.js";
import type { Callable } from "../library/api.js";
import type { Library } from "../library/library.js";

/** Options as the files name them, in camel case. */
export type Options = Readonly<Record<string, unknown>>;

/** Brings arbitrary choices (order, sign) of computed and expected results into one form before they are compared. */
export type Normalize = (outputs: readonly ArrayData[], golden: Case) => readonly ArrayData[];

interface Common {
  readonly normalize?: Normalize;
}

export interface RegularRow extends Common {
  readonly kind: "regular";
  readonly signature: string | undefined;
  /** Paths in the library, when the name does not give them. */
  readonly paths?: readonly string[];
  /** The result's dtype is passed as an option: the function has no array argument to take it from. */
  readonly dtypeFromCase?: boolean;
}

export interface IrregularRow extends Common {
  readonly kind: "irregular";
  /** Functions of the library that it uses, by local name, as golden files name them. */
  readonly needs: Readonly<Record<string, string>>;
  readonly call: (
    functions: Readonly<Record<string, Callable>>,
    args: readonly unknown[],
    options: Options,
    library: Library,
  ) => unknown;
}

export type Row = RegularRow | IrregularRow;

export type Table = Readonly<Record<string, Row | string>>;

/** A row for each name, all with the same signature. */
export const each = (names: string, row: Row | string): Table =>
  Object.fromEntries(names.split(" ").map((name) => [name, row]));

/** A function that composes others of the library. `needs` is typed through to `call`. */
export function irregular<K extends string>(
  needs: Readonly<Record<K, string>>,
  call: (
    functions: Readonly<Record<K, Callable>>,
    args: readonly unknown[],
    options: Options,
    library: Library,
  ) => unknown,
  normalize?: Normalize,
): IrregularRow {
  return { kind: "irregular", needs, call: call as IrregularRow["call"], ...(normalize && { normalize }) };
}

export const regular = (
  signature: string | undefined,
  more: Omit<RegularRow, "kind" | "signature"> = {},
): RegularRow => ({ kind: "regular", signature, ...more });
