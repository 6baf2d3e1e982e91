/** Remembers the result of a program transform with the program. Mutates: its table. */
import type { Program } from "../ir/program.js";

/** A function of a program and of what `key` says, computed once per program and key. */
export function memoised<A extends unknown[], R>(
  key: (...args: A) => string,
  compute: (program: Program, ...args: A) => R,
) {
  const table = new WeakMap<Program, Map<string, R>>();
  return (program: Program, ...args: A): R => {
    let results = table.get(program);
    if (results === undefined) table.set(program, (results = new Map()));
    const name = key(...args);
    let result = results.get(name);
    if (result === undefined) results.set(name, (result = compute(program, ...args)));
    return result;
  };
}

/** A mask as text. */
export const maskKey = (mask: readonly boolean[]): string => mask.map((bit) => (bit ? "1" : "0")).join("");
