/** A loop over the leading axis: a body maps (constants, carry, one slice) to (carry, one result); results are stacked. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import type { Failure } from "../../errors.js";
import type { Primitive } from "../../ir/primitive.js";
import { sameType, showType, type ArrayType } from "../../ir/type.js";
import { makePrimitive } from "../define.js";
import { flopsOf } from "../call.js";
import { ensure, operands } from "../guard.js";
import { batchScan } from "./scan-batch.js";
import { flowOfScan } from "./scan-flow.js";
import type { ScanParams } from "./scan-params.js";
import { jvpOfScan } from "./scan-jvp.js";
import { linearizeScan } from "./scan-linearize.js";
import { transposeScan } from "./scan-transpose.js";
import { operandTypes, stacked } from "./scan-types.js";
import { unrolledScan } from "./scan-unroll.js";
import { elementAt, parts, typesOf } from "./wrap.js";

function typeOfScan(types: readonly ArrayType[], params: ScanParams): Either<Failure, readonly ArrayType[]> {
  const wanted = operandTypes(params);
  const [, carried = []] = parts(typesOf(params.program.inputs), params.consts, params.carries);
  const [next = [], results = []] = parts(typesOf(params.program.outputs), params.carries);
  return pipe(
    operands("scan", types, wanted, "give all xs one leading length, and the carry the types that the body takes"),
    chain(() =>
      ensure(
        carried.every((type, i) => next[i] !== undefined && sameType(type, next[i])),
        () => ({
          code: "dtype",
          what: `the body changes the carry from ${carried.map(showType).join(", ")} to ${next.map(showType).join(", ")}`,
          where: "scan",
          fix: "return a carry of the same shapes and dtypes: convert it with astype, or start with a carry of the type that the body returns",
        }),
      ),
    ),
    map(() => [...next, ...results.map((type) => stacked(type, params.length))]),
  );
}

export const scan: Primitive<ScanParams> = /* @__PURE__ */ makePrimitive<ScanParams>("scan", {
  type: typeOfScan,
  jointJvp: (args) => jvpOfScan(scan, args),
  linearize: (args) => linearizeScan(scan, args),
  transpose: (args) => transposeScan(scan, args),
  batch: (args) => batchScan(scan, args),
  expand: (_, params) => unrolledScan(scan, params),
  stepwise: (inputs, { program, consts, carries, length, reverse }, runStep) => {
    const [fixed = [], start = [], stacks = []] = parts(inputs, consts, carries);
    let carry = start;
    for (let step = 0; step < length; step++) {
      const i = reverse ? length - 1 - step : step;
      carry = runStep(program, [...fixed, ...carry, ...stacks.map((x) => elementAt(x, i))]).slice(0, carries);
    }
  },
  flow: flowOfScan,
  flops: (_, { program, length }) => length * flopsOf(program),
});
