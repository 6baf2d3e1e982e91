/** While: the predicate is read after each step; two carries take turns. */
import { raise, typesOf, type TypedArray, type WhileParams } from "@fluxion/core";
import { allocateAll, copyAll, type Control } from "./control.js";

export const whileLoop: Control = ({ params }, compile) => {
  const { test, body, testConsts, bodyConsts, maxIterations = Infinity } = params as WhileParams;
  const [tested, stepped] = [compile(test), compile(body)];
  const carryTypes = typesOf(body.outputs);
  const first = testConsts + bodyConsts;
  const holds = new Uint8Array(1);
  let pair: [TypedArray[], TypedArray[]] | undefined;

  return (buffers) => {
    pair ??= [allocateAll(carryTypes), allocateAll(carryTypes)];
    let [carry, next] = pair;
    const ofTest = buffers.slice(0, testConsts);
    const ofBody = buffers.slice(testConsts, first);
    copyAll(buffers.slice(first, first + carryTypes.length), carry);
    for (let step = 0; ; step++) {
      tested.runInto([...ofTest, ...carry], [holds]);
      if (holds[0] === 0) break;
      if (step >= maxIterations)
        raise({
          code: "argument",
          what: `the loop did not end within ${maxIterations} iterations`,
          where: "whileLoop",
          fix: "raise maxIterations, or check that the body brings the carry to where the predicate is false",
        });
      stepped.runInto([...ofBody, ...carry], next);
      [carry, next] = [next, carry];
    }
    copyAll(carry, buffers.slice(first + carryTypes.length));
  };
};
