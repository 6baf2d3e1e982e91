/** A backend that records what is asked of it and computes nothing: every result is zeros. Mutates: its records. */
import { allocate, print, right, sizeOf, type Backend, type Program, type TypedArray } from "@fluxion/core";

export interface Records {
  /** The programs compiled, in order, as text. */
  readonly compiled: readonly string[];
  readonly uploads: number;
  readonly reads: number;
  readonly runs: number;
  readonly frees: number;
  /** Positions of donated inputs, for each run that had any. */
  readonly donations: readonly (readonly number[])[];
}

export interface NullBackend {
  readonly backend: Backend;
  readonly records: Records;
}

const zerosOf = ({ outputs }: Program): TypedArray[] =>
  outputs.map(({ type }) => allocate(type.dtype, sizeOf(type.shape)));

/**
 * For tests of what reaches a backend: how often a program is compiled, uploaded, run.
 * @example const { backend, records } = nullBackend(); sin(devicePut(np.array(1), backend)); records.compiled.length // 1
 */
export function nullBackend(name = "null"): NullBackend {
  const compiled: string[] = [];
  const donations: (readonly number[])[] = [];
  const records = { compiled, donations, uploads: 0, reads: 0, runs: 0, frees: 0 };
  const readSync = (buffer: unknown): TypedArray => {
    records.reads++;
    return (buffer as TypedArray).slice();
  };
  const backend: Backend = {
    name,
    dtypes: ["bool", "int8", "uint8", "int32", "uint32", "float32", "float64"],
    compile(program) {
      compiled.push(print(program));
      return right({
        run(_, donated = []) {
          records.runs++;
          if (donated.length > 0) donations.push(donated);
          return zerosOf(program);
        },
        describe: () => ({ code: print(program), plan: "", bytes: { inputs: 0, outputs: 0, scratch: 0 } }),
      });
    },
    upload(data) {
      records.uploads++;
      return data;
    },
    read: async (buffer) => readSync(buffer),
    readSync,
    free: () => void records.frees++,
  };
  return { backend, records };
}
