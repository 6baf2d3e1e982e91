/** From a program to something that runs: simplify, decompose what has no kernel, fuse, plan memory, assemble. */
import {
  bodyOf,
  decompose,
  type Either,
  type Equation,
  type Executable,
  type Failure,
  mapEither,
  orThrow,
  type Pass,
  pipe,
  planMemory,
  type Primitive,
  type Program,
  runPasses,
} from "@fluxion/core";
import type { Control } from "./control/control.js";
import { makeExecutable } from "./executable.js";
import type { Kernel } from "./kernels/kernel.js";
import type { SpecialFunctions } from "./scalar/special/index.js";
import type { Assembler, Tools } from "./tools.js";

export const NAME = "cpu";

/** What the backend is put together from. */
export interface Parts {
  readonly loops: Assembler;
  readonly kernels: Kernels;
  /** Loops and branches, by primitive name. */
  readonly control: Readonly<Record<string, Control>>;
  /** Run before and after primitives are decomposed; results do not depend on them. */
  readonly simplifying: readonly Pass[];
  /** Run last. Without them every pointwise equation is a loop of its own. */
  readonly fusing: readonly Pass[];
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
  (runs: (primitive: Primitive) => unknown) =>
  ({ primitive }: Equation): boolean =>
    primitive.scalar !== undefined ||
    primitive.freeInLoop === true ||
    primitive.keepsOrder === true ||
    runs(primitive) !== undefined;

/** Compiles with the given parts. */
export function compile({
  loops,
  kernels,
  special,
  control,
  simplifying,
  fusing,
}: Parts): (program: Program) => Either<Failure, Executable> {
  const kernelOf = lookup(kernels);
  const controlOf = (primitive: Primitive): Control | undefined =>
    Object.hasOwn(control, primitive.name) ? control[primitive.name] : undefined;
  const supports = supportedWith((primitive) => kernelOf(primitive) ?? controlOf(primitive));
  const decomposed = decompose(NAME, supports, bodyOf);
  /** Simplified again only where bodies took the place of primitives. */
  const decomposeSimplified = (program: Program): Either<Failure, Program> =>
    mapEither((supported: Program) => (supported === program ? program : runPasses(simplifying, supported)))(
      decomposed(program),
    );
  const optimise = (program: Program): Either<Failure, Program> =>
    pipe(
      decomposeSimplified(runPasses(simplifying, program)),
      mapEither((supported) => runPasses(fusing, supported)),
    );
  const known = new WeakMap<Program, ReturnType<Tools["planned"]>>();
  const tools: Tools = {
    special,
    kernelOf,
    controlOf,
    planned(inner) {
      const planned = known.get(inner) ?? withPlan(orThrow(optimise(inner)));
      known.set(inner, planned);
      return planned;
    },
  };
  return (program) =>
    pipe(
      optimise(program),
      mapEither((optimised) => {
        const { plan } = withPlan(optimised);
        return makeExecutable(optimised, plan, loops(optimised, plan, tools));
      }),
    );
}

const withPlan = (program: Program): ReturnType<Tools["planned"]> => ({ program, plan: planMemory(program) });
