/** Broadcasting of parameters to the shape of a draw, by NumPy's rule. */
import { broadcast, describe, raise, reshape, sameShape, type NDArray, type Shape } from "@fluxion/core";

const show = (shape: Shape): string => `[${shape.join(", ")}]`;

/** The shape that shapes broadcast to, or undefined. */
export function commonShape(shapes: readonly Shape[]): Shape | undefined {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const common = Array.from({ length: rank }, () => 1);
  for (const shape of shapes)
    for (const [i, size] of shape.entries()) {
      const axis = rank - shape.length + i;
      if (size === 1) continue;
      if (common[axis] !== 1 && common[axis] !== size) return undefined;
      common[axis] = size;
    }
  return common;
}

/** The shape of a draw: the one asked for if the parameters broadcast to it, or else what they broadcast to. */
export function shapeOfDraw(where: string, asked: Shape | undefined, parameters: readonly Shape[]): Shape {
  if (asked !== undefined && !Array.isArray(asked))
    return raise({
      code: "argument",
      what: `the shape is ${describe(asked)}, not a list`,
      where: `random.${where}`,
      fix: "give a list of sizes: shape: [3]",
    });
  const bad = asked?.find((size) => !Number.isInteger(size) || size < 0);
  if (asked !== undefined && bad !== undefined)
    return raise({
      code: "shape",
      what: `${show(asked)} is not a shape: ${bad} is not a size`,
      where: `random.${where}`,
      fix: "give sizes that are integers from 0 upwards",
    });
  const common = commonShape(asked === undefined ? parameters : [asked, ...parameters]);
  if (common !== undefined && (asked === undefined || sameShape(common, asked))) return common;
  return raise({
    code: "shape",
    what: `parameters of shape ${parameters.map(show).join(" and ")} do not broadcast ${asked === undefined ? "together" : `to shape ${show(asked)}`}`,
    where: `random.${where}`,
    fix: "give a shape that ends in the parameters' shape",
  });
}

/** `x` repeated to a shape that it broadcasts to. */
export function broadcastTo(x: NDArray, shape: Shape): NDArray {
  if (sameShape(x.shape, shape)) return x;
  const lead = shape.length - x.ndim;
  const axes = shape.flatMap((size, axis) => (axis >= lead && x.shape[axis - lead] === size ? [] : [axis]));
  const kept = shape.filter((_, axis) => !axes.includes(axis));
  return broadcast(sameShape(x.shape, kept) ? x : reshape(x, { shape: kept }), { shape, axes });
}
