/** The ways in which elements of a place are updated. */
import { add, div, max, min, mul, neg, sub, type NDArray, type ScatterParams } from "@fluxion/core";
import { power } from "../ufunc/index.js";

export interface Update {
  readonly name: string;
  /** New elements from the old ones and the values, of one type and shape. */
  direct(old: NDArray, values: NDArray): NDArray;
  /** How values are combined where places repeat. */
  readonly combine: ScatterParams["combine"];
  /** What is combined instead of the values. */
  readonly instead?: (values: NDArray) => NDArray;
  /** The update cannot be repeated: values of one place are combined first, starting from ones, and applied once. */
  readonly collects?: boolean;
}

type Name = "set" | "add" | "subtract" | "multiply" | "divide" | "power" | "min" | "max";

export const UPDATES: Readonly<Record<Name, Update>> = {
  set: { name: "set", direct: (_, values) => values, combine: "set" },
  add: { name: "add", direct: (old, values) => add(old, values), combine: "add" },
  subtract: {
    name: "subtract",
    direct: (old, values) => sub(old, values),
    combine: "add",
    instead: (values) => neg(values),
  },
  multiply: { name: "multiply", direct: (old, values) => mul(old, values), combine: "mul" },
  divide: { name: "divide", direct: (old, values) => div(old, values), combine: "mul", collects: true },
  power: { name: "power", direct: (old, values) => power(old, values), combine: "mul", collects: true },
  min: { name: "min", direct: (old, values) => min(old, values), combine: "min" },
  max: { name: "max", direct: (old, values) => max(old, values), combine: "max" },
};
