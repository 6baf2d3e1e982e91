/**
 * Keys that tell parameters apart exactly: −0 from 0, NaN from itself, functions by identity, programs by what they say.
 * Mutates: the tables of identities and of known program texts.
 */
import { raise } from "../errors.js";
import { isProgram, type Program, type Var } from "./program.js";
import { showType } from "./type.js";

const identities = new WeakMap<object, number>();
let next = 0;

/** A number that stands for the identity of an object. */
export function identityOf(object: object): number {
  let id = identities.get(object);
  if (id === undefined) identities.set(object, (id = next++));
  return id;
}

const symbols = new Map<symbol, number>();

/** The same for a symbol, whose description says nothing. */
function identityOfSymbol(symbol: symbol): number {
  let id = symbols.get(symbol);
  if (id === undefined) symbols.set(symbol, (id = next++));
  return id;
}

const PLAIN = new Set<unknown>([Object.prototype, null]);

/** Values nested deeper than this contain themselves. */
const DEEPEST = 1000;

/** Text that is equal exactly when two static values are interchangeable. */
export function staticKey(value: unknown, depth = 0): string {
  if (depth > DEEPEST)
    return raise({
      code: "argument",
      what: `a static value is more than ${DEEPEST} levels deep, or contains itself`,
      fix: "make static only what is plain data, a function, or an instance of a class",
    });
  switch (typeof value) {
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "string":
      return JSON.stringify(value);
    case "bigint":
      return `${value}n`;
    case "symbol":
      return `@${identityOfSymbol(value)}`;
    case "function":
      return `#${identityOf(value)}`;
    case "object": {
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map((item) => staticKey(item, depth + 1)).join(",")}]`;
      if (isProgram(value)) return `p${programId(value)}`;
      if (PLAIN.has(Object.getPrototypeOf(value))) return paramsKey(value, depth + 1);
      return `#${identityOf(value)}`;
    }
    default:
      return String(value);
  }
}

const EMPTY = {};
/** The parameters of primitives that have none. */
export const NO_PARAMS: object = Object.freeze(EMPTY);

/** The key of an equation's parameters. */
export function paramsKey(params: object, depth = 0): string {
  if (params === NO_PARAMS) return "";
  let text = "{";
  for (const [name, value] of Object.entries(params))
    if (value !== undefined) text += `${name}=${staticKey(value, depth)};`;
  return `${text}}`;
}

/** Characters of all known texts together. */
const CAPACITY = 1 << 24;
let length = 0;
const texts = new Map<string, number>();
const programIds = new WeakMap<Program, number>();
let nextProgram = 0;

/** A number that programs share when they do the same: same primitives, parameters, types and flow of values. */
export function programId(program: Program): number {
  const known = programIds.get(program);
  if (known !== undefined) return known;
  const text = programText(program);
  const id = texts.get(text) ?? nextProgram++;
  // Forgetting a text costs a compilation later, never a wrong answer: numbers are not given twice.
  if (length > CAPACITY) {
    texts.clear();
    length = 0;
  }
  if (!texts.has(text)) length += text.length;
  texts.set(text, id);
  programIds.set(program, id);
  return id;
}

function programText({ inputs, equations, outputs }: Program): string {
  const numbers = new Map<Var, number>();
  const bind = (variable: Var): string => {
    numbers.set(variable, numbers.size);
    return showType(variable.type);
  };
  const lines = [inputs.map(bind).join()];
  for (const { primitive, inputs: operands, params, outputs: results } of equations)
    lines.push(
      `${identityOf(primitive)}${paramsKey(params)}${operands.map((operand) => numbers.get(operand)).join()}=${results.map(bind).join()}`,
    );
  lines.push(outputs.map((output) => numbers.get(output)).join());
  return lines.join("\n");
}
