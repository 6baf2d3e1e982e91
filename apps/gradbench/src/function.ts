/** One function of an eval: how its input becomes arrays, what is computed from them, and how the result is written. */
import { executableOf, getDefaultBackend, jit, NDArray, type Program } from "fluxion";
import { plain } from "./output.js";
import { Recent } from "./recent.js";

/** A decoded input, ready to be computed with. */
export interface Prepared {
  /** Records and compiles the function for inputs of this shape; false where that has been done before. */
  compile(): boolean;
  /** Computes the result anew, on arrays that are there already. */
  run(): unknown;
  /** The result as JSON. */
  write(result: unknown): unknown;
}

export interface EvalFunction {
  prepare(input: unknown): Prepared;
}

export interface Parts<A extends unknown[], R> {
  readonly read: (input: unknown) => A;
  readonly compute: (...args: A) => R;
  /** Positions of arguments that are plain values and decide which program is run. */
  readonly statics?: readonly number[];
  readonly write?: (result: R, args: A) => unknown;
}

/** A jitted function of anything. */
interface Compiled {
  (...args: readonly unknown[]): unknown;
  staged(...args: readonly unknown[]): Program;
}

/** Compiled programs keep the memory of their intermediates: those not used for the longest time go when it adds up to more bytes. */
const BYTES = 2 ** 28;
const SHAPES = 64;

const keyOf = (args: readonly unknown[]): string =>
  JSON.stringify(args, (_, value: unknown) =>
    value instanceof NDArray ? `${value.dtype}[${value.shape.join()}]` : value,
  );

/** Compiled once for each shape, whatever numbers the inputs hold. */
export function evalFunction<A extends unknown[], R>(parts: Parts<A, R>): EvalFunction {
  const { read, compute, statics = [], write = plain } = parts;
  const byShape = new Recent<string, Compiled>(SHAPES, BYTES);

  return {
    prepare(input) {
      const args = read(input);
      const key = keyOf(args);
      const known = byShape.get(key);
      const compiled =
        known ?? (jit((...given: A) => compute(...given), { staticArgnums: statics }) as unknown as Compiled);
      return {
        compile() {
          if (known !== undefined) return false;
          const executable = executableOf(compiled.staged(...args), getDefaultBackend());
          byShape.set(key, compiled, executable.describe().bytes.scratch);
          return true;
        },
        run: () => compiled(...args),
        write: (result) => write(result as R, args),
      };
    },
  };
}
