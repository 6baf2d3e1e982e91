/** Weights with orthogonal rows or columns. */
import { raise } from "@fluxion/core";
import * as np from "@fluxion/numpy";
import * as random from "@fluxion/random";
import type { Initializer } from "./initializer.js";

export interface OrthogonalOptions {
  /** Length of the vectors that are orthogonal; 1 if not given. */
  readonly scale?: number;
  /** The axis of outputs; all others together are the inputs. The last, if not given. */
  readonly columnAxis?: number;
}

/**
 * Weights whose matrix of outputs by inputs is `scale` times orthogonal (uniformly so), or has orthogonal rows or columns where it is
 * not square. A shape error if the shape has less than two axes.
 * Source: Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning" (2014); the signs that make Q unique
 * are Mezzadri's, "How to generate random matrices from the classical compact groups" (2007).
 * @example initializers.orthogonal()(random.key(0), [3, 2]).shape // [3, 2]
 */
export function orthogonal({ scale = 1, columnAxis = -1 }: OrthogonalOptions = {}): Initializer {
  return (key, shape, dtype = "float32") => {
    const rows = shape.at(columnAxis);
    if (shape.length < 2 || rows === undefined)
      return raise({
        code: "shape",
        what: `weights of shape [${shape.join(", ")}] have no axis ${columnAxis} beside others`,
        where: "nn.initializers.orthogonal",
        fix: "give a shape of at least two axes",
      });
    const columns = shape.reduce((n, size) => n * size, 1) / rows;
    const tall = [Math.max(rows, columns), Math.min(rows, columns)];
    const [q, r] = np.linalg.qr(random.normal(key, { shape: tall, dtype }));
    const unique = np.multiply(q, np.sign(np.diagonal(r)));
    const place = columnAxis < 0 ? columnAxis + shape.length : columnAxis;
    const others = shape.filter((_, axis) => axis !== place);
    const matrix = np.reshape(rows < columns ? np.transpose(unique) : unique, [rows, ...others]);
    return np.multiply(np.moveaxis(matrix, 0, place), scale);
  };
}
