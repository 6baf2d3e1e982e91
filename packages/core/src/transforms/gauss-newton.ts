/** Products with the generalised Gauss–Newton matrix: the curvature of a loss, seen through a linearized model. */
import type { NDArray } from "../ir/value.js";
import { unflatten } from "../trace/tree.js";
import type { Accepts, Arrays } from "../trace/treetypes.js";
import { zerosLike } from "../primitives/constant.js";
import { flattenArguments, type AnyFunction } from "./call.js";
import { evaluate } from "./evaluate.js";
import { hvp } from "./jacobian.js";
import { flattenLike } from "./jvp.js";
import { differentiable, linearizeCall, pullBack } from "./vjp.js";

/**
 * v ↦ Jᵀ·H·J·v, where J is the Jacobian of `model` at the parameters and H the Hessian of `loss` at its result: the part of
 * the Hessian of loss ∘ model without the model's curvature, which is positive semidefinite where the loss is convex. Nothing
 * but products is computed; the model runs once. Source: N. N. Schraudolph, "Fast curvature matrix-vector products for
 * second-order gradient descent", Neural Computation 14 (2002).
 * @returns a function of parameters and a tree v like them, to a tree like them
 * @throws ShapeError or StructureError where v does not match the parameters, or the loss is no scalar
 * @example ggnvp((w) => np.multiply(w, 3), (y) => np.sum(np.square(y)))(np.array([1, 2]), np.array([1, 0])) // [18, 0]
 */
export function ggnvp<P, Y>(
  model: (params: P) => Y,
  loss: (outputs: Arrays<Y>) => NDArray,
): (params: Accepts<P>, v: Accepts<P>) => Arrays<P> {
  return (params, v) => {
    const at = flattenArguments("ggnvp", [params]);
    const along = flattenLike("ggnvp", "tangent", [v], at.leaves, at.structure);
    const call = linearizeCall("ggnvp", model as AnyFunction, at.leaves, at.structure, differentiable(at.leaves), {});
    const pushed = evaluate(call.linear, [...along.filter((_, i) => call.active[i]), ...call.residuals]);
    let next = 0;
    const tangents = call.outputs.map((y, i) => (call.activeOutputs[i] ? (pushed[next++] as NDArray) : zerosLike(y)));
    const curved = hvp(
      loss as (...args: [unknown]) => NDArray,
      [unflatten(call.structure, call.outputs)],
      [unflatten(call.structure, tangents)],
    );
    const results = pullBack(call, flattenLike("ggnvp", "cotangent", curved, call.outputs, call.structure));
    const [product] = unflatten(
      at.structure,
      results.map((x, i) => x ?? zerosLike(at.leaves[i] as NDArray)),
    ) as [Arrays<P>];
    return product;
  };
}
