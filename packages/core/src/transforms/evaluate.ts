/** Evaluation: an equation means its value. */
import { interpret } from "../ir/interpret.js";
import type { Program } from "../ir/program.js";
import type { NDArray } from "../ir/value.js";
import { bind } from "../trace/bind.js";

export const evaluate = (program: Program, inputs: readonly NDArray[]): NDArray[] => interpret(program, bind, inputs);
