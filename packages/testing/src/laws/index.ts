/** All laws, in the order in which a failure is best understood. */
import type { Law } from "../law.js";
import { adjoint, refusesReverse } from "./adjoint.js";
import { agreement } from "./agreement.js";
import { jetIsNested } from "./jet.js";
import { jitVmapGrad } from "./jit-vmap-grad.js";
import { jitIsEager } from "./jit.js";
import { jvpInFloat32, jvpIsSlope } from "./jvp.js";
import { doubleTranspose, linearity } from "./linear.js";
import { secondOrder } from "./second-order.js";
import { textForm } from "./text.js";
import { typeRule } from "./type-rule.js";
import { vmapIsLoop } from "./vmap.js";

/** What every primitive owes. */
export const laws: readonly Law[] = [
  typeRule, //        nothing else makes sense before results have the types they should have
  textForm, //        the program is what it looks like
  agreement, //       values
  jvpIsSlope, //      first derivatives against values
  jvpInFloat32,
  linearity,
  adjoint, //         reverse mode against forward mode
  refusesReverse,
  doubleTranspose,
  secondOrder, //     rules that are right for numbers but not for derivatives of derivatives
  jetIsNested, //     derivatives of higher order along a curve
  vmapIsLoop,
  jitIsEager,
  jitVmapGrad, //     all transforms at once
];
