/** Turns decoded values of golden files into what the library's functions take. */
import type { IndexItem, Value } from "../case.js";
import type { Library } from "../library/library.js";
import type { IndexPart } from "../notation/vocabulary.js";

const toPart = (library: Library, item: IndexItem): IndexPart =>
  item.kind === "array" ? { kind: "array", value: library.array(item.array) } : item;

export function toArgument(library: Library, value: Value): unknown {
  switch (value.kind) {
    case "array":
      return library.array(value.array);
    case "weak":
      return library.weak(value);
    case "index":
      return value.items.map((item) => toPart(library, item));
    case "static":
      return value.value;
    case "list":
      return value.items.map((item) => toArgument(library, item));
    case "record":
      return Object.fromEntries([...value.entries].map(([key, item]) => [key, toArgument(library, item)]));
  }
}

/** The dtypes a value needs of a backend. */
export function dtypesOf(value: Value): string[] {
  switch (value.kind) {
    case "array":
      return [value.array.dtype];
    case "list":
      return value.items.flatMap(dtypesOf);
    case "record":
      return [...value.entries.values()].flatMap(dtypesOf);
    default:
      return [];
  }
}
