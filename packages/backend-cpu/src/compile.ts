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
import { kernels } from "./kernels/index.js";
import type { Kernel } from "./kernels/kernel.js";
import type { LoopMaker } from "./loop/maker.js";
import { planMemory, type Step } from "./plan.js";

export const NAME = "cpu";

/** The kernel for a primitive: the backend's own, or the one that the primitive brings along. */
const kernelOf = ({ name, kernels: own }: Primitive): Kernel<object> | undefined =>
  (Object.hasOwn(kernels, name) ? kernels[name] : own?.[NAME]) as Kernel<object> | undefined;

const supports = ({ primitive }: Equation): boolean =>
  primitive.scalar !== undefined || primitive.freeInLoop === true || primitive === (reshape as unknown) || kernelOf(primitive) !== undefined;

/** Kernels and loops for the steps of a program. */
export const compile =
  (makeLoop: LoopMaker) =>
  (program: Program): Either<Failure, Executable> =>
    pipe(
      runPasses(simplifying, program),
      decompose(NAME, supports, bodyOf),
      map((decomposed) => runPasses(fusing, decomposed)),
      map((optimised) => {
        const plan = planMemory(optimised);
        return makeExecutable(optimised, plan, plan.steps.map(bindStep(makeLoop)));
      }),
    );

const bindStep =
  (makeLoop: LoopMaker) =>
  ({ equation, buffers }: Step): BoundStep => {
    const { primitive, inputs, params, outputs } = equation;
    if (primitive === (fused as unknown)) return { ...makeLoop((params as FusedParams).program), buffers };
    if (primitive.freeInLoop === true) return { ...makeLoop({ inputs, equations: [equation], outputs }), buffers };
    const kernel = kernelOf(primitive) as Kernel<object>;
    return { run: kernel(typesOf(inputs), typesOf(outputs), params), buffers, text: `// ${primitive.name}: hand-written kernel` };
  };
