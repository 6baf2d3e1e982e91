/** Covariances and correlations of variables. */
import * as core from "@fluxion/core";
import { concatenate, raise, reshape, transpose, type NDArray } from "@fluxion/core";
import { broadcastFitting, convertTo, promote, toArray, toFloat, type Operand } from "../support/index.js";

export interface CovarianceOptions {
  /** Further variables. */
  y?: Operand;
  /** Whether rows are variables and columns observations; true if not given. */
  rowvar?: boolean;
}

export interface CovOptions extends CovarianceOptions {
  /** Whether to divide by the number of observations rather than one less. */
  bias?: boolean;
  /** Divides by the number of observations less this. */
  ddof?: number;
  /** How often each observation counts: whole numbers. */
  fweights?: Operand;
  /** How much each observation counts. */
  aweights?: Operand;
}

/** Variables as rows. */
function rows(x: NDArray, rowvar: boolean): NDArray {
  if (x.ndim > 2)
    raise({ code: "shape", what: `an array of ${x.ndim} dimensions`, where: "cov", fix: "pass a vector or a matrix" });
  if (x.ndim < 2) return reshape(x, { shape: [1, x.size] });
  return rowvar || x.shape[0] === 1 ? x : transpose(x, { permutation: [1, 0] });
}

function variables(m: Operand, y: Operand | undefined, rowvar: boolean): NDArray {
  const first = rows(toFloat(toArray(m)), rowvar);
  if (y === undefined) return first;
  const [a, b] = promote(first, rows(toFloat(toArray(y)), rowvar)) as [NDArray, NDArray];
  return concatenate([a, b], { axis: 0 });
}

/** What the sum of products is divided by, for weighted observations as well. */
function divisor(weights: NDArray, aweights: NDArray | undefined, ddof: number): NDArray {
  const total = core.sum(weights, { axes: [0] });
  if (ddof === 0) return total;
  if (aweights === undefined) return core.sub(total, ddof);
  return core.sub(total, core.div(core.mul(core.sum(core.mul(weights, aweights), { axes: [0] }), ddof), total));
}

/**
 * The covariance matrix of variables (rows, unless `rowvar` is false): a scalar for one variable.
 * @example np.cov([[1, 2, 3], [3, 2, 1]]) // [[1, -1], [-1, 1]]
 */
export function cov(
  m: Operand,
  { y, rowvar = true, bias = false, ddof, fweights, aweights }: CovOptions = {},
): NDArray {
  const x = variables(m, y, rowvar);
  const [count, observations] = x.shape as [number, number];
  const [often, much] = [fweights, aweights].map((w) => (w === undefined ? undefined : convertTo(toArray(w), x.dtype)));
  const weights =
    often === undefined
      ? (much ?? core.fullLike(x, 1, x.dtype, [observations]))
      : much === undefined
        ? often
        : core.mul(often, much);
  const along = (w: NDArray): NDArray => broadcastFitting(w, x.shape);
  const centre = core.div(
    core.sum(core.mul(x, along(weights)), { axes: [1] }),
    broadcastFitting(core.sum(weights, { axes: [0] }), [count]),
  );
  const distance = core.sub(x, broadcastFitting(reshape(centre, { shape: [count, 1] }), x.shape));
  const products = core.dotGeneral(core.mul(distance, along(weights)), distance, {
    lhsContract: [1],
    rhsContract: [1],
    lhsBatch: [],
    rhsBatch: [],
  });
  const result = core.div(products, broadcastFitting(divisor(weights, much, ddof ?? (bias ? 0 : 1)), [count, count]));
  return count === 1 ? reshape(result, { shape: [] }) : result;
}

/**
 * The matrix of correlation coefficients of variables (rows, unless `rowvar` is false): covariances over standard deviations,
 * between −1 and 1.
 * @example np.corrcoef([[1, 2, 3], [6, 4, 2]]) // [[1, -1], [-1, 1]]
 */
export function corrcoef(x: Operand, { y, rowvar = true }: CovarianceOptions = {}): NDArray {
  const covariance = cov(x, { y, rowvar });
  if (covariance.ndim === 0) return core.div(covariance, covariance);
  const [n] = covariance.shape as [number];
  const isDiagonal = core.eq(core.indicesAlong(covariance, 0), core.indicesAlong(covariance, 1));
  const variances = core.sum(core.select(isDiagonal, covariance, core.zerosLike(covariance)), { axes: [1] });
  const deviation = core.sqrt(variances);
  const column = broadcastFitting(reshape(deviation, { shape: [n, 1] }), covariance.shape);
  const ratio = core.div(core.div(covariance, column), broadcastFitting(deviation, covariance.shape));
  return core.max(core.min(ratio, 1), -1);
}
