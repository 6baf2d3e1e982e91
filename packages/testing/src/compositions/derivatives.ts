/** Constructs that differentiate a function, in a direction that depends on where it is. */
import { grad, jvp, linearize, mul } from "@fluxion/core";
import { each, total, waved, type ArrayTree, type Construct } from "./construct.js";
import * as host from "./host-number.js";

const forward: Construct["host"] = (f) => (xs) => host.derivative(f, xs, xs.map(host.cos));

export const derivatives: readonly Construct[] = [
  {
    name: "jvp",
    differentiates: true,
    device: (f) => (x) => jvp(f, [x] as never, [waved(x)] as never)[1] as ArrayTree,
    host: forward,
  },
  {
    name: "vjp",
    differentiates: true,
    reverses: true,
    // The function whose gradient is taken closes over the argument.
    device: (f) => (x) => {
      const u = waved(x);
      return grad((y: ArrayTree) => total(each(mul, f(y), u)))(x as never) as ArrayTree;
    },
    host: (f) => (xs) => host.pulled(f, xs, xs.map(host.cos)),
  },
  {
    name: "linearize",
    differentiates: true,
    device: (f) => (x) => linearize(f, [x] as never)[1](waved(x) as never) as ArrayTree,
    host: forward,
  },
];
