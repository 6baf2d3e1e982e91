/** The part of the engine's `WebAssembly` that this package uses; TypeScript declares it only together with the DOM. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  /** Grows by pages of 64 KiB; throws where the engine refuses. */
  grow(pages: number): number;
}
export interface WasmModule {
  readonly module: unique symbol;
}
export interface WasmInstance {
  readonly exports: Readonly<Record<string, (...values: number[]) => number | void>>;
}
interface Engine {
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
  readonly Memory: new (limits: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: Readonly<Record<string, unknown>>) => WasmInstance;
}

/** `undefined` where the host has no WebAssembly. */
export const engine: Engine | undefined = (globalThis as { WebAssembly?: Engine }).WebAssembly;
