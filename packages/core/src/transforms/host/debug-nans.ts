/** Watches what programs give for numbers that are none. Mutates: the hooks. */
import type { Params } from "../../ir/primitive.js";
import { isInexact } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import type { DeviceArray } from "../../trace/device.js";
import { hooks, type Hooks } from "../../trace/hooks.js";
import { originOf } from "../../trace/origins.js";
import { blame } from "./blame.js";
import { switchable } from "./mode.js";

const watched = { nans: false, infs: false };

const isBad = (x: NDArray): boolean =>
  isInexact(x.dtype) &&
  x.dataSync().some((v: number) => (watched.nans && Number.isNaN(v)) || (watched.infs && Math.abs(v) === Infinity));

/** Donated operands are kept until it is clear that nobody looks at them again. */
const checked: NonNullable<Hooks["run"]> = (run, primitive, inputs, params) => {
  const { donate = [] } = params as { donate?: readonly number[] };
  const kept: Params = donate.length === 0 ? params : { ...params, donate: undefined };
  const outputs = run(primitive, inputs, kept);
  // A literal is what the user wrote: what comes of it is what matters.
  if (inputs.length > 0 && outputs.some(isBad)) blame({ run, isBad }, { primitive, inputs, params: kept }, outputs);
  for (const i of donate) (inputs[i] as DeviceArray).markDonated();
  return outputs;
};

const watching = (name: string, what: keyof typeof watched) =>
  switchable(name, (on) => {
    const before = watched[what];
    const set = (value: boolean): void => {
      watched[what] = value;
      const any = watched.nans || watched.infs;
      hooks.run = any ? checked : undefined;
      hooks.origin = any ? originOf : undefined;
    };
    set(on);
    return () => set(before);
  });

/**
 * Checks what every program gives for NaN, eager operations included. Where there is one, the program is run again equation by equation, and
 * the error names the primitive and the equation that made it, the user's line, and the transforms around it. Functions that were
 * jitted before are recorded again, so that lines are known. Without it nothing is checked, at no cost.
 * @param on true or false from now on, or a function that is called with the check on
 * @throws NotFiniteError; AsyncFunctionError if the function returns a Promise
 * @example debugNaNs(() => jit((x) => x.sqrt())(4)) // 2
 */
export const debugNaNs = /* @__PURE__ */ watching("debugNaNs", "nans");
/**
 * The same for infinities.
 * @example debugInfs(() => np.divide(1, 2)) // 0.5
 */
export const debugInfs = /* @__PURE__ */ watching("debugInfs", "infs");
