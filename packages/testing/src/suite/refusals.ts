/** What a backend cannot do it refuses with a typed failure, and what it can do in other words it does. */
import {
  add,
  bind,
  deviceArray,
  DTYPES,
  isLeft,
  mul,
  orThrow,
  program,
  right,
  Var,
  type Backend,
  type DType,
  type NDArray,
  type Primitive,
  type Program,
} from "@fluxion/core";
import { definePrimitive, pointwise } from "@fluxion/core";
import { f32, require, requireFailure, requireResults, type BackendCheck } from "./check.js";

const type = { dtype: "float32", shape: [2] } as const;

/** A primitive that says nothing but its type. */
const mystery: Primitive = { name: "mystery", type: (types) => right(types) };

function single(primitive: Primitive): Program {
  const [x, y] = [new Var(type), new Var(type)];
  return program([x], [{ primitive, inputs: [x], params: {}, outputs: [y] }], [y]);
}

const missingKernel: BackendCheck = {
  name: "failures: a primitive without kernel or body is named, and nothing is thrown",
  async run(backend) {
    const compiled = backend.compile(single(mystery));
    require(isLeft(compiled), "compiling succeeded", "compile");
    await requireFailure("compile", "missing-kernel", ["mystery", backend.name], () => orThrow(compiled));
  },
};

const missingType: BackendCheck = {
  name: "failures: an element type that the backend does not have",
  async run(backend) {
    const absent = (Object.keys(DTYPES) as DType[]).find((dtype) => !backend.dtypes.includes(dtype));
    if (absent === undefined) return;
    await requireFailure("upload", "dtype", [absent, backend.name], () =>
      deviceArray(new Float32Array(4), { dtype: absent, shape: [2] }, backend),
    );
  },
};

/** x·(x + x), by its body alone. */
const composed = definePrimitive("composed", { body: ([x]) => mul(x as NDArray, add(x as NDArray, x as NDArray)) });
const cubed = pointwise("cubed", { body: (s) => (x) => s.mul(x, s.mul(x, x)) });

const decomposed: BackendCheck = {
  name: "new primitives: a body of other primitives is enough",
  run: (backend) =>
    requireResults(
      "composed",
      backend,
      (x) => [composed([x as NDArray])],
      [f32([3], [1, 2, 3])],
      [f32([3], [2, 8, 18])],
    ),
};

const scalar: BackendCheck = {
  name: "new primitives: the body of one element is enough",
  run: (backend) =>
    requireResults(
      "cubed",
      backend,
      (x) => bind(cubed, [x as NDArray], {}),
      [f32([3], [1, 2, 3])],
      [f32([3], [1, 8, 27])],
    ),
};

const description: BackendCheck = {
  name: "an executable describes itself",
  async run(backend: Backend) {
    const { code, plan, bytes } = orThrow(backend.compile(single(cubed as Primitive))).describe();
    require(typeof code === "string" && code !== "", "there is no code", "describe");
    require(typeof plan === "string", "there is no plan", "describe");
    require(bytes.inputs === 8 &&
      bytes.outputs === 8 &&
      bytes.scratch >= 0, `bytes are ${JSON.stringify(bytes)}, expected 8 in and 8 out`, "describe");
  },
};

export const refusals: readonly BackendCheck[] = [missingKernel, missingType, decomposed, scalar, description];
