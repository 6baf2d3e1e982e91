/** Guards of type rules: each gives the first disagreement as a failure. */
import { chain, left, map, right, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { fail, type Failure } from "../errors.js";
import { typesOf, type Program } from "../ir/program.js";
import { DTYPES, sameType, showType, type ArrayType, type Kind } from "../ir/type.js";

/** Nothing to say, or why not. The failure is only made where it is needed. */
export const ensure = (holds: boolean, failure: () => Failure): Either<Failure, void> =>
  holds ? right(undefined) : left(failure());

/** `[2, 3]`, as lists are shown in messages. */
export const list = (numbers: readonly number[]): string =>
  `[${numbers.map((n) => (typeof n === "number" ? n : typeof n)).join(", ")}]`;

/** Parameters hold one entry for each of `rank` axes. */
export const perAxis = (
  where: string,
  rank: number,
  params: Readonly<Record<string, readonly unknown[]>>,
): Either<Failure, void> => {
  const bad = Object.entries(params).find(([, values]) => !Array.isArray(values) || values.length !== rank);
  return ensure(bad === undefined, () => ({
    code: "shape",
    what: `${bad?.[0]} has ${Array.isArray(bad?.[1]) ? bad[1].length : "no"} entries, but the operand has ${rank} such dimensions`,
    where,
    fix: "give one entry per axis",
  }));
};

/** Every entry is an integer of at least `least`. */
export const integers = (
  where: string,
  least: number,
  params: Readonly<Record<string, readonly number[]>>,
): Either<Failure, void> => {
  const bad = Object.entries(params).find(
    ([, values]) => !Array.isArray(values) || values.some((n) => !Number.isInteger(n) || n < least),
  );
  return ensure(bad === undefined, () => ({
    code: "argument",
    what: `${bad?.[0]} is ${Array.isArray(bad?.[1]) ? list(bad[1] as number[]) : typeof bad?.[1]}, but every entry must be an integer of at least ${least}`,
    where,
    fix: `give integers from ${least} upwards`,
  }));
};

/** The operands have one element type, of one of the kinds. */
export function elements(
  where: string,
  types: readonly ArrayType[],
  kinds: readonly Kind[],
): Either<Failure, readonly ArrayType[]> {
  const [first] = types;
  if (first === undefined)
    return fail({
      code: "argument",
      what: "no operands, at least one is needed",
      where,
      fix: "pass at least one array",
    });
  if (types.some((type) => type.dtype !== first.dtype))
    return fail({
      code: "dtype",
      what: `operands differ in element type: ${types.map(showType).join(" and ")}`,
      where,
      fix: "convert them to one element type first",
    });
  if (!kinds.includes(DTYPES[first.dtype].kind))
    return fail({
      code: "dtype",
      what: `not defined for ${first.dtype}`,
      where,
      fix: `convert to one of: ${kinds.join(", ")}`,
    });
  return right(types);
}

/** There are `count` operands (or at least as many). */
export const arity = (
  where: string,
  types: readonly ArrayType[],
  count: number,
  atLeast = false,
): Either<Failure, void> =>
  ensure(atLeast ? types.length >= count : types.length === count, () => ({
    code: "argument",
    what: `expected ${atLeast ? "at least " : ""}${count} operands, got ${types.length}`,
    where,
    fix: "pass the operands as one list, then the parameters",
  }));

/** The operands have the types wanted, in order. */
export const operands = (
  where: string,
  types: readonly ArrayType[],
  wanted: readonly ArrayType[],
  fix = "record the program again for these types",
): Either<Failure, void> =>
  pipe(
    arity(where, types, wanted.length),
    chain(() => {
      const bad = types.findIndex((type, i) => !sameType(type, wanted[i] as ArrayType));
      return ensure(bad < 0, () => {
        const [given, taken] = [types[bad], wanted[bad]] as [ArrayType, ArrayType];
        return {
          code: given.dtype === taken.dtype ? "shape" : "dtype",
          what: `operand ${bad} is ${showType(given)}, but the program takes ${showType(taken)}`,
          where,
          fix,
        };
      });
    }),
  );

/** The type rule of primitives that run their parameter `program` on their operands. */
export const typeOfApplication =
  (name: string) =>
  (types: readonly ArrayType[], { program }: { readonly program: Program }): Either<Failure, readonly ArrayType[]> =>
    pipe(
      operands(name, types, typesOf(program.inputs)),
      map(() => typesOf(program.outputs)),
    );

/** The same axes of an operand with one more axis in front. */
export const shift = (axes: readonly number[]): number[] => axes.map((axis) => axis + 1);
