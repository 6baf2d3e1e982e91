/** Windows at computed places: what gathering and scattering share. */
import { stridesOf, type Shape } from "@fluxion/core";
import { i32, select, type Code, type I32, type Local } from "../../emit/index.js";
import { ELEMENTS } from "../../lanes/element.js";
import type { WasmDType } from "../../lanes/value.js";
import { forRows, type Stream } from "../../loop/rows.js";

export interface Windows {
  readonly bytes: number;
  /** The array that holds the windows. */
  readonly operand: Shape;
  /** Size of a window along each axis of the operand. */
  readonly sizes: Shape;
  readonly indices: Shape;
  readonly indexType: WasmDType;
  /** Axis of the operand for each component of an index vector. */
  readonly map: readonly number[];
  /** Axes along which operand and indices run together. */
  readonly operandBatch: readonly number[];
  readonly indicesBatch: readonly number[];
  /** Whether windows that lie partly outside are moved inside. */
  readonly clip: boolean;
  /** The array of windows side by side, and which of its axes run over a window. */
  readonly list: Shape;
  readonly windowAxes: readonly number[];
}

export interface Place {
  /** Addresses of the window in the operand and in the list. */
  readonly inOperand: Local<"i32">;
  readonly inList: Local<"i32">;
  /** Whether the window lies inside. */
  readonly fits: Local<"i32">;
}

/** Shape of a window without the axes it does not have, and its strides in the operand and in the list. */
export function windowBox(windows: Windows, gone: readonly number[]) {
  const axes = windows.operand.map((_, axis) => axis).filter((axis) => !gone.includes(axis));
  const own = stridesOf(windows.operand);
  const list = stridesOf(windows.list);
  return {
    lengths: windows.windowAxes.map((axis) => windows.list[axis] as number),
    operandStrides: axes.map((axis) => own[axis] as number),
    listStrides: windows.windowAxes.map((axis) => list[axis] as number),
  };
}

/** Calls `at` for every index vector, in row-major order. */
export function forWindows(
  code: Code,
  windows: Windows,
  { operand, indices, list }: { operand: I32; indices: I32; list: I32 },
  at: (place: Place) => void,
): void {
  const { bytes, indexType } = windows;
  const element = ELEMENTS[indexType];
  const lengths = windows.indices.slice(0, -1);
  const strides = stridesOf(windows.operand);
  const listStrides = stridesOf(windows.list);
  const batchAxes = windows.list.map((_, axis) => axis).filter((axis) => !windows.windowAxes.includes(axis));
  const indexStrides = stridesOf(windows.indices);
  const operandStride = (axis: number): number => {
    const pair = windows.indicesBatch.indexOf(axis);
    return pair < 0 ? 0 : (strides[windows.operandBatch[pair] as number] as number) * bytes;
  };
  const streams: Stream[] = [
    { start: indices, strides: lengths.map((_, axis) => (indexStrides[axis] as number) * element.bytes) },
    { start: list, strides: lengths.map((_, axis) => (listStrides[batchAxes[axis] as number] as number) * bytes) },
    { start: operand, strides: lengths.map((_, axis) => operandStride(axis)) },
  ];
  forRows(
    code,
    [...lengths, 1],
    streams.map(({ start, strides: own }) => ({ start, strides: [...own, 0] })),
    (starts) => {
      const [vector, inList, base] = starts as [Local<"i32">, Local<"i32">, Local<"i32">];
      const place = code.let(base);
      const fits = code.let(i32.const(1));
      windows.map.forEach((axis, k) => {
        const most = i32.const((windows.operand[axis] as number) - (windows.sizes[axis] as number));
        const index = code.let(element.load(vector, element.bytes * k) as I32);
        if (windows.clip) {
          // Beyond 2³¹ an unsigned index is far out, not negative.
          const least = indexType === "uint32" ? most : i32.const(0);
          code.set(index, select(i32.ltS(index, i32.const(0)), least, index));
          code.set(index, select(i32.gtS(index, most), most, index));
        } else code.set(fits, i32.and(fits, i32.and(i32.geS(index, i32.const(0)), i32.leS(index, most))));
        code.set(place, i32.add(place, i32.mul(index, i32.const((strides[axis] as number) * bytes))));
      });
      at({ inOperand: place, inList, fits });
    },
  );
}
