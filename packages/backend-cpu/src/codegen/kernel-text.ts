/** The call of a hand-written kernel, which takes whole arrays: numbers and short slices are copied into arrays, and long slices become views. */
import { sizeOf, type ArrayType } from "@fluxion/core";
import { inArray, type Place } from "../loop/place.js";
import { copyText, SHORT, view } from "./copy-text.js";
import type { Module } from "./module.js";

export function kernelText(
  kernel: string,
  places: readonly Place[],
  types: readonly ArrayType[],
  operands: number,
  module: Module,
): string[] {
  const before: string[] = [];
  const after: string[] = [];
  const arrays = places.map((place, i) => {
    const type = types[i] as ArrayType;
    const size = sizeOf(type.shape);
    if (place.kind === "array" && place.offset === undefined) return place.array;
    if (place.kind === "array" && size > SHORT) return view(place, size);
    const own = module.memory(type);
    if (i < operands) before.push(...copyText(place, inArray(own), size));
    else after.push(...copyText(inArray(own), place, size));
    return own;
  });
  return [...before, `${kernel}(${module.list(arrays)});`, ...after];
}
