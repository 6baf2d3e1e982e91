/** Copies between places, as text. */
import { elementOf, samePlace, type Place } from "../loop/place.js";

/** Up to this length a loop is faster than the engine's copy, which needs a call, and a view where there is an offset. */
export const SHORT = 48;

const view = (place: Place & { kind: "array" }, size: number): string =>
  place.offset === undefined ? place.array : `${place.array}.subarray(${place.offset}, ${place.offset} + ${size})`;

export { view };

export function copyText(from: Place, to: Place, size: number): string[] {
  if (size === 0 || samePlace(from, to)) return [];
  if (size === 1 || from.kind === "register" || to.kind === "register")
    return [`${elementOf(to, "0")} = ${elementOf(from, "0")};`];
  if (size <= SHORT) return [`for (let i = 0; i < ${size}; i++) ${elementOf(to, "i")} = ${elementOf(from, "i")};`];
  return [`${to.array}.set(${[view(from, size), ...(to.offset === undefined ? [] : [to.offset])].join(", ")});`];
}
