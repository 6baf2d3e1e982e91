/** The k greatest elements of each line and where they are; NaN is the greatest, the first of equals comes first. */
import { sizeOf, type Var } from "@fluxion/core";
import { i32, load, store, type I32 } from "../../emit/index.js";
import { ELEMENTS } from "../../lanes/element.js";
import type { WasmDType } from "../../lanes/value.js";
import { forRows } from "../../loop/rows.js";
import type { Kernel } from "../../program/emission.js";
import { workspaceBytes, workspaceOf, writeOrder } from "./order.js";

export const topK: Kernel = (site) => {
  const { k } = site.equation.params as { k: number };
  const { shape, dtype } = (site.equation.inputs[0] as Var).type;
  const length = shape.at(-1) ?? 1;
  if (sizeOf(shape) === 0) return;
  const { code } = site.scope;
  const element = ELEMENTS[dtype as WasmDType];
  const work = workspaceOf(code, site.scratch(workspaceBytes(length)), length);
  const streams = [
    { start: site.inputs[0] as I32, strides: [length * element.bytes, 0] },
    { start: site.outputs[0] as I32, strides: [k * element.bytes, 0] },
    { start: site.outputs[1] as I32, strides: [k * 4, 0] },
  ];
  forRows(code, [sizeOf(shape.slice(0, -1)), 1], streams, (starts) => {
    const [line, values, places] = starts as unknown as readonly [I32, I32, I32];
    writeOrder(code, [{ dtype: dtype as WasmDType, line, stride: 1 }], length, work, true);
    code.for(i32.const(0), i32.const(k), 1, (i) => {
      const place = code.let(load.i32(i32.add(work.places, i32.shl(i, i32.const(2)))));
      const value = element.load(i32.add(line, i32.mul(place, i32.const(element.bytes))));
      code.do(element.store(i32.add(values, i32.mul(i, i32.const(element.bytes))), value));
      code.do(store.i32(i32.add(places, i32.shl(i, i32.const(2))), place));
    });
  });
};
