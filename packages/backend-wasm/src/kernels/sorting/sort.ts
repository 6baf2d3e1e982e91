/** Sorts lines of several operands by the first of them; the order is stable and NaN comes last. */
import { sizeOf, type ArrayType } from "@fluxion/core";
import { i32, load, type I32 } from "../../emit/index.js";
import { ELEMENTS } from "../../lanes/element.js";
import type { WasmDType } from "../../lanes/value.js";
import { forRows } from "../../loop/rows.js";
import type { Kernel } from "../../program/emission.js";
import { workspaceBytes, workspaceOf, writeOrder } from "./order.js";

export const sort: Kernel = (site) => {
  const { axis, keys } = site.equation.params as { axis: number; keys: number };
  const types = site.equation.inputs.map(({ type }) => type);
  const { shape } = types[0] as ArrayType;
  const length = shape[axis] as number;
  if (sizeOf(shape) === 0) return;
  const { code } = site.scope;
  const inner = sizeOf(shape.slice(axis + 1));
  const work = workspaceOf(code, site.scratch(workspaceBytes(length)), length);
  const elements = types.map(({ dtype }) => ELEMENTS[dtype as WasmDType]);
  const streams = [...site.inputs, ...site.outputs].map((start, i) => {
    const { bytes } = elements[i % types.length] as { bytes: number };
    return { start, strides: [length * inner * bytes, bytes, 0] };
  });
  forRows(code, [sizeOf(shape.slice(0, axis)), inner, 1], streams, (lines) => {
    const given = lines.slice(0, types.length);
    const lists = given.slice(0, keys).map((line, i) => ({ dtype: types[i]?.dtype as WasmDType, line, stride: inner }));
    writeOrder(code, lists, length, work, false);
    elements.forEach((element, k) => {
      const target = code.let(lines[types.length + k] as I32);
      code.for(i32.const(0), i32.const(length), 1, (i) => {
        const place = load.i32(i32.add(work.places, i32.shl(i, i32.const(2))));
        const from = i32.add(given[k] as I32, i32.mul(place, i32.const(inner * element.bytes)));
        code.do(element.store(target, element.load(from)));
        code.set(target, i32.add(target, i32.const(inner * element.bytes)));
      });
    });
  });
};
