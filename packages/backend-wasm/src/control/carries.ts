/** Values that a loop hands from step to step: two places for each, which change roles. */
import { bytesOf, type ArrayType } from "@fluxion/core";
import { i32, memoryCopy, type I32, type Local } from "../emit/index.js";
import type { Site } from "../program/emission.js";

export interface Carries {
  readonly current: readonly Local<"i32">[];
  readonly next: readonly Local<"i32">[];
  /** What was written becomes what is read. */
  swap(): void;
  /** Copies the last values to where they are asked for. */
  finish(to: readonly I32[]): void;
}

export function carriesOf(
  { scope: { code }, scratch }: Site,
  types: readonly ArrayType[],
  start: readonly I32[],
): Carries {
  const place = (type: ArrayType): Local<"i32"> => code.let(scratch(bytesOf(type)));
  const current = types.map(place);
  const next = types.map(place);
  const copy = (to: I32, from: I32, type: ArrayType): void => code.do(memoryCopy(to, from, i32.const(bytesOf(type))));
  current.forEach((to, i) => copy(to, start[i] as I32, types[i] as ArrayType));
  const spare = code.local("i32");
  return {
    current,
    next,
    swap() {
      current.forEach((one, i) => {
        const other = next[i] as Local<"i32">;
        code.set(spare, one);
        code.set(one, other);
        code.set(other, spare);
      });
    },
    finish(to) {
      to.forEach((place_, i) => copy(place_, current[i] as I32, types[i] as ArrayType));
    },
  };
}
