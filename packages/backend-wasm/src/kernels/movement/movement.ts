/** Kernels that move elements by a fixed pattern: each is a few boxes. */
import { sizeOf, stridesOf, type ArrayType, type Shape } from "@fluxion/core";
import { i32, load, type I32 } from "../../emit/index.js";
import { byteSize, type WasmDType } from "../../lanes/value.js";
import type { Kernel, Site } from "../../program/emission.js";
import { copyBox, fill } from "./box.js";

const typeOf = (site: Site, i: number): ArrayType => site.equation.inputs[i]?.type as ArrayType;
const resultOf = (site: Site): ArrayType => site.equation.outputs[0]?.type as ArrayType;
const bytesOfElement = ({ dtype }: ArrayType): number => byteSize(dtype as WasmDType);
const paramsOf = <P>(site: Site): P => site.equation.params as P;
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * (b[i] as number), 0);

/** The result read from one operand: `strides` of the operand along the axes of the result, from an element on. */
function gatherBox(site: Site, strides: readonly number[], first = 0): void {
  const result = resultOf(site);
  const bytes = bytesOfElement(result);
  copyBox(site.scope, {
    lengths: result.shape,
    bytes,
    from: i32.add(site.inputs[0] as I32, i32.const(first * bytes)),
    to: site.outputs[0] as I32,
    fromStrides: strides,
    toStrides: stridesOf(result.shape),
  });
}

export const transpose: Kernel = (site) => {
  const { permutation } = paramsOf<{ permutation: readonly number[] }>(site);
  const own = stridesOf(typeOf(site, 0).shape);
  gatherBox(
    site,
    permutation.map((axis) => own[axis] as number),
  );
};

export const reverse: Kernel = (site) => {
  const { axes } = paramsOf<{ axes: readonly number[] }>(site);
  const { shape } = typeOf(site, 0);
  const own = stridesOf(shape);
  const first = axes.reduce((sum, axis) => sum + ((shape[axis] as number) - 1) * (own[axis] as number), 0);
  gatherBox(
    site,
    own.map((stride, axis) => (axes.includes(axis) ? -stride : stride)),
    sizeOf(shape) === 0 ? 0 : first,
  );
};

export const slice: Kernel = (site) => {
  const { starts, strides } = paramsOf<{ starts: readonly number[]; strides: readonly number[] }>(site);
  const own = stridesOf(typeOf(site, 0).shape);
  gatherBox(
    site,
    own.map((stride, axis) => stride * (strides[axis] as number)),
    dot(starts, own),
  );
};

export const broadcast: Kernel = (site) => {
  const { axes } = paramsOf<{ axes: readonly number[] }>(site);
  const own = stridesOf(typeOf(site, 0).shape);
  let next = 0;
  gatherBox(
    site,
    resultOf(site).shape.map((_, axis) => (axes.includes(axis) ? 0 : (own[next++] as number))),
  );
};

export const concatenate: Kernel = (site) => {
  const { axis } = paramsOf<{ axis: number }>(site);
  const result = resultOf(site);
  const bytes = bytesOfElement(result);
  const toStrides = stridesOf(result.shape);
  let first = 0;
  site.equation.inputs.forEach(({ type: { shape } }, i) => {
    copyBox(site.scope, {
      lengths: shape,
      bytes,
      from: site.inputs[i] as I32,
      to: i32.add(site.outputs[0] as I32, i32.const(first * (toStrides[axis] as number) * bytes)),
      fromStrides: stridesOf(shape),
      toStrides,
    });
    first += shape[axis] as number;
  });
};

interface PadParams {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly interior: readonly number[];
}

/** The part of an axis of length n that stays inside, when its elements come `step` apart from `low` on: first, count. */
function inside(n: number, low: number, step: number, length: number): readonly [first: number, count: number] {
  const first = low >= 0 ? 0 : Math.ceil(-low / step);
  const last = Math.min(n - 1, Math.floor((length - 1 - low) / step));
  return [first, Math.max(0, last - first + 1)];
}

/** The padding everywhere, then the operand over it. */
export const pad: Kernel = (site) => {
  const { low, interior } = paramsOf<PadParams>(site);
  const result = resultOf(site);
  const { shape } = typeOf(site, 0);
  const bytes = bytesOfElement(result);
  const { code } = site.scope;
  const value = site.inputs[1] as I32;
  const same = bytes === 8 ? load.splat64(value) : bytes === 4 ? load.splat32(value) : load.splat8(value);
  fill(code, site.outputs[0] as I32, sizeOf(result.shape), bytes, code.let(same));
  const own = stridesOf(shape);
  const steps = interior.map((gap) => gap + 1);
  const parts = shape.map((n, axis) =>
    inside(n, low[axis] as number, steps[axis] as number, (result.shape as Shape)[axis] as number),
  );
  const to = stridesOf(result.shape);
  const begin = parts.map(([first], axis) => (low[axis] as number) + first * (steps[axis] as number));
  copyBox(site.scope, {
    lengths: parts.map(([, count]) => count),
    bytes,
    from: i32.add(
      site.inputs[0] as I32,
      i32.const(
        dot(
          parts.map(([first]) => first),
          own,
        ) * bytes,
      ),
    ),
    to: i32.add(site.outputs[0] as I32, i32.const(dot(begin, to) * bytes)),
    fromStrides: own,
    toStrides: to.map((stride, axis) => stride * (steps[axis] as number)),
  });
};
