/** While: the predicate and the body are functions of the module; a cap on the steps ends in a trap that the caller explains. */
import { typesOf, type WhileParams } from "@fluxion/core";
import { i32, load, run } from "../emit/index.js";
import type { Kernel } from "../program/emission.js";
import { carriesOf } from "./carries.js";

export const whileLoop: Kernel = (site) => {
  const { test, body, testConsts, bodyConsts, maxIterations } = site.equation.params as WhileParams;
  const { code } = site.scope;
  const first = testConsts + bodyConsts;
  const tested = site.inner(test);
  const stepped = site.inner(body);
  const holds = code.let(site.scratch(1));
  const carried = carriesOf(site, typesOf(body.outputs), site.inputs.slice(first));
  const steps = code.local("i32", i32.const(0));
  code.block((end) =>
    code.loop((again) => {
      code.do(run(tested, site.frame, ...site.inputs.slice(0, testConsts), ...carried.current, holds));
      code.branchIf(i32.eqz(load.i8U(holds)), end);
      if (maxIterations !== undefined) {
        code.if(i32.geU(steps, i32.const(maxIterations)), () => site.fail(maxIterations));
        code.set(steps, i32.add(steps, i32.const(1)));
      }
      code.do(run(stepped, site.frame, ...site.inputs.slice(testConsts, first), ...carried.current, ...carried.next));
      carried.swap();
      code.branch(again);
    }),
  );
  carried.finish(site.outputs);
};
