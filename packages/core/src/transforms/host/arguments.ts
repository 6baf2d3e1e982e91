/** Arguments of host functions: arrays go through the program, anything else stays as it is beside it. */
import type { NDArray } from "../../ir/value.js";
import { NDArray as AnyArray } from "../../ir/value.js";
import { asArray, describe, dtypeOfTypedArray } from "../../trace/asarray.js";
import { flatten, unflatten } from "../../trace/tree.js";
import { raise } from "../../errors.js";

export interface HostArguments {
  readonly arrays: readonly NDArray[];
  /** The arguments with these arrays in place of their own. */
  rebuild(arrays: readonly NDArray[]): unknown[];
}

export function hostArguments(args: readonly unknown[]): HostArguments {
  const { leaves, structure } = flatten(args);
  const isArray = leaves.map((leaf) => leaf instanceof AnyArray || dtypeOfTypedArray(leaf) !== undefined);
  return {
    arrays: leaves.filter((_, i) => isArray[i]).map((leaf) => asArray(leaf)),
    rebuild(arrays) {
      let next = 0;
      return unflatten(
        structure,
        leaves.map((leaf, i) => (isArray[i] ? arrays[next++] : leaf)),
      ) as unknown[];
    },
  };
}

/** The options of a call whose last argument they are: an object with the option's name alone, and a value that is no array. */
export function splitOptions<T>(
  where: string,
  args: readonly unknown[],
  name: string,
  accepts: (value: unknown) => value is T,
  accepted: string,
): { args: readonly unknown[]; option: T | undefined } {
  const last = args.at(-1);
  if (typeof last !== "object" || last === null || Object.getPrototypeOf(last) !== Object.prototype)
    return { args, option: undefined };
  const [key, ...more] = Object.keys(last);
  if (key !== name || more.length > 0) return { args, option: undefined };
  const value = (last as Record<string, unknown>)[name];
  if (value === undefined) return { args: args.slice(0, -1), option: undefined };
  if (accepts(value)) return { args: args.slice(0, -1), option: value };
  if (value instanceof AnyArray) return { args, option: undefined };
  return raise({
    code: "argument",
    what: `${name} is ${describe(value)}`,
    where,
    fix: `give one of ${accepted}`,
  });
}
