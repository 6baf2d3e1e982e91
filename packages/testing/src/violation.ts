/** Says that something owed does not hold: where, what was found instead, and where to look. */
import { raise } from "@fluxion/core";

const FIX =
  "correct what is at fault (a rule, a pass, a kernel); samples and tolerances are stated, not fitted to results";

export const violation = (where: string, what: string, fix: string = FIX): never =>
  raise({ code: "check", what, where, fix });
