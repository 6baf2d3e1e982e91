/**
 * Which equations cost no more to compute again than their results cost to keep: arithmetic and choices, which become part of the
 * loop that reads them, and one operand's elements in another order. (Joining and padding are passes over memory of their own.)
 */
import type { Equation } from "../../ir/program.js";
import { runBody, type ScalarOps } from "../../ir/scalar.js";

/** Scalar operations of a cycle or a few; the others are polynomials, series or loops. */
const LIGHT = new Set([
  ..."neg abs sign floor ceil round trunc not add sub mul div max min and or xor eq ne lt le gt ge".split(" "),
  ..."shiftLeft shiftRightArithmetic shiftRightLogical lit select convert bitcast isFinite".split(" "),
]);

/** A meaning of scalars that notes whether anything heavy was applied. */
function weigh(): { ops: ScalarOps<null>; isLight: () => boolean } {
  let light = true;
  const ops = new Proxy({} as ScalarOps<null>, {
    get: (_, name) => {
      if (name === "dtype") return "float64";
      light &&= LIGHT.has(String(name));
      return () => null;
    },
  });
  return { ops, isLight: () => light };
}

export function isCheap({ primitive, inputs, params }: Equation): boolean {
  if (primitive.effect === true || primitive.runsRules === true) return false;
  if (primitive.freeInLoop === true || primitive.movesElements === true) return true;
  if (primitive.scalar === undefined) return false;
  const { ops, isLight } = weigh();
  runBody(
    primitive.scalar,
    ops,
    params,
    inputs.map(() => null),
  );
  return isLight();
}
