/** Functions that make arrays from settings. */
import { each, regular, type Table } from "./row.js";

export const creation: Table = {
  arange: regular(undefined),
  linspace: "start stop num | endpoint retstep dtype axis",
  logspace: "start stop num | endpoint base dtype axis",
  geomspace: "start stop num | endpoint dtype axis",
  eye: "n m | k dtype",
  identity: "n | dtype",
  tri: "n m | k dtype",
  ...each("zeros ones empty", "shape | dtype"),
  full: "shape fillValue | dtype",
  ...each("zeros_like ones_like empty_like", "x | dtype shape"),
  full_like: "x fillValue | dtype shape",
  meshgrid: "arrays | indexing sparse copy",
  vander: "x | N increasing",
  // JAX makes these in the default float, which was float64 when the files were written.
  ...each("hanning hamming blackman bartlett scipy.linalg.hilbert", regular("n | dtype", { dtypeFromCase: true })),
  ...each("fft.fftfreq fft.rfftfreq", regular("n | d dtype", { dtypeFromCase: true })),
  indices: "dimensions | dtype sparse",
  ...each("tril_indices triu_indices", "n | k m"),
  diag_indices: "n | ndim",
};
