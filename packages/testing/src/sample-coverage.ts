/** What the samples of a primitive leave out: element types that its type rule accepts, and the shapes where code goes wrong. */
import { isRight, type ArrayType, type DType } from "@fluxion/core";
import type { Sample, Specimens } from "./sample.js";
import { STORED } from "./samples/values.js";

const dtypesOf = ({ inputs }: Sample): string => inputs.map(({ type }) => type.dtype).join(", ");

/** The operand types of a sample with one element type exchanged for another. */
const exchanged = ({ inputs }: Sample, from: DType, to: DType): ArrayType[] =>
  inputs.map(({ type }) => (type.dtype === from ? { ...type, dtype: to } : type));

function missingTypes({ primitive, samples }: Specimens): string[] {
  const [first] = samples;
  if (first === undefined) return [];
  const present = new Set(samples.map(dtypesOf));
  const own = [...new Set(first.inputs.map(({ type }) => type.dtype))];
  return own
    .flatMap((from) => STORED.map((to) => exchanged(first, from, to)))
    .filter((types) => isRight(primitive.type(types, first.params)))
    .map((types) => types.map(({ dtype }) => dtype).join(", "))
    .filter((dtypes) => !present.has(dtypes));
}

const SHAPES: Readonly<Record<string, (shape: ArrayType["shape"]) => boolean>> = {
  "an empty array": (shape) => shape.includes(0),
  "an axis of size 1": (shape) => shape.includes(1),
  "several axes": (shape) => shape.length > 1 && !shape.includes(0),
};

/** Sentences without a subject: "no sample of int8, int32". Empty where nothing is missing. */
export function missingSamples(group: Specimens): string[] {
  const { primitive, samples } = group;
  if (samples.length === 0) return ["no samples"];
  const shapes = samples.flatMap(({ inputs, params }) => [
    ...inputs.map(({ type }) => type.shape),
    ...Object.entries(params).flatMap(([name, value]) => (name === "shape" ? [value as number[]] : [])),
  ]);
  const lacking = Object.entries(SHAPES).filter(([, holds]) => !shapes.some(holds));
  const scalar = primitive.scalar === undefined || shapes.some((shape) => shape.length === 0);
  return [
    ...missingTypes(group).map((types) => `no sample of ${types}`),
    ...lacking.map(([name]) => `no sample with ${name}`),
    ...(scalar ? [] : ["no sample of rank 0"]),
  ];
}
