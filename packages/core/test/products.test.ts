/** Products with Gauss–Newton matrices, and elementwise derivatives. */
import { cpu } from "@fluxion/backend-cpu";
import {
  add,
  asArray,
  dotGeneral,
  elementwiseGrad,
  exp,
  FluxionError,
  ggnvp,
  grad,
  hessian,
  hvp,
  jacfwd,
  jacobian,
  jacrev,
  jit,
  mul,
  reshape,
  setDefaultBackend,
  sin,
  square,
  sum,
  tanh,
  vmap,
  type NDArray,
} from "@fluxion/core";
import { expect, test } from "vitest";

setDefaultBackend(cpu());
const f64 = (x: unknown): NDArray => asArray(x, "float64");
const total = (x: NDArray): NDArray => sum(x, { axes: x.shape.map((_, axis) => axis) });
const matmul = (x: NDArray, y: NDArray): NDArray =>
  dotGeneral(x, y, { lhsContract: [1], rhsContract: [0], lhsBatch: [], rhsBatch: [] });
const closeTo = (x: NDArray, y: NDArray): void =>
  expect([...x.dataSync()]).toEqual([...y.dataSync()].map((v) => expect.closeTo(v, 12)));

const basis = f64([
  [1, 0.5],
  [-1, 2],
  [0.3, 0.1],
]);
const model = (w: NDArray): NDArray => tanh(reshape(matmul(basis, reshape(w, { shape: [2, 1] })), { shape: [3] }));
const loss = (y: NDArray): NDArray => total(add(exp(y), mul(y, square(y))));

test("ggnvp is Jᵀ·H·J·v, under jit, vmap and grad too", () => {
  const [w, v] = [f64([0.4, -0.2]), f64([1, 2])];
  const j = jacfwd(model)(w) as NDArray;
  const h = hessian(loss)(model(w)) as NDArray;
  const transposed = jacrev(model)(w) as NDArray;
  const column = reshape(v, { shape: [2, 1] });
  const pulled = dotGeneral(transposed, matmul(h, matmul(j, column)), {
    lhsContract: [0],
    rhsContract: [0],
    lhsBatch: [],
    rhsBatch: [],
  });
  const product = ggnvp(model, loss);
  closeTo(product(w, v), pulled);
  closeTo(jit(product)(w, v), pulled);
  closeTo(
    vmap((u: NDArray) => product(w, u))(
      f64([
        [1, 0],
        [0, 1],
      ]),
    ),
    vmap((u: NDArray) => product(w, u), { inAxes: 1, outAxes: 1 })(
      f64([
        [1, 0],
        [0, 1],
      ]),
    ),
  );
  closeTo(grad((u: NDArray) => total(product(w, u)))(v), product(w, f64([1, 1])));
});

test("for a linear model it is the Hessian, over trees", () => {
  const linear = ({ a, b }: { a: NDArray; b: NDArray }) => [mul(a, 2), b];
  const f = ([x, y]: NDArray[]): NDArray => total(mul(exp(x as NDArray), y as NDArray));
  const [p, v] = [
    { a: f64([1, 2]), b: f64([3, 4]) },
    { a: f64([1, 0]), b: f64([0, 1]) },
  ];
  const expected = hvp((q: typeof p) => f(linear(q)), [p], [v]);
  const found = ggnvp(linear, f)(p, v);
  closeTo(found.a, expected.a);
  closeTo(found.b, expected.b);
});

test("ggnvp refuses what does not fit", () => {
  expect(() => ggnvp(model, loss)(f64([1, 2]), f64([1]))).toThrow(FluxionError);
  expect(() => ggnvp(model, (y: NDArray) => y)(f64([1, 2]), f64([1, 2]))).toThrow(/one real scalar result/);
});

test("elementwiseGrad is the diagonal of an elementwise function's Jacobian, of any order, by any argument", () => {
  const x = f64([0.5, 1, 2]);
  closeTo(elementwiseGrad((y: NDArray) => sin(y))(x), vmap(grad((y: NDArray) => sin(y)))(x));
  closeTo(elementwiseGrad(elementwiseGrad((y: NDArray) => exp(y)))(x), exp(x));
  closeTo(elementwiseGrad((a: NDArray, b: NDArray) => mul(a, square(b)), { argnums: 1 })(x, x), mul(2, square(x)));
  const [slope, aux] = elementwiseGrad((y: NDArray) => [square(y), 7] as never, { hasAux: true })(x) as [
    NDArray,
    number,
  ];
  closeTo(slope, mul(2, x));
  expect(aux).toBe(7);
  expect(() => elementwiseGrad((_x: NDArray) => asArray([1], "int32"))(x)).toThrow(/no result of floats/);
});

test("jacobian is jacrev", () => {
  const x = f64([0.5, 1]);
  closeTo(jacobian((y: NDArray) => sin(y))(x) as NDArray, jacfwd((y: NDArray) => sin(y))(x) as NDArray);
});
