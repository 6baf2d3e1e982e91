/** Computes equal things once: equations of one primitive with the same operands and parameters, and no effects. */
import { hasEffect } from "../ir/effects.js";
import { identityOf, paramsKey } from "../ir/key.js";
import type { Var } from "../ir/program.js";
import { rewrite, type Pass } from "./pass.js";

export const cse: Pass = {
  name: "cse",
  run(program) {
    const ids = new Map<Var, number>();
    const idOf = (variable: Var): number => {
      let id = ids.get(variable);
      if (id === undefined) ids.set(variable, (id = ids.size));
      return id;
    };
    const known = new Map<string, readonly Var[]>();
    return rewrite(program, (equation) => {
      if (hasEffect(equation)) return undefined;
      const { primitive, inputs, params, outputs } = equation;
      const operands = inputs.map(idOf);
      if (primitive.commutative === true) operands.sort((a, b) => a - b);
      const key = `${identityOf(primitive)}${paramsKey(params)}(${operands.join()})`;
      const earlier = known.get(key);
      if (earlier === undefined) known.set(key, outputs);
      return earlier;
    });
  },
};
