/**
 * The guide's primitive, step by step: x·y + z, element by element, with a kernel of its own. Each step adds one rule; what
 * is missing is a typed error that names the primitive and the transform.
 */
import {
  add,
  alignBatch,
  definePrimitive,
  fail,
  mul,
  right,
  sameType,
  showType,
  type NDArray,
  type Primitive,
} from "@fluxion/core";

type Rules = Parameters<typeof definePrimitive<object>>[1];

/** Step 1: what the result looks like, and how the CPU computes it. Values and jit follow. */
const evaluation: Rules = {
  type: (types) => {
    const [x] = types;
    return x !== undefined && types.length === 3 && types.every((type) => sameType(type, x))
      ? right([x])
      : fail({
          code: "shape",
          what: `multiplyAdd takes three arrays of one type, got ${types.map(showType).join(", ")}`,
          where: "multiplyAdd",
          fix: "broadcast and convert the operands first",
        });
  },
  kernels: {
    // A kernel factory: types and parameters once, then a loop over the buffers of the operands and the result.
    cpu: () => (buffers: readonly Float32Array[]) => {
      const [x, y, z, out] = buffers as [Float32Array, Float32Array, Float32Array, Float32Array];
      for (let i = 0; i < out.length; i++) out[i] = (x[i] as number) * (y[i] as number) + (z[i] as number);
    },
  },
};

/** Step 2: the derivative, as operations on arrays. jvp follows, and so do grad, vjp, hessian: by transposition. */
const differentiation: Rules = {
  ...evaluation,
  jvp: ({ inputs: [x, y], tangents: [tx, ty, tz] }) => {
    const terms = [tx && mul(tx, y as NDArray), ty && mul(x as NDArray, ty), tz].filter(
      (term): term is NDArray => term != null,
    );
    return [terms.length === 0 ? null : terms.reduce((a, b) => add(a, b))];
  },
};

/** Step 3: many at once. vmap follows. */
const batching: Rules = {
  ...differentiation,
  batch: ({ inputs, batched, size }) => ({
    outputs: [multiplyAdd(alignBatch(inputs, batched, size))],
    batched: [true],
  }),
};

export const withEvaluation = definePrimitive("multiplyAdd", evaluation);
export const withDifferentiation = definePrimitive("multiplyAdd", differentiation);
export const multiplyAdd: Primitive & ((inputs: readonly (NDArray | number)[]) => NDArray) = definePrimitive(
  "multiplyAdd",
  batching,
);
