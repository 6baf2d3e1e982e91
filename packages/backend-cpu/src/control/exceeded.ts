/** The failure of a loop that does not end. */
import { raise } from "@fluxion/core";

export const exceeded = (maxIterations: number): never =>
  raise({
    code: "argument",
    what: `the loop did not end within ${maxIterations} iterations`,
    where: "whileLoop",
    fix: "raise maxIterations, or check that the body brings the carry to where the predicate is false",
  });
