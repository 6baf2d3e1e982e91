/** The fluent methods of arrays: functions of np with the array as first operand. Importing this file installs them. */
import { NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";

type SameName =
  | "add"
  | "mod"
  | "abs"
  | "sign"
  | "square"
  | "sqrt"
  | "exp"
  | "log"
  | "sin"
  | "cos"
  | "tan"
  | "tanh"
  | "round"
  | "floor"
  | "ceil"
  | "clip"
  | "equal"
  | "notEqual"
  | "less"
  | "lessEqual"
  | "greater"
  | "greaterEqual"
  | "dot"
  | "matmul"
  | "sum"
  | "prod"
  | "mean"
  | "var"
  | "std"
  | "max"
  | "min"
  | "all"
  | "any"
  | "argmax"
  | "argmin"
  | "cumsum"
  | "sort"
  | "reshape"
  | "ravel"
  | "transpose"
  | "swapaxes"
  | "squeeze"
  | "repeat"
  | "take"
  | "astype"
  | "at";
interface Renamed {
  sub: "subtract";
  mul: "multiply";
  div: "divide";
  pow: "power";
  neg: "negative";
  flatten: "ravel";
}
/** The functions that become methods, written down so that declarations can name them. */
type Functions = { [Name in SameName]: (typeof np)[Name] } & { [Name in keyof Renamed]: (typeof np)[Renamed[Name]] };

/** Method name → function. Methods that NumPy names otherwise in full are short here, as in formulas. */
const METHODS: Functions = {
  add: np.add,
  sub: np.subtract,
  mul: np.multiply,
  div: np.divide,
  mod: np.mod,
  pow: np.power,
  neg: np.negative,
  abs: np.abs,
  sign: np.sign,
  square: np.square,
  sqrt: np.sqrt,
  exp: np.exp,
  log: np.log,
  sin: np.sin,
  cos: np.cos,
  tan: np.tan,
  tanh: np.tanh,
  round: np.round,
  floor: np.floor,
  ceil: np.ceil,
  clip: np.clip,
  equal: np.equal,
  notEqual: np.notEqual,
  less: np.less,
  lessEqual: np.lessEqual,
  greater: np.greater,
  greaterEqual: np.greaterEqual,
  dot: np.dot,
  matmul: np.matmul,
  sum: np.sum,
  prod: np.prod,
  mean: np.mean,
  var: np.var,
  std: np.std,
  max: np.max,
  min: np.min,
  all: np.all,
  any: np.any,
  argmax: np.argmax,
  argmin: np.argmin,
  cumsum: np.cumsum,
  sort: np.sort,
  reshape: np.reshape,
  ravel: np.ravel,
  flatten: np.ravel,
  transpose: np.transpose,
  swapaxes: np.swapaxes,
  squeeze: np.squeeze,
  repeat: np.repeat,
  take: np.take,
  astype: np.astype,
  at: np.at,
};

type MethodOf<F> = F extends (x: never, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never;
/** What the methods look like on an array. */
export type Methods = { [Name in keyof Functions]: MethodOf<Functions[Name]> };
type IndexPart = Parameters<typeof np.getitem>[1] extends infer Index
  ? Index extends readonly (infer Part)[]
    ? Part
    : Index
  : never;

declare module "@fluxion/core" {
  interface NDArray extends Methods {
    /** NumPy's indexing: `x.get(0)`, `x.get("1:3, ::-1")`, `x.get([0, 2])`. */
    get(...index: IndexPart[]): NDArray;
    /** The array with its axes reversed. */
    readonly T: NDArray;
  }
}

const define = (name: string | symbol, descriptor: PropertyDescriptor): void => {
  Object.defineProperty(NDArray.prototype, name, { configurable: true, ...descriptor });
};

for (const [name, method] of Object.entries(METHODS)) {
  const call = method as unknown as (x: NDArray, ...rest: unknown[]) => unknown;
  define(name, {
    value(this: NDArray, ...rest: unknown[]) {
      return call(this, ...rest);
    },
    writable: true,
  });
}
define("get", {
  value(this: NDArray, ...index: IndexPart[]) {
    return np.getitem(this, (index.length === 1 ? index[0] : index) as Parameters<typeof np.getitem>[1]);
  },
  writable: true,
});
define("T", {
  get(this: NDArray) {
    return np.transpose(this);
  },
});
define("toString", {
  value(this: NDArray) {
    return np.arrayToString(this);
  },
  writable: true,
});
/** What Node's console.log shows. */
define(Symbol.for("nodejs.util.inspect.custom"), {
  value(this: NDArray) {
    return this.toString();
  },
  writable: true,
});
