/** Polar decompositions. */
import { mul, raise, type NDArray } from "@fluxion/core";
import { matmul } from "../../contract/matmul.js";
import { floatMatrices } from "../../linalg/square.js";
import { svd } from "../../linalg/svd.js";
import { matrixTranspose } from "../../shape/matrix-transpose.js";
import { reshapeTo } from "../../shape/reshape-to.js";
import { broadcastFitting } from "../../support/broadcast.js";
import type { Operand } from "../../support/weak.js";

/**
 * Matrices [..., m, n] as U·P (`side` "right", if not given) or P·U: U has orthonormal columns or rows, P is symmetric and positive semidefinite. Argument error: another
 * side. Source: N. Higham, "Functions of Matrices" (2008), chapter 8.
 * @returns [U, P]
 * @example scipy.linalg.polar([[2, 0], [0, 3]])[0] // [[1, 0], [0, 1]]
 */
export function polar(x: Operand, { side = "right" }: { side?: "left" | "right" } = {}): [u: NDArray, p: NDArray] {
  if (side !== "left" && side !== "right")
    raise({ code: "argument", what: `side is ${JSON.stringify(side)}`, where: "polar", fix: 'use "right" or "left"' });
  const [w, s, vt] = svd(floatMatrices("polar", x), { fullMatrices: false });
  const vectors = side === "right" ? matrixTranspose(vt) : w;
  const stretched = mul(
    vectors,
    broadcastFitting(reshapeTo(s, [...s.shape.slice(0, -1), 1, s.shape.at(-1) as number]), vectors.shape),
  );
  return [matmul(w, vt), matmul(stretched, matrixTranspose(vectors))];
}
