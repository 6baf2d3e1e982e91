/** Guards trees that belong together. */
import { raise, tree, type NDArray } from "@fluxion/core";
import * as np from "@fluxion/numpy";

const shapes = (of: unknown): string =>
  tree
    .leaves(of)
    .map((leaf) => `[${np.shape(leaf as NDArray).join(", ")}]`)
    .join(", ");

/** A typed error that shows the shapes of both trees, unless structures and shapes agree. */
export function requireSameTree(
  where: string,
  [what, of]: readonly [string, string],
  actual: unknown,
  like: unknown,
): void {
  if (tree.structure(actual).key === tree.structure(like).key && shapes(actual) === shapes(like)) return;
  raise({
    code: tree.structure(actual).key === tree.structure(like).key ? "shape" : "structure",
    what: `${what} is a tree with leaves of shapes ${shapes(actual)}, but ${of} has ${shapes(like)}`,
    where,
    fix: `give ${what} the tree and the shapes of ${of}`,
  });
}
