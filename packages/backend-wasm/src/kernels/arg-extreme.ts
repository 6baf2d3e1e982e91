/** Index of the greatest and of the least element along an axis: the first of equals, and the first NaN before all. */
import { sizeOf, type Var } from "@fluxion/core";
import { i32, store, type I32 } from "../emit/index.js";
import { ELEMENTS } from "../lanes/element.js";
import type { WasmDType } from "../lanes/value.js";
import { forRows } from "../loop/rows.js";
import type { Kernel } from "../program/emission.js";

const argExtreme =
  (greatest: boolean): Kernel =>
  (site) => {
    const { shape, dtype } = (site.equation.inputs[0] as Var).type;
    const { axis } = site.equation.params as { axis: number };
    const { code } = site.scope;
    const element = ELEMENTS[dtype as WasmDType];
    const { bytes } = element;
    const length = shape[axis] as number;
    const inner = sizeOf(shape.slice(axis + 1));
    const outer = sizeOf(shape.slice(0, axis));
    const streams = [
      { start: site.inputs[0] as I32, strides: [length * inner * bytes, bytes, 0] },
      { start: site.outputs[0] as I32, strides: [inner * 4, 4, 0] },
    ];
    forRows(code, [outer, inner, 1], streams, ([line, target]) => {
      const best = code.let(element.load(line as I32));
      const at = code.let(line as I32);
      code.do(store.i32(target as I32, i32.const(0)));
      code.for(i32.const(1), i32.const(length), 1, (index) => {
        code.set(at, i32.add(at, i32.const(inner * bytes)));
        const value = code.let(element.load(at));
        const better = greatest ? element.lt(best, value) : element.lt(value, best);
        // A NaN is better than every number, and nothing is better than a NaN.
        const wins = i32.or(better, element.ne(value, value));
        code.if(i32.and(wins, i32.eqz(element.ne(best, best))), () => {
          code.set(best, value);
          code.do(store.i32(target as I32, index));
        });
      });
    });
  };

export const argmax: Kernel = argExtreme(true);
export const argmin: Kernel = argExtreme(false);
