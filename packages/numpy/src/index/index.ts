/** Indexing: reading parts of arrays, and copies with parts replaced. */
export { at, type GetOptions, type Place, type UpdateOptions } from "./at.js";
export { getitem } from "./getitem.js";
export type { IndexMode } from "./modes.js";
export { newaxis, type Index, type IndexPart } from "./parts.js";
export { place } from "./place.js";
export { put, type PutOptions } from "./put.js";
export { putAlongAxis, type PutAlongOptions } from "./put-along-axis.js";
export { Slice, slice } from "./slice.js";
export { take, type TakeOptions } from "./take.js";
export { takeAlongAxis, type TakeAlongOptions } from "./take-along-axis.js";
