/** The carries of a loop as text: numbers in registers, arrays overwritten in place where that is safe, others in two arrays that take turns. */
import { sizeOf, type ArrayType } from "@fluxion/core";
import type { Planned } from "../codegen/planned.js";
import { copyText } from "../codegen/copy-text.js";
import { elementOf, inArray, inRegister, type Place } from "../loop/place.js";
import type { Pair, Writer } from "./control.js";

export interface CarryText {
  /** Before the loop. */
  readonly open: readonly string[];
  /** Where the body reads it. */
  readonly input: Place;
  /** Where the body writes it. */
  readonly output: Place;
  /** Before and after each run of the body. */
  readonly declare: readonly string[];
  readonly next: readonly string[];
  /** After the loop. */
  readonly close: readonly string[];
}

interface Carry {
  readonly type: ArrayType;
  readonly start: Place;
  readonly end: Place;
  /** Which input and output of the body it is. */
  readonly position: Pair;
}

export function carryText({ type, start, end, position }: Carry, body: Planned, writer: Writer): CarryText {
  const size = sizeOf(type.shape);
  const { program, plan } = body;
  const output = plan.buffers - program.outputs.length + position.output;
  const stays = plan.copies.some(({ from, to }) => from === position.input && to === output);
  if (size === 1) return stays ? constant(start, end, writer) : register(start, end, writer);
  if (stays) return { ...NOTHING, open: [], input: start, output: start, close: copyText(start, end, size) };
  const own = end.kind === "array" && end.offset === undefined ? end.array : writer.memory(type);
  const open = copyText(start, inArray(own), size);
  const close = copyText(inArray(own), end, size);
  if (writer.overwrites(body, position)) return { ...NOTHING, open, input: inArray(own), output: inArray(own), close };
  const [now, next] = [writer.fresh("c"), writer.fresh("c")];
  return {
    open: [...open, `let ${now} = ${own};`, `let ${next} = ${writer.memory(type)};`],
    input: inArray(now),
    output: inArray(next),
    declare: [],
    next: [`{ const last = ${now}; ${now} = ${next}; ${next} = last; }`],
    close: [`if (${now} !== ${own}) ${own}.set(${now});`, ...close],
  };
}

const NOTHING = { declare: [], next: [] };

/** A number that stays as it is. */
function constant(start: Place, end: Place, writer: Writer): CarryText {
  const name = writer.fresh("r");
  return {
    ...NOTHING,
    open: [`let ${name} = ${elementOf(start, "0")};`],
    input: inRegister(name),
    output: inRegister(name),
    close: [`${elementOf(end, "0")} = ${name};`],
  };
}

function register(start: Place, end: Place, writer: Writer): CarryText {
  const [now, next] = [writer.fresh("r"), writer.fresh("r")];
  return {
    open: [`let ${now} = ${elementOf(start, "0")};`],
    input: inRegister(now),
    output: inRegister(next),
    declare: [`let ${next} = 0;`],
    next: [`${now} = ${next};`],
    close: [`${elementOf(end, "0")} = ${now};`],
  };
}
