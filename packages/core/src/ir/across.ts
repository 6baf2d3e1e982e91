/** Which lanes of a named vmap a program talks to: what it gives may differ between them although nothing it gets does. Mutates: the table of known answers. */
import type { Params } from "./primitive.js";
import { isProgram, type Program } from "./program.js";

const known = new WeakMap<Program, Map<string, boolean>>();

function isAcross(program: Program, axisName: string): boolean {
  let answers = known.get(program);
  if (answers === undefined) known.set(program, (answers = new Map()));
  let answer = answers.get(axisName);
  if (answer === undefined) {
    answer = program.equations.some(
      ({ primitive, params }) =>
        (primitive.overLanes !== undefined && (params as { axisName?: string }).axisName === axisName) ||
        holdsAcross(params, axisName),
    );
    answers.set(axisName, answer);
  }
  return answer;
}

/** Whether a program among the parameters talks to other lanes of an axis. */
export const holdsAcross = (params: Params, axisName: string): boolean =>
  Object.values(params)
    .flat()
    .some((value) => isProgram(value) && isAcross(value, axisName));
