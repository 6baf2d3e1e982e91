/** One golden case, decoded: a call with its results, derivatives and tolerance, or a program. */
import type { ArrayData } from "./array-data.js";

/** One part of an index expression. */
export type IndexItem =
  | { readonly kind: "integer"; readonly value: number }
  | {
      readonly kind: "slice";
      readonly start: number | undefined;
      readonly stop: number | undefined;
      readonly step: number | undefined;
    }
  | { readonly kind: "newaxis" | "ellipsis" }
  | { readonly kind: "array"; readonly array: ArrayData };

/** An argument: arrays to upload, scalars that promote weakly, index expressions, and settings that are plain data. */
export type Value =
  | { readonly kind: "array"; readonly array: ArrayData }
  | {
      readonly kind: "weak";
      readonly type: "bool" | "int" | "float" | "complex";
      readonly re: number;
      readonly im: number;
    }
  | { readonly kind: "index"; readonly items: readonly IndexItem[] }
  | { readonly kind: "static"; readonly value: number | string | boolean | null }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | { readonly kind: "record"; readonly entries: ReadonlyMap<string, Value> };

export interface Bounds {
  readonly rtol: number;
  readonly atol: number;
}

export interface Tolerance extends Bounds {
  /** Whether −0 and 0 differ. */
  readonly signedZero: boolean;
  /** The bounds for derivatives, where they differ. */
  readonly grad: Bounds | undefined;
}

/** A check of reverse mode: cotangents of the outputs (undefined for integer outputs) and the gradients they give. */
export interface VjpCheck {
  readonly argnums: readonly number[];
  readonly ct: readonly (ArrayData | undefined)[];
  readonly grads: readonly Value[];
}

/** A check of forward mode: tangents of the arguments and of the outputs (undefined for integer outputs). */
export interface JvpCheck {
  readonly argnums: readonly number[];
  readonly tangents: readonly Value[];
  readonly out: readonly (ArrayData | undefined)[];
}

export interface Case {
  /** The file the case is from, without its ending. */
  readonly area: string;
  readonly id: string;
  readonly fn: string;
  readonly args: readonly Value[];
  readonly kwargs: ReadonlyMap<string, Value>;
  /** Empty for a call that must be refused. */
  readonly out: readonly ArrayData[];
  /** Other acceptable results, one per output. */
  readonly alt: readonly ArrayData[];
  readonly vjp: VjpCheck | undefined;
  readonly jvp: JvpCheck | undefined;
  readonly tolerance: Tolerance;
  /** The call must be refused with a typed error. */
  readonly error: boolean;
  readonly tags: readonly string[];
  readonly note: string | undefined;
  readonly title: string | undefined;
  /** The text of a program and the names of its free variables, whose values are `args`; for a training run, the rule of one step. */
  readonly program:
    | { readonly text: string; readonly inputs: readonly string[]; readonly update: string | undefined }
    | undefined;
}
