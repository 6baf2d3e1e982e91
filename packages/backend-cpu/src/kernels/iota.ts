/** Iota: every element is its own index along one axis. */
import { sizeOf, type TypedArray } from "@fluxion/core";
import { bits } from "./bits.js";
import type { Kernel } from "./kernel.js";

function count(out: TypedArray, length: number): void {
  for (let i = 0; i < length; i++) out[i] = i;
}

export const iota: Kernel<{ readonly axis: number }> = (_, [{ shape }], { axis }) => {
  const length = shape[axis];
  const inner = sizeOf(shape.slice(axis + 1));
  const size = sizeOf(shape);
  return (buffers) => {
    const out = bits(buffers[0]);
    if (size === 0) return;
    if (inner === 1) count(out, length);
    else for (let i = 0; i < length; i++) out.fill(i, i * inner, (i + 1) * inner);
    for (let done = length * inner; done < size; done *= 2) out.copyWithin(done, 0, Math.min(done, size - done));
  };
};
