/** A loop that runs while a predicate of its carry holds. Forward mode only: the number of steps is not known in advance. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { raise, type Failure } from "../../errors.js";
import type { BatchArguments, Batched, JointArguments, Primitive, Tangent } from "../../ir/primitive.js";
import { effectful, quietParams } from "../../ir/effects.js";
import type { Program } from "../../ir/program.js";
import { sameType, showType, type ArrayType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { bind } from "../../trace/bind.js";
import { makePrimitive } from "../define.js";
import { ensure, operands } from "../guard.js";
import { sequentially } from "../host/sequentially.js";
import { broadcast } from "../reduce.js";
import { reduceOr } from "../reduce-logical.js";
import { select } from "../select.js";
import {
  chosen,
  fixpoint,
  instantiate,
  isActive,
  known,
  parts,
  run,
  spread,
  toLanes,
  typesOf,
  withLanes,
  wrap,
} from "./wrap.js";

export interface WhileParams {
  /** (constants of the predicate, carry) → bool[]. */
  readonly test: Program;
  /** (constants of the body, carry) → carry. */
  readonly body: Program;
  readonly testConsts: number;
  readonly bodyConsts: number;
  /** A typed error instead of an endless loop, where it is given. */
  readonly maxIterations?: number;
}

interface Dual {
  readonly outputs: readonly NDArray[];
  readonly tangents: readonly Tangent[];
}

/** The loop on primals and tangents; `emit` says which of its operands come from where. */
function pushWhile({ inputs, tangents, params, transforms }: JointArguments<WhileParams>): Dual {
  const { test, body, testConsts, bodyConsts } = params;
  const [ofTest = [], ofBody = [], start = []] = parts(inputs, testConsts, bodyConsts);
  const [, bodyTs = [], startTs = []] = parts(tangents, testConsts, bodyConsts);
  const fixed = isActive(bodyTs);
  const carried = fixpoint(isActive(startTs), (mask) => transforms.jvp(body, [...fixed, ...mask]).activeOutputs);
  const plan = transforms.jvp(body, [...fixed, ...carried]);
  const [constTypes = [], carryTypes = []] = parts(typesOf(body.inputs), bodyConsts);
  const tangentTypes = chosen(carryTypes, carried);
  const order = [constTypes, chosen(constTypes, fixed), carryTypes, tangentTypes];
  const pushed = wrap("jvp of while", order.flat(), (values) => {
    const [c = [], ct = [], s = [], st = []] = parts(values, ...order.map((list) => list.length));
    const results = run(plan.program, [...c, ...s, ...ct, ...st]);
    const out = spread<Tangent>(plan.activeOutputs, results.slice(carryTypes.length), () => null);
    return [...results.slice(0, carryTypes.length), ...chosen(instantiate(out, carryTypes), carried)];
  });
  const tested = wrap("test of while", [...typesOf(test.inputs), ...tangentTypes], (values) =>
    run(test, values.slice(0, test.inputs.length)),
  );
  const results = bind(
    whileLoop,
    [...ofTest, ...ofBody, ...known(bodyTs), ...start, ...chosen(instantiate(startTs, carryTypes), carried)],
    {
      ...params,
      test: tested,
      body: pushed,
      bodyConsts: bodyConsts + known(bodyTs).length,
    },
  );
  return {
    outputs: results.slice(0, carryTypes.length),
    tangents: spread<Tangent>(carried, results.slice(carryTypes.length), () => null),
  };
}

/** Lanes run until all are done; those that are done keep their carry. */
function batchWhile({ inputs, batched, size, params, batchProgram }: BatchArguments<WhileParams>): Batched {
  const { test, body, testConsts, bodyConsts } = params;
  const [ofTest = [], ofBody = [], start = []] = parts(inputs, testConsts, bodyConsts);
  const [testMask = [], bodyMask = [], startMask = []] = parts(batched, testConsts, bodyConsts);
  const testedBy = (mask: readonly boolean[]) => batchProgram(test, [...testMask, ...mask], size);
  const carried = fixpoint(startMask, (mask) =>
    testedBy(mask).batchedOutputs[0]
      ? mask.map(() => true)
      : batchProgram(body, [...bodyMask, ...mask], size).batchedOutputs,
  );
  const tested = testedBy(carried);
  const perLane = tested.batchedOutputs[0] === true;
  // Lanes that are done would act again with those that are not.
  if (perLane && (effectful(test) || effectful(body)))
    return sequentially(whileLoop, { inputs, batched, size, params });
  const plan = batchProgram(body, [...bodyMask, ...carried], size);
  const carryTypes = typesOf(body.outputs).map((type, i) => withLanes(type, carried[i] === true, size));
  const testTypes = typesOf(test.inputs)
    .slice(0, testConsts)
    .map((type, i) => withLanes(type, testMask[i] === true, size));
  const bodyTypes = typesOf(body.inputs)
    .slice(0, bodyConsts)
    .map((type, i) => withLanes(type, bodyMask[i] === true, size));
  const begin = start.map((x, i) => (carried[i] ? toLanes(x, startMask[i] === true, size) : x));
  const any = wrap("test of vmapped while", [...testTypes, ...carryTypes], (values) => {
    const [holds] = run(tested.program, values);
    return [perLane ? reduceOr(holds as NDArray, { axes: [0] }) : (holds as NDArray)];
  });
  const step = wrap("body of vmapped while", [...(perLane ? testTypes : []), ...bodyTypes, ...carryTypes], (values) => {
    const [ofTests = [], ofBodies = [], carry = []] = parts(values, perLane ? testConsts : 0, bodyConsts);
    const next = run(plan.program, [...ofBodies, ...carry]).map((y, i) =>
      carried[i] ? toLanes(y, plan.batchedOutputs[i] === true, size) : y,
    );
    if (!perLane) return next;
    const [holds] = run(tested.program, [...ofTests, ...carry]);
    return next.map((y, i) =>
      select(
        broadcast(holds as NDArray, { shape: y.shape, axes: y.shape.map((_, axis) => axis).slice(1) }),
        y,
        carry[i] as NDArray,
      ),
    );
  });
  const outputs = bind(whileLoop, [...ofTest, ...(perLane ? ofTest : []), ...ofBody, ...begin], {
    ...params,
    test: any,
    body: step,
    bodyConsts: bodyConsts + (perLane ? testConsts : 0),
  });
  return { outputs, batched: carried };
}

const showTypes = (types: readonly ArrayType[]): string => `(${types.map(showType).join(", ")})`;

/** Two lists of types that must be one. */
const sameTypes = (
  some: readonly ArrayType[],
  others: readonly ArrayType[],
  first: string,
  second: string,
  fix: string,
): Either<Failure, void> =>
  ensure(some.length === others.length && some.every((type, i) => sameType(type, others[i] as ArrayType)), () => ({
    code: "dtype",
    what: `the carry changes: ${first} ${showTypes(some)}, but ${second} ${showTypes(others)}`,
    where: "whileLoop",
    fix,
  }));

export const whileLoop: Primitive<WhileParams> = /* @__PURE__ */ makePrimitive<WhileParams>("while", {
  type: (types, { test, body, testConsts, bodyConsts }) => {
    const [ofTest = [], carriedIn = []] = parts(typesOf(test.inputs), testConsts);
    const [ofBody = [], carry = []] = parts(typesOf(body.inputs), bodyConsts);
    const [holds] = typesOf(test.outputs);
    const next = typesOf(body.outputs);
    return pipe(
      ensure(test.outputs.length === 1 && holds !== undefined && sameType(holds, { dtype: "bool", shape: [] }), () => ({
        code: "dtype",
        what: `the predicate gives ${showTypes(typesOf(test.outputs))}, but it must give bool[]`,
        where: "whileLoop",
        fix: "return a scalar comparison, such as np.less(i, n)",
      })),
      chain(() => sameTypes(carriedIn, carry, "the predicate takes", "the body takes", "give both the same carry")),
      chain(() => sameTypes(next, carry, "the body gives", "it takes", "return a carry of the same shapes and dtypes")),
      chain(() => operands("whileLoop", types, [...ofTest, ...ofBody, ...carry])),
      map(() => next),
    );
  },
  jointJvp: pushWhile,
  linearize: (args) => ({
    outputs: bind(whileLoop, args.inputs, args.params),
    tangents: pushWhile({ ...args, params: quietParams(args.params) }).tangents,
  }),
  transpose: () =>
    raise({
      code: "not-differentiable",
      what: "reverse mode needs every step of a loop, but a whileLoop does not know how many there are",
      where: "whileLoop",
      fix: "use scan, or foriLoop with bounds that are plain numbers; for a root or a fixed point use customRoot, for a linear system customLinearSolve, which differentiate the equation and not the loop; forward mode (jvp, jacfwd) works as it is",
    }),
  batch: batchWhile,
  stepwise: (inputs, { test, body, testConsts, bodyConsts }, runStep) => {
    const [ofTest = [], ofBody = [], start = []] = parts(inputs, testConsts, bodyConsts);
    let carry: readonly NDArray[] = start;
    while (runStep(test, [...ofTest, ...carry])[0]?.item()) carry = runStep(body, [...ofBody, ...carry]);
  },
  flow({ inputs, params, run, join, same }) {
    const [, fixed = [], start = []] = parts(inputs, params.testConsts, params.bodyConsts);
    for (let carry: readonly (typeof inputs)[number][] = start; ;) {
      const next = join(carry, run(params.body, [...fixed, ...carry]));
      if (same(next, carry)) return next;
      carry = next;
    }
  },
});
