/** Running sums, products, extremes and log-sums along an axis, from the front or (`reverse`) from the back. */
import { chain, map, type Either } from "#fp-ts/Either";
import { pipe } from "#fp-ts/function";
import { raise, type Failure } from "../errors.js";
import { NO_PARAMS } from "../ir/key.js";
import type { JvpArguments } from "../ir/primitive.js";
import { checkAxes, type ArrayType, type Kind } from "../ir/type.js";
import type { NDArray } from "../ir/value.js";
import { mul } from "./arithmetic.js";
import { associativeScan } from "./associative.js";
import { elements } from "./guard.js";
import { linear, type LinearOperation } from "./linear.js";
import { logaddexp } from "./logaddexp.js";
import { max, min } from "./extrema.js";
import { nonlinear } from "./nonlinear.js";
import { NUMBERS, REAL, type PointwiseOperation } from "./pointwise.js";
import { reverse } from "./reverse.js";

export interface CumulativeParams {
  readonly axis: number;
  readonly reverse: boolean;
}

const check = (
  name: string,
  x: ArrayType,
  kinds: readonly Kind[],
  { axis }: CumulativeParams,
): Either<Failure, ArrayType> =>
  pipe(
    elements(name, [x], kinds),
    chain(() => checkAxes(name, [axis], x.shape.length)),
    map(() => x),
  );
const inFront = ({ axis, ...rest }: CumulativeParams): CumulativeParams => ({ axis: axis + 1, ...rest });

export const cumsum: LinearOperation<CumulativeParams> = /* @__PURE__ */ linear<CumulativeParams>("cumsum", {
  type: (x, params) => check("cumsum", x, NUMBERS, params),
  transpose: (ct, _, { axis, reverse: back }) => cumsum(ct, { axis, reverse: !back }),
  batch: inFront,
});

/** Tangent of `operation(x, y)` by its own rule. */
function push(
  operation: PointwiseOperation<object>,
  ans: NDArray,
  inputs: readonly NDArray[],
  tangents: readonly NDArray[],
  transforms: JvpArguments<object>["transforms"],
): NDArray {
  const [tangent] = operation.jvp?.({ inputs, outputs: [ans], tangents, params: NO_PARAMS, transforms }) ?? [];
  return (
    tangent ??
    raise({
      code: "missing-rule",
      what: `primitive ${operation.name} has no jvp rule`,
      fix: `give ${operation.name} a \`jvp\` rule`,
    })
  );
}

/** Running combinations with an associative operation: the derivative goes through a tree of combinations. */
const running = (
  name: string,
  operation: PointwiseOperation<object>,
  kinds: readonly Kind[],
): LinearOperation<CumulativeParams> =>
  nonlinear<CumulativeParams>(name, {
    type: (x, params) => check(name, x, kinds, params),
    jvp(t, x, _, { params, transforms }) {
      const turn = (y: NDArray): NDArray => (params.reverse ? reverse(y, { axes: [params.axis] }) : y);
      const scanned = associativeScan(
        ([a, ta], [b, tb]) => {
          const ans = operation(a as NDArray, b as NDArray);
          return [ans, push(operation, ans, [a as NDArray, b as NDArray], [ta as NDArray, tb as NDArray], transforms)];
        },
        [turn(x), turn(t)],
        params.axis,
      );
      return turn(scanned[1] as NDArray);
    },
    batch: inFront,
  });

export const cumprod: LinearOperation<CumulativeParams> = running("cumprod", mul, NUMBERS);
export const cummax: LinearOperation<CumulativeParams> = running("cummax", max, REAL);
export const cummin: LinearOperation<CumulativeParams> = running("cummin", min, REAL);
export const cumlogsumexp: LinearOperation<CumulativeParams> = running("cumlogsumexp", logaddexp, ["float"]);
