/** Matrices and functions as linear maps of trees. */
import { raise, type Arrays } from "@fluxion/core";
import * as np from "@fluxion/numpy";

/** A linear map of a tree to a tree of the same types. */
export type LinearMap<B> = (x: Arrays<B>) => Arrays<B>;
/** A square matrix, or a function x → A·x. */
export type LinearOperator<B> = LinearMap<B> | np.Operand;

/** The map, and that of the transposed matrix where a matrix was given. */
export function asOperator<B>(
  where: string,
  name: string,
  given: LinearOperator<B>,
): { matrix: ReturnType<typeof np.array> | undefined; map: LinearMap<B> } {
  if (typeof given === "function") return { matrix: undefined, map: given as LinearMap<B> };
  const matrix = np.asarray(given as np.Operand);
  const [rows, columns] = matrix.shape;
  if (matrix.ndim !== 2 || rows !== columns)
    return raise({
      code: "shape",
      what: `${name} has shape [${matrix.shape.join(", ")}], but it must be a square matrix`,
      where,
      fix: `give a matrix of shape [n, n], or the function x → ${name}·x`,
    });
  return { matrix, map: ((x: never) => np.dot(matrix, x)) as unknown as LinearMap<B> };
}
