/** Arrays in the linear memory: blocks are reused, old arrays move out and come back, running out is a typed error. */
import { OutOfMemoryError, type ArrayType } from "@fluxion/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FreeList } from "../src/memory/free-list.js";
import { Heap, type WasmBuffer } from "../src/memory/heap.js";
import { makePages, type Pages } from "../src/memory/pages.js";
import { viewOf } from "../src/memory/views.js";

const floats = (n: number): ArrayType => ({ dtype: "float32", shape: [n] });

/** Pages that refuse to grow beyond a limit. */
function limited(bytes: number): Pages {
  const pages = makePages(65536);
  return {
    memory: pages.memory,
    get bytes() {
      return pages.bytes;
    },
    grow: (wanted) => wanted <= bytes && pages.grow(wanted),
  };
}

const fill = (heap: Heap, buffer: WasmBuffer, value: number): void => {
  viewOf(heap.pages.memory, buffer.residence.type, heap.pin(buffer)).fill(value);
  heap.unpin(0);
};

test("blocks never overlap, and all come back together", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.boolean()), { maxLength: 80 }), (requests) => {
      const list = new FreeList();
      list.give(0, 64 * 400);
      const taken: { address: number; size: number }[] = [];
      for (const [units, release] of requests) {
        const oldest = release ? taken.shift() : undefined;
        if (oldest !== undefined) list.give(oldest.address, oldest.size);
        const size = 64 * units;
        const address = list.take(size);
        if (address === undefined) continue;
        for (const other of taken)
          expect(address + size <= other.address || other.address + other.size <= address).toBe(true);
        taken.push({ address, size });
      }
      for (const { address, size } of taken) list.give(address, size);
      expect(list.free).toBe(64 * 400);
      expect(list.take(64 * 400)).toBe(0);
    }),
    { seed: 20261123 },
  );
});

test("a disposed array's memory is used again", () => {
  const heap = new Heap(makePages(65536), 1024);
  const first = heap.reserve(floats(1000));
  const { address } = first.residence;
  heap.dispose(first);
  expect(heap.reserve(floats(1000)).residence.address).toBe(address);
  expect(heap.used).toBeLessThan(1024 + 4200);
});

test("where memory cannot grow, the oldest arrays move out with their elements, and come back when they are needed", () => {
  const heap = new Heap(limited(2 ** 20), 1024);
  const arrays = Array.from({ length: 8 }, (_, i) => {
    const buffer = heap.reserve(floats(50_000));
    fill(heap, buffer, i);
    return buffer;
  });
  expect(arrays.some(({ residence }) => residence.data !== undefined)).toBe(true);
  arrays.forEach((buffer, i) => {
    const elements = heap.read(buffer);
    expect([elements.length, elements[0], elements.at(-1)]).toEqual([50_000, i, i]);
    const view = viewOf(heap.pages.memory, buffer.residence.type, heap.pin(buffer));
    expect([view[0], view.at(-1)]).toEqual([i, i]);
    heap.unpin(0);
  });
});

test("arrays that come from outside do not raise the budget: memory stays near it however many there are", () => {
  const pages = makePages(65536);
  const heap = new Heap(pages, 1024, 2 ** 20);
  for (let i = 0; i < 50; i++) {
    heap.pin(heap.upload(new Float32Array(50_000).fill(i), floats(50_000)));
    heap.unpin(0);
  }
  expect(pages.bytes).toBeLessThan(2 ** 21);
});

test("arrays that a run uses do not move: what then does not fit is a typed error, and the arrays stay usable", () => {
  const heap = new Heap(limited(2 ** 20), 1024);
  const kept = [heap.reserve(floats(100_000)), heap.reserve(floats(100_000))];
  for (const buffer of kept) fill(heap, buffer, 7);
  for (const buffer of kept) heap.pin(buffer);
  expect(() => heap.reserve(floats(100_000))).toThrow(OutOfMemoryError);
  heap.unpin(0);
  for (const buffer of kept) expect(heap.read(buffer)[99_999]).toBe(7);
});

test("runs inside a run have memory of their own", () => {
  const heap = new Heap(makePages(65536), 1024);
  const outer = heap.enter(500);
  const inner = heap.enter(500);
  expect(Math.abs(inner - outer)).toBeGreaterThanOrEqual(500);
  heap.leave();
  heap.leave();
  expect(heap.enter(500)).toBe(outer);
});
