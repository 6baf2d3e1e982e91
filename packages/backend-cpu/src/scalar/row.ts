/** One scalar operation in JavaScript, twice: as text and as a function. The two mean the same, bit for bit. */
import { HELPERS, type HelperName } from "./helpers.js";

export interface Row {
  /** An expression; operands are names or literals. */
  readonly text: (...operands: string[]) => string;
  readonly at: (...operands: number[]) => number;
}

/** Text and function side by side. */
export const row = (text: Row["text"], at: Row["at"]): Row => ({ text, at });

type MathName = { [K in keyof Math]: Math[K] extends (...xs: number[]) => number ? K : never }[keyof Math];

/** A function of JavaScript's own `Math`. */
export const native = (name: MathName): Row => row((...operands) => `Math.${name}(${operands.join(", ")})`, Math[name]);

/** A function of the table of helpers. */
export const helper = (name: HelperName): Row =>
  row((...operands) => `h.${name}(${operands.join(", ")})`, HELPERS[name] as Row["at"]);

/** The operand itself. */
export const IDENTITY: Row = row(
  (x) => x,
  (x) => x,
);

/** One operation of one operand after another operation. */
export function after(outer: Row, inner: Row): Row {
  if (outer === IDENTITY) return inner;
  if (inner === IDENTITY) return outer;
  const { at: f } = outer;
  const { at: g } = inner;
  const text: Row["text"] = (...operands) => outer.text(`(${inner.text(...operands)})`);
  // By number of operands, since a spread call per element is slow.
  if (g.length === 1) return row(text, (x) => f(g(x)));
  if (g.length === 2) return row(text, (x, y) => f(g(x, y)));
  return row(text, (...operands) => f(g(...operands)));
}
