/** Constructs that call a function as it is: compiled, over lanes, recomputed in the backward pass, with rules of its own. */
import {
  asArray,
  broadcast,
  checkpoint,
  customJvp,
  customVjp,
  jit,
  jvp,
  mul,
  sum,
  vjp,
  vmap,
  type NDArray,
} from "@fluxion/core";
import { each, plus, scaled, type ArrayTree, type Construct } from "./construct.js";
import * as host from "./host-number.js";

/** What the argument is multiplied by in each lane: predicates differ between lanes. */
const LANES = [1, -0.5];

const inLanes = (x: NDArray, lanes: NDArray): NDArray => {
  const shape = [LANES.length, ...x.shape];
  return mul(broadcast(x, { shape, axes: [0] }), broadcast(lanes, { shape, axes: x.shape.map((_, axis) => axis + 1) }));
};

const over: Construct = {
  name: "vmap",
  traces: true,
  // The function of lanes closes over the argument of the function around it.
  device: (f) => (x) => {
    const lanes = asArray(LANES, "float64");
    const rows = each((leaf) => inLanes(leaf, lanes), x);
    const results = vmap((row: ArrayTree, lane: NDArray) => plus(f(row), scaled(x, lane)))(rows as never, lanes);
    return each((leaf) => sum(leaf, { axes: [0] }), results as ArrayTree);
  },
  host: (f) => (xs) =>
    LANES.map((lane) => {
      const ys = f(xs.map((x) => host.mul(x, lane)));
      return ys.map((y, i) => host.add(y, host.mul(xs[i] as host.HostNumber, lane)));
    }).reduce((a, b) => a.map((y, i) => host.add(y, b[i] as host.HostNumber))),
};

function byJvp(): Construct {
  let count = 0;
  return {
    name: "customJvp",
    customRule: true,
    asked: () => count,
    device: (f) => {
      const rule = ([x]: [ArrayTree], [t]: [ArrayTree]): unknown => {
        count++;
        return jvp(f, [x] as never, [t] as never);
      };
      return customJvp(f, rule as never);
    },
    host: (f) => f,
  };
}

function byVjp(): Construct {
  let count = 0;
  return {
    name: "customVjp",
    customRule: true,
    reverseRule: true,
    asked: () => count,
    device: (f) => {
      const back = (x: ArrayTree, ct: ArrayTree): unknown => {
        count++;
        return vjp(f, [x] as never)[1](ct as never);
      };
      return customVjp(f, ((x: ArrayTree) => [f(x), x]) as never, back as never);
    },
    host: (f) => f,
  };
}

export const calls: readonly Construct[] = [
  { name: "jit", holdsProgram: true, device: (f) => jit(f as never) as never, host: (f) => f },
  over,
  { name: "checkpoint", holdsProgram: true, device: (f) => checkpoint(f), host: (f) => f },
  byJvp(),
  byVjp(),
];
