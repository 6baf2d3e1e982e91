/** Nested loops over static lengths: the outer ones one step at a time, the innermost four elements at a time. */
import { i32, type Code, type I32, type Local } from "../emit/index.js";
import { LANES } from "../lanes/value.js";

/** A place that moves with the loops: an address, or a number, and how far each loop moves it, from the outermost inwards. */
export interface Stream {
  readonly start: I32;
  readonly strides: readonly number[];
}

/** Calls `row` inside all loops but the innermost, with where the streams are there. */
export function forRows(
  code: Code,
  lengths: readonly number[],
  streams: readonly Stream[],
  row: (starts: readonly Local<"i32">[]) => void,
): void {
  if (lengths.includes(0)) return;
  const nest = (level: number, places: readonly I32[]): void => {
    if (level >= lengths.length - 1) return row(places.map((place) => code.let(place)));
    const moving = places.map((place, k) => (streams[k]?.strides[level] === 0 ? place : code.let(place)));
    code.for(i32.const(0), i32.const(lengths[level] as number), 1, () => {
      nest(level + 1, moving);
      moving.forEach((place, k) => {
        const stride = streams[k]?.strides[level] as number;
        if (stride !== 0) code.set(place as Local<"i32">, i32.add(place, i32.const(stride)));
      });
    });
  };
  nest(
    0,
    streams.map(({ start }) => start),
  );
}

/** Calls `step` for every four elements of a row and for the rest of it; positions are elements. */
export function alongRow(code: Code, length: number, step: (position: I32, count: number) => void): void {
  const whole = length - (length % LANES);
  if (whole === LANES) step(i32.const(0), LANES);
  else if (whole > 0) code.for(i32.const(0), i32.const(whole), LANES, (at) => step(at, LANES));
  if (length > whole) step(i32.const(whole), length - whole);
}

/** A start moved by so many steps of a stride. */
export function moved(start: I32, position: I32, stride: number): I32 {
  if (stride === 0) return start;
  return i32.add(start, stride === 1 ? position : i32.mul(position, i32.const(stride)));
}
