/** The body of a primitive as a program, recorded once per types and parameters. Mutates: the table of recorded bodies. */
import { raise } from "../errors.js";
import { paramsKey } from "../ir/key.js";
import type { Params, Primitive } from "../ir/primitive.js";
import { typesOf, type Equation, type Program } from "../ir/program.js";
import { showType, type ArrayType } from "../ir/type.js";

const bodies = new WeakMap<Primitive<never>, Map<string, Program>>();

export function programOf<P extends Params>(primitive: Primitive<P>, types: readonly ArrayType[], params: P): Program {
  if (primitive.body === undefined)
    return raise({
      code: "missing-rule",
      what: `primitive ${primitive.name} has neither the rule asked for nor a body to derive it from`,
      fix: "give the primitive a `body` or the rule",
    });
  if (primitive.callsProgram === true) return primitive.body(types, params);
  let table = bodies.get(primitive);
  if (table === undefined) bodies.set(primitive, (table = new Map()));
  const key = paramsKey(params) + types.map(showType).join();
  let body = table.get(key);
  if (body === undefined) table.set(key, (body = primitive.body(types, params)));
  return body;
}

/** The body of an equation's primitive for its types, if it has one. */
export const bodyOf = ({ primitive, inputs, params }: Equation): Program | undefined =>
  primitive.body === undefined ? undefined : programOf(primitive, typesOf(inputs), params);
