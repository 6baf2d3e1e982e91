/** Elementwise functions whose arguments are not simply arrays. */
import { regular, type Table } from "./row.js";

export const elementwise: Table = {
  round: "x | decimals",
  around: "x | decimals",
  nan_to_num: "x | copy nan posinf neginf",
  clip: "x min max",
  astype: "x dtype",
  where: "condition x y",
  bitcast: regular("x dtype", { paths: ["lax.bitcastConvertType", "lax.bitcast", "np.bitcast"] }),
  "lax.integer_pow": "x exponent",
};
