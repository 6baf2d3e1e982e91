/** Product over axes, from left to right: floating point in doubles, integers modulo 2 to the number of their bits. */
import { isFloat, type DType, type TypedArray } from "@fluxion/core";
import type { Kernel } from "./kernel.js";
import { eachLine, isNarrow, reduction, type Axes, type Fold } from "./reduction.js";
import { scratch } from "./scratch.js";

const doubles = scratch(Float64Array);
const integers = scratch(Int32Array);

const prodFloats: Fold = (x, out, stage) => {
  const { outer, length, inner } = stage;
  if (isNarrow(stage)) return eachLine(productOfLine, x, out, stage, 1);
  const products = doubles(inner);
  for (let i = 0; i < outer; i++) {
    products.fill(1, 0, inner);
    for (let j = 0; j < length; j++) multiplyRow(x, (i * length + j) * inner, products, inner);
    for (let k = 0; k < inner; k++) out[i * inner + k] = products[k];
  }
};

function productOfLine(x: TypedArray, from: number, step: number, n: number): number {
  let product = 1;
  for (let i = 0; i < n; i++) product *= x[from + i * step];
  return product;
}

function multiplyRow(x: TypedArray, from: number, products: Float64Array, width: number): void {
  for (let i = 0; i < width; i++) products[i] *= x[from + i];
}

const prodIntegers: Fold = (x, out, stage) => {
  const { outer, length, inner } = stage;
  if (isNarrow(stage)) return eachLine(productOfIntegerLine, x, out, stage, 1);
  const products = integers(inner);
  for (let i = 0; i < outer; i++) {
    products.fill(1, 0, inner);
    for (let j = 0; j < length; j++) multiplyIntegerRow(x, (i * length + j) * inner, products, inner);
    for (let k = 0; k < inner; k++) out[i * inner + k] = products[k];
  }
};

function productOfIntegerLine(x: TypedArray, from: number, step: number, n: number): number {
  let product = 1;
  for (let i = 0; i < n; i++) product = Math.imul(product, x[from + i * step]);
  return product;
}

function multiplyIntegerRow(x: TypedArray, from: number, products: Int32Array, width: number): void {
  for (let i = 0; i < width; i++) products[i] = Math.imul(products[i], x[from + i]);
}

export const prodFold = (dtype: DType): Fold => (isFloat(dtype) ? prodFloats : prodIntegers);
export const prod: Kernel<Axes> = reduction(prodFold);
