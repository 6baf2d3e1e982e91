/** Looking at values while programs run: host functions called for what they do. */
import { raise } from "../../errors.js";
import { debugCallbackCall } from "../../primitives/host/host.js";
import { describe, requireFunction } from "../../trace/asarray.js";
import { bind } from "../../trace/bind.js";
import { allowHostCalls } from "../../trace/host-calls.js";
import type { AnyFunction } from "../call.js";
import { hostArguments, splitOptions } from "./arguments.js";
import { fill, namesIn, parseFormat, positionsIn } from "./format.js";

export interface DebugOptions {
  /** The order among ordered calls is relied on, on every backend. */
  readonly ordered?: boolean;
}

function call(f: AnyFunction, args: readonly unknown[], ordered: boolean): void {
  const { arrays, rebuild } = hostArguments(args);
  const callback = (inputs: Parameters<typeof rebuild>[0]): readonly never[] => {
    f(...(rebuild(inputs) as never[]));
    return [];
  };
  Object.defineProperty(callback, "name", { value: f.name });
  allowHostCalls();
  bind(debugCallbackCall, arrays, { callback, types: [], ordered });
}

const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

/**
 * Calls `f` for what it does, each time the program comes by: once per step of a loop, once per lane of a vmap (once for all, where nothing
 * it is given differs between lanes), never in branches that are not taken. Derivatives pass it by: it sees primal values, once, also where
 * `checkpoint` computes them again. Its result is not used.
 * @param args trees; arrays arrive with their elements, anything else as it is. The last may be options: `{ ordered: true }`
 * @example jit((x) => { debug.callback((y) => console.log(y.tolist()), x); return x; })(np.array([1, 2]))
 */
function callback(f: AnyFunction, ...args: readonly unknown[]): void {
  requireFunction("debug.callback", f);
  const { args: given, option } = splitOptions("debug.callback", args, "ordered", isBoolean, "true, false");
  call(f, given, option === true);
}

interface Console {
  readonly console: { log(text: string): void };
}

/**
 * Prints values each time the program comes by, as `debug.callback` would. Traced values print with their elements.
 * @param format text with `{}`, `{0}` or `{name}` for values, `{:.3f}`, `{:.2e}` or `{:d}` for scalars, `{{` and `}}` for braces
 * @param args one for each position; then, where there are names, an object with them, in which `ordered: true` may stand as well
 * @throws ArgumentError if the format and the arguments disagree
 * @example jit((x) => { debug.print("x is {}, sum {s:.1f}", x, { s: x.sum() }); return x; })(np.array([1, 2])) // [1. 2.]
 */
function print(format: string, ...args: readonly unknown[]): void {
  if (typeof format !== "string")
    raise({
      code: "argument",
      what: `the format is ${describe(format)}`,
      where: "debug.print",
      fix: 'pass a text first: debug.print("{}", x)',
    });
  const template = parseFormat(format);
  const count = positionsIn(template);
  const names = namesIn(template);
  const { ordered = false, ...named } = namedValues(args, count);
  const missing = names.find((name) => !(name in named)) ?? Object.keys(named).find((name) => !names.includes(name));
  if (args.length < count || missing !== undefined)
    raise({
      code: "argument",
      what: `the format ${JSON.stringify(format)} has ${count} positions and the names [${names.join(", ")}], but was given ${Math.min(count, args.length)} positions and the names [${Object.keys(named).join(", ")}]`,
      where: "debug.print",
      fix: 'give one argument for each {}, then an object with the names: debug.print("{} {name}", x, { name: y })',
    });
  const show = (positional: readonly unknown[], byName: Readonly<Record<string, unknown>>): void =>
    (globalThis as unknown as Console).console.log(fill(template, positional, byName));
  call(show, [args.slice(0, count), named], ordered === true);
}

/** What follows the positional values: one object of names. */
function namedValues(args: readonly unknown[], count: number): Record<string, unknown> {
  if (args.length <= count) return {};
  const [named, ...more] = args.slice(count);
  if (
    more.length === 0 &&
    typeof named === "object" &&
    named !== null &&
    Object.getPrototypeOf(named) === Object.prototype
  )
    return named as Record<string, unknown>;
  return raise({
    code: "argument",
    what: `the format has ${count} positions, but ${args.length} arguments follow it`,
    where: "debug.print",
    fix: "write one {} for each argument",
  });
}

export const debug = { print, callback };
