/**
 * Counts what a backend is asked to compute. A run counts the equations of its program as every backend has to run them:
 * with calls inlined and dead, repeated and empty work removed, but nothing fused. Mutates: its counts.
 */
import {
  cost,
  isLeft,
  right,
  runPasses,
  simplifying,
  type Backend,
  type Executable,
  type Program,
} from "@fluxion/core";

export interface Counts {
  /** Programs run. */
  readonly runs: number;
  /** Equations run, by the name of their primitive. A loop of control flow counts once. */
  readonly equations: ReadonlyMap<string, number>;
  /** Equations run, all together. */
  readonly total: number;
  /** Arithmetic operations, as primitives state them. */
  readonly flops: number;
}

export interface Counted {
  readonly backend: Backend;
  /** What was run since the start or the last `reset`. */
  counts(): Counts;
  reset(): void;
}

/** What one run of a program adds. */
function workOf(program: Program): { names: readonly string[]; flops: number } {
  const simple = runPasses(simplifying, program);
  return { names: simple.equations.map(({ primitive }) => primitive.name), flops: cost(simple).flops };
}

/**
 * The backend, with a count of what it runs.
 * @example const { backend, counts } = counted(cpu()); const x = devicePut(np.array(1), backend); sin(sin(x)); counts().equations.get("sin") // 2
 */
export function counted(inner: Backend): Counted {
  let runs = 0;
  let flops = 0;
  const equations = new Map<string, number>();

  const counting = (executable: Executable, program: Program): Executable => {
    const work = workOf(program);
    return {
      run(inputs, donated) {
        runs++;
        flops += work.flops;
        for (const name of work.names) equations.set(name, (equations.get(name) ?? 0) + 1);
        return executable.run(inputs, donated);
      },
      describe: () => executable.describe(),
    };
  };
  return {
    backend: {
      ...inner,
      compile(program) {
        const compiled = inner.compile(program);
        return isLeft(compiled) ? compiled : right(counting(compiled.right, program));
      },
    },
    counts: () => ({
      runs,
      flops,
      equations: new Map(equations),
      total: [...equations.values()].reduce((sum, n) => sum + n, 0),
    }),
    reset() {
      runs = 0;
      flops = 0;
      equations.clear();
    },
  };
}
