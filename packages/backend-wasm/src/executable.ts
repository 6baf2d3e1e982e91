/** A compiled program: its frame, its arrays, and one call into the module. Mutates: the memory. */
import {
  allocate,
  bytesOf,
  sizeOf,
  typesOf,
  type ArrayType,
  type Buffer,
  type Description,
  type Executable,
  type Program,
} from "@fluxion/core";
import { SMALL, type Heap, type WasmBuffer } from "./memory/heap.js";
import { viewOf } from "./memory/views.js";
import type { FrameLayout } from "./program/frame.js";

export interface Instance {
  readonly bytes: Uint8Array;
  readonly run: (frame: number) => void;
}

export interface WasmExecutable extends Executable {
  /** The module. */
  readonly bytes: Uint8Array;
}

const isSmall = (type: ArrayType): boolean => bytesOf(type) <= SMALL;
const total = (types: readonly ArrayType[]): number => types.reduce((bytes, type) => bytes + bytesOf(type), 0);

export function makeExecutable(
  heap: Heap,
  program: Program,
  layout: FrameLayout,
  { bytes, run: call }: Instance,
): WasmExecutable {
  const inputs = typesOf(program.inputs);
  const outputs = typesOf(program.outputs);
  /** Small arrays pass through the frame. */
  const staged = [...inputs, ...outputs].map((type) => (isSmall(type) ? layout.takeArray(type) : -1));

  function run(given: readonly Buffer[], donated: readonly number[] = []): readonly Buffer[] {
    const mark = heap.pinned;
    const frame = heap.enter(layout.bytes);
    try {
      const places = new Int32Array(inputs.length + outputs.length);
      given.forEach((buffer, i) => {
        if ((staged[i] as number) < 0) places[i] = heap.pin(buffer as WasmBuffer);
        else places[i] = frame + (staged[i] as number);
      });
      const results = outputs.map((type, i) => {
        const at = staged[inputs.length + i] as number;
        const large = at < 0 ? heap.reserve(type) : undefined;
        places[inputs.length + i] = large === undefined ? frame + at : heap.pin(large);
        return large;
      });
      given.forEach((buffer, i) => {
        const data = (buffer as WasmBuffer).residence.data;
        if ((staged[i] as number) >= 0 && data !== undefined)
          viewOf(heap.pages.memory, inputs[i] as ArrayType, places[i] as number).set(data);
      });
      new Int32Array(heap.pages.memory.buffer, frame, places.length).set(places);
      call(frame);
      return results.map((large, i) => large ?? copyOut(outputs[i] as ArrayType, places[inputs.length + i] as number));
    } finally {
      heap.unpin(mark);
      heap.leave();
      for (const position of donated) heap.dispose(given[position] as WasmBuffer);
    }
  }

  function copyOut(type: ArrayType, address: number): WasmBuffer {
    const data = allocate(type.dtype, sizeOf(type.shape));
    data.set(viewOf(heap.pages.memory, type, address));
    return heap.upload(data, type);
  }

  return {
    run,
    bytes,
    describe: (): Description => ({
      code: `WebAssembly module of ${bytes.length} bytes`,
      plan: `frame of ${layout.bytes} bytes`,
      bytes: { inputs: total(inputs), outputs: total(outputs), scratch: layout.bytes },
    }),
  };
}
