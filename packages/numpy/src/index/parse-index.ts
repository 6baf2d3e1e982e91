/** Indices as text: what stands between the brackets in Python. */
import { raise } from "@fluxion/core";
import type { Part } from "./part.js";
import { Slice } from "./slice.js";

const INTEGER = /^[+-]?\d+$/;
const NEW_AXIS = new Set(["None", "newaxis", "null", "np.newaxis"]);

function parsePart(text: string, whole: string): Part {
  const bad = (): never =>
    raise({
      code: "parse",
      what: `"${text}" in the index "${whole}" is not understood`,
      where: "index",
      fix: 'use integers, start:stop:step, "..." and None, separated by commas',
    });
  if (text === "...") return { kind: "ellipsis" };
  if (NEW_AXIS.has(text)) return { kind: "newaxis" };
  if (INTEGER.test(text)) return { kind: "integer", value: Number(text) };
  const bounds = text.split(":").map((bound) => bound.trim());
  if (bounds.length < 2 || bounds.length > 3 || !bounds.every((bound) => bound === "" || INTEGER.test(bound)))
    return bad();
  const [start, stop, step] = bounds.map((bound) => (bound === "" ? null : Number(bound)));
  return { kind: "slice", slice: new Slice(start, stop, step) };
}

/** The parts of an index such as "1:3, ::-1, None, ...". */
export function parseIndex(text: string): Part[] {
  const parts = text.split(",").map((part) => part.trim());
  if (parts.length > 1 && parts.at(-1) === "") parts.pop();
  return parts.map((part) => parsePart(part, text));
}
