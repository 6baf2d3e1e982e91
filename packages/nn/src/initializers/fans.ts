/** How many inputs and outputs a weight connects. */
import { raise, type Shape } from "@fluxion/core";

/** Which axes of the shape are inputs, outputs and batches of independent weights; the rest is a receptive field. */
export interface FanAxes {
  /** The last but one, if not given. */
  readonly inAxis?: number | readonly number[];
  /** The last, if not given. */
  readonly outAxis?: number | readonly number[];
  /** None, if not given. */
  readonly batchAxis?: number | readonly number[];
}

export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

const product = (sizes: readonly number[]): number => sizes.reduce((n, size) => n * size, 1);

/** Inputs per output and outputs per input. A shape error if an axis is out of range or the shape has less than two. */
export function fans(shape: Shape, { inAxis = -2, outAxis = -1, batchAxis = [] }: FanAxes): Fans {
  const over = (axes: number | readonly number[]): number =>
    product(
      [axes].flat().map((axis) => {
        const size = shape.at(axis);
        if (shape.length >= 2 && size !== undefined && axis >= -shape.length) return size;
        return raise({
          code: "shape",
          what: `weights of shape [${shape.join(", ")}] have no axis ${axis} to count inputs or outputs by`,
          where: "nn.initializers",
          fix: "give a shape of at least two axes, or name the axes with inAxis and outAxis",
        });
      }),
    );
  const [inputs, outputs] = [over(inAxis), over(outAxis)];
  const field = product(shape) / (inputs * outputs * over(batchAxis));
  return { fanIn: inputs * field, fanOut: outputs * field };
}
