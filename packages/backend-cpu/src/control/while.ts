/** While: the predicate is read after each step; a carry is written beside the last one, or over it where that is safe. */
import { typesOf, type TypedArray, type WhileParams } from "@fluxion/core";
import { inRegister, type Place } from "../loop/place.js";
import { carryText } from "./carries.js";
import { allocateAll, copyAll, type Control, type ControlStep, type Writer } from "./control.js";
import { exceeded } from "./exceeded.js";

const run: Control["run"] = ({ params }, start) => {
  const { test, body, testConsts, bodyConsts, maxIterations = Infinity } = params as WhileParams;
  const [tested, stepped] = [start(test), start(body)];
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
      tested([...ofTest, ...carry], [holds]);
      if (holds[0] === 0) break;
      if (step >= maxIterations) exceeded(maxIterations);
      stepped([...ofBody, ...carry], next);
      [carry, next] = [next, carry];
    }
    copyAll(carry, buffers.slice(first + carryTypes.length));
  };
};

function text({ equation: { params }, operands, results }: ControlStep, writer: Writer): string[] {
  const { test, body, testConsts, bodyConsts, maxIterations } = params as WhileParams;
  const stepped = writer.planned(body);
  const first = testConsts + bodyConsts;
  const carried = typesOf(body.outputs).map((type, i) =>
    carryText(
      {
        type,
        start: operands[first + i] as Place,
        end: results[i] as Place,
        position: { input: bodyConsts + i, output: i },
      },
      stepped,
      writer,
    ),
  );
  const inputs = carried.map(({ input }) => input);
  const holds = writer.fresh("r");
  const counter = writer.fresh("n");
  const counts = maxIterations !== undefined;
  return [
    ...carried.flatMap(({ open }) => open),
    counts ? `for (let ${counter} = 0; ; ${counter}++) {` : "for (;;) {",
    `let ${holds} = 0;`,
    ...writer.text(writer.planned(test), [...operands.slice(0, testConsts), ...inputs], [inRegister(holds)]),
    `if (${holds} === 0) break;`,
    ...(counts ? [`if (${counter} >= ${maxIterations}) h.exceeded(${maxIterations});`] : []),
    ...carried.flatMap(({ declare }) => declare),
    ...writer.text(
      stepped,
      [...operands.slice(testConsts, first), ...inputs],
      carried.map(({ output }) => output),
    ),
    ...carried.flatMap(({ next }) => next),
    "}",
    ...carried.flatMap(({ close }) => close),
  ];
}

/** A carry begins where it ends. */
const overwrites: Control["overwrites"] = ({ params }, { input, output }) => {
  const { testConsts, bodyConsts } = params as WhileParams;
  return input === testConsts + bodyConsts + output;
};

export const whileLoop: Control = { run, text, overwrites };
