/** How each combining operation accumulates, as text: the twin of the kernel of the reduction, bit for bit. */
import { isFloat, type CombiningName, type DType } from "@fluxion/core";
import { highest, lowest } from "../kernels/limits.js";
import { prodFold } from "../kernels/prod.js";
import { maxFold } from "../kernels/reduce-max.js";
import { minFold } from "../kernels/reduce-min.js";
import type { Fold } from "../kernels/reduction.js";
import { sumFold } from "../kernels/sum.js";

export interface Combining {
  /** What nothing combines to. */
  readonly identity: number;
  /** `pairwise`: in the order of kernels/pairwise.ts; `sequential`: from first to last; `any`: the result is the same in every order. */
  readonly order: "pairwise" | "sequential" | "any";
  /** What holds results that are not rounded yet. */
  readonly wide: "float64" | "int32" | "uint32";
  /** The accumulator with one more element. */
  step(accumulator: string, element: string): string;
  /** Reduces what is left once the innermost axes are. */
  readonly fold: Fold;
}

const call =
  (name: string) =>
  (a: string, b: string): string =>
    `${name}(${a}, ${b})`;

export function combiningOf(by: CombiningName, dtype: DType): Combining {
  const float = isFloat(dtype);
  const wide = float ? "float64" : dtype === "uint32" ? "uint32" : "int32";
  const table: Record<CombiningName, Omit<Combining, "wide">> = {
    add: {
      identity: 0,
      order: float ? "pairwise" : "any",
      step: float ? (a, b) => `${a} + ${b}` : (a, b) => `(${a} + ${b}) | 0`,
      fold: sumFold(dtype),
    },
    mul: {
      identity: 1,
      order: float ? "sequential" : "any",
      step: float ? (a, b) => `${a} * ${b}` : call("Math.imul"),
      fold: prodFold(dtype),
    },
    max: { identity: lowest(dtype), order: "any", step: call("Math.max"), fold: maxFold(dtype) },
    min: { identity: highest(dtype), order: "any", step: call("Math.min"), fold: minFold(dtype) },
    and: { identity: 1, order: "any", step: (a, b) => `${a} & ${b}`, fold: minFold("bool") },
    or: { identity: 0, order: "any", step: (a, b) => `${a} | ${b}`, fold: maxFold("bool") },
  };
  return { ...table[by], wide };
}
