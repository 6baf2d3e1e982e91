/** Products, convolutions, pooling and polynomials. */
import { each, irregular, regular, type Table } from "./row.js";

export const contractions: Table = {
  ...each("cross linalg.cross", "a b | axisa axisb axisc axis"),
  ...each("vecdot linalg.vecdot", "a b | axis precision"),
  ...each("tensordot linalg.tensordot", "a b | axes precision"),
  einsum: regular(undefined),
  "linalg.multi_dot": "arrays",
  // The files flatten JAX's ((contracting), (batch)) into two arguments.
  "lax.dot_general": irregular(
    { dotGeneral: "lax.dot_general" },
    ({ dotGeneral }, [a, b, contracting, batch], options) =>
      dotGeneral(a, b, { dimensionNumbers: [contracting, batch], ...options }),
  ),
  "lax.conv_general_dilated":
    "x w | windowStrides padding lhsDilation rhsDilation dimensionNumbers featureGroupCount batchGroupCount",
  "lax.conv_transpose": "x w | strides padding rhsDilation dimensionNumbers transposeKernel",
  ...each("convolve correlate", "a v | mode precision"),
  ...each(
    "signal.convolve signal.correlate signal.convolve2d signal.correlate2d signal.fftconvolve",
    "a b | mode boundary",
  ),
  "pool.max": regular("x | window strides padding", { paths: ["nn.maxPool", "pool.max", "lax.maxPool"] }),
  "pool.avg": regular("x | window strides padding countIncludePad", {
    paths: ["nn.avgPool", "pool.avg", "lax.avgPool"],
  }),
  "lax.reduce_window": "x operation window strides padding | baseDilation windowDilation",
  polyval: "p x | unroll",
  polyder: "p | m",
  polyint: "p | m k",
  polyfit: "x y degree | rcond full w cov",
};
