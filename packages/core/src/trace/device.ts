/** Devices: what a backend provides, and the arrays that live there. */
import type { Either } from "#fp-ts/Either";
import { raise, type Failure } from "../errors.js";
import type { Program } from "../ir/program.js";
import type { ArrayType, DType } from "../ir/type.js";
import { NDArray, type TypedArray } from "../ir/value.js";

/** What a backend hands out for an array; only the backend looks inside. */
export type Buffer = unknown;

export interface Description {
  /** Generated source text, kernel by kernel. */
  readonly code: string;
  /** Steps in order, with the buffers they use. */
  readonly plan: string;
  readonly bytes: { readonly inputs: number; readonly outputs: number; readonly scratch: number };
}

export interface Executable {
  /** Runs the program; buffers of inputs listed in `donated` may be overwritten and reused as outputs. */
  run(inputs: readonly Buffer[], donated?: readonly number[]): readonly Buffer[];
  describe(): Description;
}

export interface Backend {
  readonly name: string;
  readonly dtypes: readonly DType[];
  /** Compiles a whole program. */
  compile(program: Program): Either<Failure, Executable>;
  upload(data: TypedArray, type: ArrayType): Buffer;
  read(buffer: Buffer, type: ArrayType): Promise<TypedArray>;
  /** Reading at once, where the device can. */
  readSync?(buffer: Buffer, type: ArrayType): TypedArray;
  free(buffer: Buffer): void;
}

let defaultBackend: Backend | undefined;

/** Chooses the backend for arrays made from plain data. */
export function setDefaultBackend(backend: Backend): void {
  defaultBackend = backend;
}

export function getDefaultBackend(): Backend {
  return (
    defaultBackend ??
    raise({
      code: "device",
      what: "no backend has been chosen",
      fix: 'import from "fluxion" (which chooses the CPU), or call setDefaultBackend(cpu()) once',
    })
  );
}

/** Runs `body` with another default backend. */
export function withDefaultBackend<R>(backend: Backend, body: () => R): R {
  const previous = defaultBackend;
  defaultBackend = backend;
  try {
    return body();
  } finally {
    defaultBackend = previous;
  }
}

/** An array that exists, in the memory of a backend. */
export class DeviceArray extends NDArray {
  private state: "live" | "donated" | "freed" = "live";
  constructor(
    readonly backend: Backend,
    readonly type: ArrayType,
    private readonly handle: Buffer,
  ) {
    super();
  }

  /** The backend's buffer; a typed error after the array was given away. */
  get buffer(): Buffer {
    if (this.state === "live") return this.handle;
    return raise({
      code: "donated",
      what: `this ${this.dtype} array of shape [${this.shape.join(", ")}] was ${this.state === "donated" ? "donated to a jitted function" : "disposed"} and no longer exists`,
      fix:
        this.state === "donated"
          ? "use the function's result instead, or leave the argument out of `donate`"
          : "do not use an array after dispose() or its `using` block",
    });
  }
  /** Marks the array as given away: its memory now belongs to the result of the function that took it. */
  markDonated(): void {
    this.state = "donated";
  }
  dispose(): void {
    if (this.state !== "live") return;
    this.state = "freed";
    this.backend.free(this.handle);
  }
  [Symbol.dispose](): void {
    this.dispose();
  }

  override async data(): Promise<TypedArray> {
    return this.backend.read(this.buffer, this.type);
  }
  override dataSync(): TypedArray {
    if (this.backend.readSync === undefined)
      return raise({
        code: "device",
        what: `backend ${this.backend.name} cannot be read synchronously`,
        fix: "await x.data() instead",
      });
    return this.backend.readSync(this.buffer, this.type);
  }
  override item(): number {
    if (this.size !== 1 && this.state === "live")
      raise({
        code: "shape",
        what: `item() needs an array of one element, got shape [${this.shape.join(", ")}]`,
        fix: "index the array first, or use tolist()",
      });
    return this.dataSync()[0] as number;
  }
}

/** Uploads elements in row-major order. */
export function deviceArray(data: TypedArray, type: ArrayType, backend: Backend = getDefaultBackend()): DeviceArray {
  if (!backend.dtypes.includes(type.dtype))
    raise({
      code: "dtype",
      what: `backend ${backend.name} has no ${type.dtype}`,
      fix: `use one of ${backend.dtypes.join(", ")}`,
    });
  return new DeviceArray(backend, type, backend.upload(data, type));
}
