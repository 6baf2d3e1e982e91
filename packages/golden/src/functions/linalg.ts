/** Linear algebra and Fourier transforms. */
import type { ArrayData } from "../array-data.js";
import { gauges } from "./gauges.js";
import { each, irregular, regular, type Table } from "./row.js";

/** Rows of R are unique up to sign: the diagonal is made positive. */
function positiveRows(outputs: readonly ArrayData[]): readonly ArrayData[] {
  return outputs.map((output) => {
    const columns = output.shape.at(-1) ?? 1;
    const sign = (row: number): number => ((output.data[row * columns + (row % columns)] ?? 0) < 0 ? -1 : 1);
    return { ...output, data: Array.from(output.data, (x, i) => x * sign(Math.floor(i / columns))) };
  });
}

export const linalg: Table = {
  ...gauges,
  "scipy.linalg.solve_triangular": "a b | trans lower unitDiagonal",
  "lax.linalg.triangular_solve": "a b | leftSide lower transposeA conjugateA unitDiagonal",
  "scipy.linalg.cho_solve": irregular(
    { choSolve: "scipy.linalg.cho_solve" },
    ({ choSolve }, [c, b], { lower = false }) => choSolve([c, lower], b),
  ),
  "scipy.linalg.lu_piv": irregular({ luFactor: "scipy.linalg.lu_factor" }, ({ luFactor }, [a]) => luFactor(a)),
  "scipy.linalg.lu_solve_full": irregular(
    { luFactor: "scipy.linalg.lu_factor", luSolve: "scipy.linalg.lu_solve" },
    (f, [a, b], options) => f.luSolve(f.luFactor(a), b, options),
  ),
  "scipy.linalg.solve": "a b | lower assumeA",
  "scipy.linalg.block_diag": "arrays",
  "scipy.linalg.toeplitz": "c r",
  "linalg.qr": regular("a | mode", { normalize: positiveRows }),
  "linalg.lstsq": "a b | rcond",
  "linalg.matrix_rank": "a | rtol hermitian",
  "linalg.cond": "a | p",
  "linalg.pinv": "a | rtol hermitian",
  "linalg.norm": "x | ord axis keepdims",
  "linalg.vector_norm": "x | axis ord keepdims",
  "linalg.matrix_norm": "x | ord keepdims",
  "linalg.trace": "x | offset dtype",
  "linalg.diagonal": "x | offset",
  "linalg.tensorsolve": "a b | axes",
  "linalg.tensorinv": "a | ind",
  "linalg.cholesky": "a | upper",
  "linalg.eigh": "a | uplo",
  "linalg.svd": "a | fullMatrices computeUv hermitian",
  ...each("fft.fft fft.ifft fft.rfft fft.irfft fft.hfft fft.ihfft", "x | n axis norm"),
  ...each("fft.fft2 fft.ifft2 fft.rfft2 fft.irfft2 fft.fftn fft.ifftn fft.rfftn fft.irfftn", "x | s axes norm"),
  ...each("fft.fftshift fft.ifftshift", "x | axes"),
  ...each("scipy.fft.dct scipy.fft.idct", "x | type n axis norm"),
  ...each("scipy.fft.dctn scipy.fft.idctn", "x | type s axes norm"),
};
