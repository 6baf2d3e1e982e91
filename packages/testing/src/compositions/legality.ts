/** Which compositions have no meaning, by rule: each rule names the typed error that they must give. */
import type { FailureCode } from "@fluxion/core";
import type { Construct } from "./construct.js";

/** What is done with a composition, and where the value that its function closes over comes from. */
export interface Use {
  readonly name: string;
  readonly derivative: "none" | "forward" | "reverse";
  /** The value that the function closes over is an array, is traced under jit or vmap, or is what one differentiates by. */
  readonly captured: "known" | "traced" | "differentiated";
}

export interface Rule {
  /** The rule in words. */
  readonly text: string;
  readonly code: FailureCode;
  /** Whether the rule forbids the use of a composition, its constructs from the outermost to the innermost. */
  readonly forbids: (chain: readonly Construct[], use: Use) => boolean;
}

/** Positions of the constructs with a property. */
const places = (chain: readonly Construct[], has: (construct: Construct) => boolean | undefined): number[] =>
  chain.flatMap((construct, i) => (has(construct) === true ? [i] : []));

/** The innermost construct around a position that differentiates it; −1 if only the use itself does; undefined if nothing does. */
function differentiatorOf(chain: readonly Construct[], position: number, derivative: boolean): number | undefined {
  const around = places(chain.slice(0, position), ({ differentiates }) => differentiates);
  return around.at(-1) ?? (derivative ? -1 : undefined);
}

/** Whether a program stands between a custom rule and what asks for the rule. */
function isAskedForLater(chain: readonly Construct[], position: number, derivative: boolean): boolean {
  const asks = differentiatorOf(chain, position, derivative);
  return asks !== undefined && chain.slice(asks + 1, position).some(({ holdsProgram }) => holdsProgram === true);
}

export const rules: readonly Rule[] = [
  {
    text: "No reverse mode through a `while`, whatever stands between: a `vjp`, or a `customVjp` that is differentiated, around it. Forward mode works.",
    code: "not-differentiable",
    forbids: (chain, use) =>
      places(chain, ({ forwardOnly }) => forwardOnly).some(
        (position) =>
          use.derivative === "reverse" ||
          use.captured === "differentiated" ||
          chain
            .slice(0, position)
            .some(
              ({ reverses, reverseRule }, outer) =>
                reverses === true ||
                (reverseRule === true && differentiatorOf(chain, outer, use.derivative !== "none") !== undefined),
            ),
      ),
  },
  {
    text: "No derivative by a value that the function of a `customJvp` or `customVjp` closes over, where its arguments are traced: its rule does not know of the value.",
    code: "not-differentiable",
    forbids: (chain, { captured }) =>
      captured === "differentiated" &&
      places(chain, ({ customRule }) => customRule).some(
        (position) =>
          isAskedForLater(chain, position, false) ||
          (differentiatorOf(chain, position, false) === undefined &&
            chain.slice(0, position).some(({ traces, holdsProgram }) => traces === true || holdsProgram === true)),
      ),
  },
  {
    text: "No traced value in the rule of a `customJvp` or `customVjp` within a `jit`, `checkpoint`, `scan`, `cond` or `while` that is differentiated: the rule is asked for when the program is transformed. Values that are arrays are fine, and so are arguments.",
    code: "escaped-tracer",
    forbids: (chain, { captured, derivative }) =>
      captured !== "known" &&
      places(chain, ({ customRule }) => customRule).some((position) =>
        isAskedForLater(chain, position, derivative !== "none" && captured === "traced"),
      ),
  },
];

/** The rules that forbid a use: its error is that of one of them. */
export const forbiddenBy = (chain: readonly Construct[], use: Use): readonly Rule[] =>
  rules.filter(({ forbids }) => forbids(chain, use));
