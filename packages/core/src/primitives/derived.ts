/**
 * The pointwise family with derivatives derived from the body, where none are given. Mutates: the table of derivatives that
 * are known.
 */
import { raise } from "../errors.js";
import type { JvpArguments, Params, Primitive, Tangent } from "../ir/primitive.js";
import { runBody } from "../ir/scalar.js";
import { bind } from "../trace/bind.js";
import { mul } from "./arithmetic.js";
import { dual } from "./dual.js";
import { add, elementwise, type PointwiseOperation, type PointwiseSpec } from "./pointwise.js";

/**
 * Declares a pointwise primitive: a body over any meaning of a scalar, applied to every element. Value on every backend,
 * fusion, batching, and (unless `jvp` is given) derivatives of any order follow. Operands are counted by `arity`: 1, or as
 * many as `jvp` lists, if not given.
 * @example const swish = pointwise("swish", { body: (s) => (x) => s.div(x, s.add(s.lit(1), s.exp(s.neg(x)))) });
 */
export function pointwise<P extends Params = object>(
  name: string,
  spec: PointwiseSpec<P>,
  arity?: number,
): PointwiseOperation<P> {
  const operation = elementwise(name, spec, arity);
  operation.jvp ??= (args) => chainRule(operation, args);
  return operation;
}

/** Tangents of the results: for each operand, its tangent times the partial derivatives by it, added up. */
function chainRule<P extends Params>(
  primitive: Primitive<P>,
  { inputs, outputs, tangents, params }: JvpArguments<P>,
): readonly Tangent[] {
  const totals = outputs.map((): Tangent => null);
  tangents.forEach((tangent, operand) => {
    if (tangent === null) return;
    bind(derivative(primitive, operand), inputs, params).forEach((partial, i) => {
      const term = mul(tangent, partial);
      const total = totals[i];
      totals[i] = total == null ? term : add(total, term);
    });
  });
  return totals;
}

const known = new WeakMap<object, Map<number, unknown>>();

/**
 * The partial derivative of a pointwise primitive with respect to one operand, as a pointwise primitive of the same operands
 * and parameters: `name'0` is that by the first. For several results it gives the derivative of each.
 */
export function derivative<P extends Params>(primitive: Primitive<P>, operand: number): PointwiseOperation<P> {
  const { scalar, name } = primitive;
  if (scalar === undefined)
    return raise({
      code: "missing-rule",
      what: `primitive ${name} has no scalar body to derive a derivative from`,
      where: name,
      fix: "declare it with pointwise(name, { body }), or give it a jvp",
    });
  let table = known.get(primitive);
  if (table === undefined) known.set(primitive, (table = new Map()));
  const remembered = table.get(operand);
  if (remembered !== undefined) return remembered as PointwiseOperation<P>;
  const partial = pointwise<P>(
    `${name}'${operand}`,
    {
      type: primitive.type,
      body:
        (s, params) =>
        (...xs) => {
          const over = dual(s);
          const duals = xs.map((x, i) => (i === operand ? over.variable(x) : over.constant(x)));
          return runBody(scalar, over, params, duals).map(({ tangent, dtype }) => tangent ?? s.lit(0, dtype));
        },
    },
    // Operands are counted by the type rule of the primitive; what follows them in a call can only be parameters.
    Number.POSITIVE_INFINITY,
  );
  table.set(operand, partial);
  return partial;
}
