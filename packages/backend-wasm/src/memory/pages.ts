/** The linear memory: it grows on demand, up to 4 GiB. Mutates: the memory. */
import { raise } from "@fluxion/core";
import { engine, type WasmMemory } from "../engine/webassembly.js";

export const PAGE = 65536;
const MOST = 65536;

/** Bytes of all pages, and a way to have more. */
export interface Pages {
  readonly memory: WasmMemory;
  readonly bytes: number;
  /** Whether the memory now has at least so many bytes. */
  grow(bytes: number): boolean;
}

export function makePages(initialBytes: number): Pages {
  if (engine === undefined)
    raise({
      code: "device",
      what: "this host has no WebAssembly",
      where: "wasm()",
      fix: "use the backend cpu() here",
    });
  const memory = new engine.Memory({ initial: Math.ceil(initialBytes / PAGE), maximum: MOST });
  return {
    memory,
    get bytes() {
      return memory.buffer.byteLength;
    },
    grow(bytes) {
      const missing = Math.ceil(bytes / PAGE) - memory.buffer.byteLength / PAGE;
      if (missing <= 0) return true;
      const most = MOST - memory.buffer.byteLength / PAGE;
      if (missing > most) return false;
      // Ahead of need, so that many small arrays do not grow the memory many times; exactly, where that is refused.
      for (const pages of [Math.min(most, Math.max(missing, memory.buffer.byteLength / PAGE / 4)), missing])
        if (tryGrow(memory, Math.ceil(pages))) return true;
      return false;
    },
  };
}

function tryGrow(memory: WasmMemory, pages: number): boolean {
  try {
    memory.grow(pages);
    return true;
  } catch {
    return false;
  }
}
