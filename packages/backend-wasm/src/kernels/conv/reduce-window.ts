/** Sum, maximum and minimum over windows of all axes, one axis after the other: a window is a box, so it costs the sum of its sides. */
import { bytesOf, sizeOf, type ArrayType, type CombiningName, type Shape } from "@fluxion/core";
import { i32, memoryCopy, type I32 } from "../../emit/index.js";
import { literal } from "../../lanes/constants.js";
import { demote, promote } from "../../lanes/conversions.js";
import { wrapWords, type IntegerType } from "../../lanes/integers.js";
import { loadNext, storeNext } from "../../lanes/transfer.js";
import { byteSize, type Scope, type Value, type WasmDType } from "../../lanes/value.js";
import { alongRow, forRows, moved } from "../../loop/rows.js";
import type { Kernel } from "../../program/emission.js";
import { combineOf, identityOf, isWide } from "../../reduce/combining.js";
import type { V128 } from "../../emit/index.js";

interface WindowParams {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly padding: readonly (readonly [number, number])[];
  readonly baseDilation: readonly number[];
  readonly windowDilation: readonly number[];
}

/** The windows along one axis of an array whose other axes are as they are. */
interface Pass {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  readonly windows: number;
  readonly size: number;
  readonly stride: number;
  readonly low: number;
  readonly gap: number;
  readonly step: number;
}

function passesOf(x: Shape, out: Shape, params: WindowParams): Pass[] {
  const shape = [...x];
  const at = (list: readonly number[], axis: number): number => list[axis] as number;
  const passes: Pass[] = [];
  for (let axis = x.length - 1; axis >= 0; axis--) {
    const pass = {
      outer: sizeOf(shape.slice(0, axis)),
      length: at(shape, axis),
      inner: sizeOf(shape.slice(axis + 1)),
      windows: at(out, axis),
      size: at(params.window, axis),
      stride: at(params.strides, axis),
      low: params.padding[axis]?.[0] ?? 0,
      gap: at(params.baseDilation, axis),
      step: at(params.windowDilation, axis),
    };
    shape[axis] = at(out, axis);
    const same =
      pass.size === 1 && pass.stride === 1 && pass.low === 0 && pass.gap === 1 && pass.length === pass.windows;
    if (!same) passes.push(pass);
  }
  return passes;
}

function runPass(scope: Scope, by: CombiningName, dtype: WasmDType, pass: Pass, from: I32, to: I32): void {
  const { code } = scope;
  const line = pass.inner * byteSize(dtype);
  const combine = combineOf(by, dtype);
  const identity = literal(identityOf(by, dtype), dtype);
  const small = dtype === "int8" || dtype === "uint8";
  const put = (value: Value, start: I32, position: I32, count: number): void => {
    const address = code.let(moved(start, position, byteSize(dtype)));
    for (const statement of storeNext(value, address, count)) code.do(statement);
  };
  const streams = [
    { start: from, strides: [pass.length * line, 0] },
    { start: to, strides: [pass.windows * line, 0] },
  ];
  forRows(code, [pass.outer, 1], streams, ([source, target]) => {
    const result = code.let(target as I32);
    code.for(i32.const(0), i32.const(pass.windows), 1, (window) => {
      alongRow(code, pass.inner, (position, count) => put(identity, result, position, count));
      const first = code.let(i32.sub(i32.mul(window, i32.const(pass.stride)), i32.const(pass.low)));
      code.for(i32.const(0), i32.const(pass.size), 1, (tap) => {
        const place = code.let(i32.add(first, i32.mul(tap, i32.const(pass.step))));
        const whole = i32.eqz(i32.remS(place, i32.const(pass.gap)));
        const row = code.let(i32.divS(place, i32.const(pass.gap)));
        const inside = i32.and(i32.geS(place, i32.const(0)), i32.ltS(row, i32.const(pass.length)));
        code.if(i32.and(whole, inside), () => {
          const elements = code.let(i32.add(source as I32, i32.mul(row, i32.const(line))));
          alongRow(code, pass.inner, (position, count) => {
            const x = loadNext(dtype, code.let(moved(elements, position, byteSize(dtype))));
            const y = loadNext(dtype, code.let(moved(result, position, byteSize(dtype))));
            const both = x.map((part, i) => combine(y[i] as V128, part));
            const parts = both.map((part) => code.let(small ? wrapWords(dtype as IntegerType, part) : part));
            put({ dtype, parts }, result, position, count);
          });
        });
      });
      code.set(result, i32.add(result, i32.const(line)));
    });
  });
}

/** Every element as another float type. */
function changed(scope: Scope, size: number, dtype: WasmDType, wide: WasmDType, from: I32, to: I32): void {
  const { code } = scope;
  alongRow(code, size, (position, count) => {
    const parts = loadNext(dtype, code.let(moved(from, position, byteSize(dtype)))).map((part) => code.let(part));
    const other = wide === "float64" ? promote(parts[0] as V128) : [demote(parts[0] as V128, parts[1] as V128)];
    const address = code.let(moved(to, position, byteSize(wide)));
    for (const statement of storeNext({ dtype: wide, parts: other.map((part) => code.let(part)) }, address, count))
      code.do(statement);
  });
}

const over =
  (by: CombiningName): Kernel =>
  (site) => {
    const input = site.equation.inputs[0]?.type as ArrayType;
    const output = site.equation.outputs[0]?.type as ArrayType;
    const { scope } = site;
    const { code } = scope;
    if (sizeOf(output.shape) === 0) return;
    const dtype = input.dtype as WasmDType;
    const wide = isWide(by, dtype);
    const held: WasmDType = wide ? "float64" : dtype;
    const [given, out] = [site.inputs[0] as I32, site.outputs[0] as I32];
    const place = (size: number): I32 => code.let(site.scratch(size * byteSize(held)));
    let current = given;
    if (wide) {
      current = place(sizeOf(input.shape));
      changed(scope, sizeOf(input.shape), dtype, held, given, current);
    }
    for (const pass of passesOf(input.shape, output.shape, site.equation.params as WindowParams)) {
      const next = place(pass.outer * pass.windows * pass.inner);
      runPass(scope, by, held, pass, current, next);
      current = next;
    }
    if (wide) changed(scope, sizeOf(output.shape), held, dtype, current, out);
    else code.do(memoryCopy(out, current, i32.const(bytesOf(output))));
  };

export const reduceWindowSum: Kernel = over("add");
export const reduceWindowMax: Kernel = over("max");
export const reduceWindowMin: Kernel = over("min");
