/** Products, convolutions, pooling and polynomials. */
import { each, irregular, regular, type IrregularRow, type Table } from "./row.js";

/** The files pool arrays [batch, channels, …space]; the library, as flax does, arrays [batch, …space, features]. */
function channelsFirst(name: string): IrregularRow {
  return irregular({ pool: name, moveaxis: "moveaxis" }, ({ pool, moveaxis }, [x], { window, ...options }) => {
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null));
    return moveaxis(pool(moveaxis(x, 1, -1), window, given), -1, 1);
  });
}

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
  "pool.max": channelsFirst("nn.max_pool"),
  "pool.avg": channelsFirst("nn.avg_pool"),
  "lax.reduce_window": "x operation window strides padding | baseDilation windowDilation",
  polyval: "p x | unroll",
  polyder: "p | m",
  polyint: "p | m k",
  polyfit: "x y degree | rcond full w cov",
};
