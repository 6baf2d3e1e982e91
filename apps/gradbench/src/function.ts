/** One function of an eval: how its input becomes arrays, what is computed from them, and how the result is written. */
import { executableOf, getDefaultBackend, jit, NDArray, type Program } from "fluxion";
import { plain } from "./output.js";

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

/** A compiled program keeps the memory of its intermediates, so that of shapes not seen for a while is let go. */
const SHAPES = 4;

const keyOf = (args: readonly unknown[]): string =>
  JSON.stringify(args, (_, value: unknown) =>
    value instanceof NDArray ? `${value.dtype}[${value.shape.join()}]` : value,
  );

/** Compiled once for each of the last few shapes, whatever numbers the inputs hold. */
export function evalFunction<A extends unknown[], R>(parts: Parts<A, R>): EvalFunction {
  const { read, compute, statics = [], write = plain } = parts;
  const byShape = new Map<string, Compiled>();

  function compiledFor(args: A): { compiled: Compiled; isNew: boolean } {
    const key = keyOf(args);
    const known = byShape.get(key);
    const compiled =
      known ?? (jit((...given: A) => compute(...given), { staticArgnums: statics }) as unknown as Compiled);
    byShape.delete(key);
    byShape.set(key, compiled);
    const [oldest] = byShape.keys();
    if (byShape.size > SHAPES && oldest !== undefined) byShape.delete(oldest);
    return { compiled, isNew: known === undefined };
  }

  return {
    prepare(input) {
      const args = read(input);
      const { compiled, isNew } = compiledFor(args);
      return {
        compile() {
          if (isNew) executableOf(compiled.staged(...args), getDefaultBackend());
          return isNew;
        },
        run: () => compiled(...args),
        write: (result) => write(result as R, args),
      };
    },
  };
}
