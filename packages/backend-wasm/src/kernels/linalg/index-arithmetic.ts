/** Arithmetic of indices, some of which are known when the code is written. */
import { i32, type I32 } from "../../emit/index.js";

export type Index = I32 | number;

export const index = (x: Index): I32 => (typeof x === "number" ? i32.const(x) : x);
export const plus = (x: Index, y: Index): Index =>
  typeof x === "number" && typeof y === "number" ? x + y : i32.add(index(x), index(y));
export const minus = (x: Index, y: Index): Index =>
  typeof x === "number" && typeof y === "number" ? x - y : i32.sub(index(x), index(y));
export const times = (x: Index, y: Index): Index =>
  typeof x === "number" && typeof y === "number" ? x * y : i32.mul(index(x), index(y));
