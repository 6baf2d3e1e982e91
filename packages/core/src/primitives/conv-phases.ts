/**
 * One spatial axis of a convolution. Where the image is dilated, a place of the window meets only every so many taps, and the same ones for
 * all places of one phase: so instead of multiplying by the zeros of a dilated image, each phase is a convolution of its own.
 */
import type { Shape } from "../ir/type.js";
import type { ConvParams } from "./conv.js";

export interface ConvPhase {
  /** Places of the window, as indices of the output and as positions in the framed image. */
  readonly outputs: readonly number[];
  readonly places: readonly number[];
  /** Taps that meet elements, as indices of the weights and as steps from a place in the image. */
  readonly taps: readonly number[];
  readonly steps: readonly number[];
}

export interface ConvolvedAxis {
  /** Zeros needed before and after the `length` elements of the image. */
  readonly low: number;
  readonly length: number;
  readonly high: number;
  readonly phases: readonly ConvPhase[];
}

const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

export function convolvedAxis(axis: number, lhs: Shape, rhs: Shape, output: Shape, params: ConvParams): ConvolvedAxis {
  const length = lhs[axis + 2] as number;
  const dilation = params.lhsDilation[axis] as number;
  const rhsDilation = params.rhsDilation[axis] as number;
  const position = (place: number): number =>
    place * (params.strides[axis] as number) - (params.padding[axis]?.[0] ?? 0);
  const phases = count(dilation).map((phase): ConvPhase => {
    const outputs = count(output[axis + 2] as number).filter(
      (place) => (((position(place) - phase) % dilation) + dilation) % dilation === 0,
    );
    const taps = count(rhs[axis + 2] as number).filter((tap) => (phase + tap * rhsDilation) % dilation === 0);
    return {
      outputs,
      places: outputs.map((place) => (position(place) - phase) / dilation),
      taps,
      steps: taps.map((tap) => (phase + tap * rhsDilation) / dilation),
    };
  });
  const used = phases.filter(({ outputs }) => outputs.length > 0);
  const read = used.filter(({ taps }) => taps.length > 0);
  const low = Math.max(0, ...read.map(({ places, steps }) => -((places[0] as number) + (steps[0] as number))));
  const high = Math.max(
    0,
    ...read.map(({ places, steps }) => (places.at(-1) as number) + (steps.at(-1) as number) + 1 - length),
  );
  return {
    low,
    length,
    high,
    phases: used.map((phase) => ({ ...phase, places: phase.places.map((place) => place + low) })),
  };
}

/** All choices of one phase for each axis. */
export function convPhases(axes: readonly ConvolvedAxis[]): ConvPhase[][] {
  return axes.reduce<ConvPhase[][]>(
    (chosen, { phases }) => chosen.flatMap((some) => phases.map((phase) => [...some, phase])),
    [[]],
  );
}
