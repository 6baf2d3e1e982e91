/** From a program to something that runs: simplify, decompose what has no kernel, fuse, plan memory, bind kernels. */
import {
  bodyOf,
  decompose,
  fused,
  fusing,
  map,
  pipe,
  reshape,
  runPasses,
  simplifying,
  typesOf,
  type Either,
  type Equation,
  type Executable,
  type Failure,
  type FusedParams,
  type Primitive,
  type Program,
} from "@fluxion/core";
import { makeExecutable, type BoundStep } from "./executable.js";
import type { Kernel } from "./kernels/kernel.js";
import type { LoopMaker } from "./loop/maker.js";
import { planMemory, type Step } from "./plan.js";
import type { SpecialFunctions } from "./scalar/special/index.js";

export const NAME = "cpu";

/** What the backend is put together from. */
export interface Parts {
  readonly loops: LoopMaker;
  readonly kernels: Kernels;
  /** Scalar functions beyond JavaScript's `Math`. */
  readonly special: SpecialFunctions;
}

/** Kernels by primitive name. */
export type Kernels = Readonly<Record<string, Kernel>>;
type KernelOf = (primitive: Primitive) => Kernel<object> | undefined;

/** The kernel for a primitive: the backend's own, or the one that the primitive brings along. */
const lookup =
  (kernels: Kernels): KernelOf =>
  ({ name, kernels: own }) =>
    (Object.hasOwn(kernels, name) ? kernels[name] : own?.[NAME]) as Kernel<object> | undefined;

const supportedWith =
  (kernelOf: KernelOf) =>
  ({ primitive }: Equation): boolean =>
    primitive.scalar !== undefined || primitive.freeInLoop === true || primitive === (reshape as unknown) || kernelOf(primitive) !== undefined;

/** Kernels and loops for the steps of a program. */
export function compile({ loops, kernels, special }: Parts): (program: Program) => Either<Failure, Executable> {
  const kernelOf = lookup(kernels);
  const decomposed = decompose(NAME, supportedWith(kernelOf), bodyOf);
  return (program) =>
    pipe(
      runPasses(simplifying, program),
      decomposed,
      map((supported) => runPasses(fusing, supported)),
      map((optimised) => {
        const plan = planMemory(optimised);
        return makeExecutable(optimised, plan, plan.steps.map(bindStep((loop) => loops(loop, special), kernelOf)));
      }),
    );
}

const bindStep =
  (makeLoop: (program: Program) => ReturnType<LoopMaker>, kernelOf: KernelOf) =>
  ({ equation, buffers }: Step): BoundStep => {
    const { primitive, inputs, params, outputs } = equation;
    if (primitive === (fused as unknown)) return { ...makeLoop((params as FusedParams).program), buffers };
    if (primitive.freeInLoop === true) return { ...makeLoop({ inputs, equations: [equation], outputs }), buffers };
    const kernel = kernelOf(primitive) as Kernel<object>;
    return { run: kernel(typesOf(inputs), typesOf(outputs), params), buffers, text: `// ${primitive.name}: hand-written kernel` };
  };
