/** Scan: a loop inside the module; slices are read, and results written, where they lie in their stacks. */
import { bytesOf, typesOf, type ArrayType, type ScanParams } from "@fluxion/core";
import { i32, run, type I32 } from "../emit/index.js";
import type { Kernel } from "../program/emission.js";
import { carriesOf } from "./carries.js";

export const scan: Kernel = (site) => {
  const { program, consts, carries, length, reverse } = site.equation.params as ScanParams;
  const { code } = site.scope;
  const body = site.inner(program);
  const inputTypes = typesOf(program.inputs);
  const outputTypes = typesOf(program.outputs);
  const carried = carriesOf(site, outputTypes.slice(0, carries), site.inputs.slice(consts, consts + carries));
  code.for(i32.const(0), i32.const(length), 1, (step) => {
    const index = code.let(reverse ? i32.sub(i32.const(length - 1), step) : step);
    const slices = (stacks: readonly I32[], types: readonly ArrayType[]): I32[] =>
      stacks.map((stack, i) => i32.add(stack, i32.mul(index, i32.const(bytesOf(types[i] as ArrayType)))));
    const given = slices(site.inputs.slice(consts + carries), inputTypes.slice(consts + carries));
    const made = slices(site.outputs.slice(carries), outputTypes.slice(carries));
    code.do(
      run(body, site.frame, ...site.inputs.slice(0, consts), ...carried.current, ...given, ...carried.next, ...made),
    );
    carried.swap();
  });
  carried.finish(site.outputs.slice(0, carries));
};
