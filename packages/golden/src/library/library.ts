/** What the golden runner needs of an array library beside the names of its functions; the connection implements it. */
import type { ArrayData } from "../array-data.js";
import type { Value } from "../case.js";
import type { IndexPart } from "../notation/vocabulary.js";
import type { Api, Callable } from "./api.js";

export type WeakScalar = Extract<Value, { kind: "weak" }>;

export interface Library {
  readonly api: Api;
  /** Element types the backend has; cases with others are reported as not covered. */
  readonly dtypes: ReadonlySet<string>;
  array(data: ArrayData): unknown;
  isArray(x: unknown): boolean;
  dtypeOf(x: unknown): string;
  shapeOf(x: unknown): readonly number[];
  /** The one element of an array whose value is known; otherwise the library's own typed error. */
  item(x: unknown): number | boolean;
  read(x: unknown): ArrayData | Promise<ArrayData>;
  /** A bare scalar that promotes weakly, where arrays are expected. */
  weak(scalar: WeakScalar): unknown;
  index(x: unknown, parts: readonly IndexPart[]): unknown;
  /** `x.at[parts]`: the methods `set add subtract multiply divide power min max get`, by these names. */
  at(x: unknown, parts: readonly IndexPart[]): Readonly<Record<string, Callable>>;
  /** The values of f at the primals, and the pullback from their cotangents to one gradient per primal. */
  vjp(
    f: Callable,
    primals: readonly unknown[],
  ): readonly [values: unknown, pullback: (cotangents: unknown) => readonly unknown[]];
  jvp(
    f: Callable,
    primals: readonly unknown[],
    tangents: readonly unknown[],
  ): readonly [values: unknown, tangents: unknown];
  /** Whether an error is one the library throws on purpose. */
  isTypedError(error: unknown): boolean;
}
