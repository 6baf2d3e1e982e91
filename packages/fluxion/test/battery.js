// @ts-nocheck: plain JavaScript, so that child processes run it without a build.
/**
 * Programs whose results must not depend on how they are run: values, derivatives, batches, reductions, sorting, random numbers and steps
 * of a small network. Takes the library, so that it runs on sources and on built packages.
 * @param {typeof import("fluxion")} fx
 * @returns {Record<string, import("fluxion").NDArray[]>}
 */
export function battery({ np, lax, random, tree, grad, hessian, jacfwd, jit, jvp, valueAndGrad, vmap }) {
  const keys = random.split(random.key(7), 6);
  const x = random.normal(keys.get(0), { shape: [37] });
  const wide = np.astype(random.normal(keys.get(1), { shape: [19] }), "float64");
  const matrix = random.uniform(keys.get(2), { shape: [5, 7], minval: -2, maxval: 2 });
  const whole = random.randint(keys.get(3), { shape: [41], minval: -100, maxval: 100 });
  const edges = np.array([NaN, -0, 0, Infinity, -Infinity, 1e-45, -1e-40, 3e38, 1e10, -88.5, 0.5]);
  const long = random.normal(keys.get(0), { shape: [3001] });
  const big = random.normal(keys.get(1), { shape: [65, 70] });
  const unary = [
    "sin",
    "cos",
    "tan",
    "exp",
    "expm1",
    "log",
    "log1p",
    "log2",
    "tanh",
    "sinh",
    "arcsinh",
    "arctan",
    "sqrt",
    "cbrt",
    "square",
    "floor",
    "sign",
    "exp2",
    "reciprocal",
  ];
  const special = ["erf", "erfc", "lgamma", "digamma", "logistic", "rsqrt", "erfInv"];
  const chain = (v) =>
    np.sum(
      np.tanh(
        np
          .sin(v)
          .mul(v)
          .add(np.exp(np.negative(np.square(v)))),
      ),
    );
  const binary = (a, b) => [
    np.add(a, b),
    np.multiply(a, b),
    np.divide(a, b),
    np.power(np.abs(a), b),
    np.arctan2(a, b),
    np.mod(a, b),
    np.floorDivide(a, b),
    np.maximum(a, b),
    np.hypot(a, b),
    np.logaddexp(a, b),
    np.nextafter(a, b),
  ];

  const layers = [
    [20, 16],
    [16, 10],
  ].map(([n, m], i) => ({
    w: random.normal(random.foldIn(keys.get(4), i), { shape: [n, m] }).mul(0.3),
    b: np.zeros([m]),
  }));
  const images = random.uniform(keys.get(5), { shape: [12, 20] });
  const labels = random.randint(random.key(3), { shape: [12], maxval: 10 });
  const logits = (params) =>
    params.reduce(
      (h, { w, b }, i) => (i === 0 ? np.add(np.matmul(h, w), b) : np.add(np.matmul(np.maximum(h, 0), w), b)),
      images,
    );
  const loss = (params) => {
    const z = logits(params);
    return np.mean(
      np.subtract(np.logsumexp(z, { axis: 1 }), np.takeAlongAxis(z, np.expandDims(labels, 1), 1).get(":, 0")),
    );
  };
  const step = jit((params, velocity) => {
    const [value, gradient] = valueAndGrad(loss)(params);
    const faster = tree.map((v, g) => v.mul(0.9).add(g), velocity, gradient);
    return [value, tree.map((p, v) => p.sub(v.mul(0.1)), params, faster), faster];
  });
  const train = () => {
    let [params, velocity] = [layers, tree.map((p) => np.zerosLike(p), layers)];
    const losses = [];
    for (let i = 0; i < 5; i++) {
      const [value, next, faster] = step(params, velocity);
      [params, velocity] = [next, faster];
      losses.push(value);
    }
    return [...losses, ...tree.leaves(params)];
  };

  return {
    unary: unary.flatMap((name) => [x, wide, edges].map((v) => np[name](v))),
    special: special.flatMap((name) => [x, wide, edges].map((v) => lax[name](v))),
    binary: [...binary(x, x.get("::-1")), ...binary(edges, edges.get("::-1")), ...binary(wide, wide.get("::-1"))],
    integers: [
      np.floorDivide(whole, 7),
      np.mod(whole, -7),
      np.rightShift(whole, 2),
      np.astype(whole, "uint8"),
      np.astype(edges, "int32"),
      np.astype(edges, "uint8"),
      np.multiply(whole, 123456789),
      np.bitwiseXor(whole, 85),
    ],
    jit: [
      jit(chain)(x),
      jit(chain)(wide),
      ...jit((v) => [np.sin(v), np.cos(v), np.where(np.less(v, 0), v, np.sqrt(v)), v.add(1).mul(2).div(3)])(edges),
    ],
    gradients: [
      grad(chain)(x),
      grad(chain)(wide),
      jit(grad(chain))(x),
      hessian(chain)(x.get(":5")),
      jacfwd((v) => np.cumsum(np.exp(v)))(x.get(":4")),
      ...jvp(chain, [x], [np.ones([37])]),
    ],
    vmap: [
      vmap(chain)(matrix),
      vmap(grad(chain))(matrix),
      jit(vmap(hessian(chain)))(matrix),
      vmap((v, w) => np.dot(v, w), { inAxes: [0, null] })(matrix, matrix.get(0)),
    ],
    reductions: [0, 1, null].flatMap((axis) =>
      ["sum", "prod", "max", "min", "mean", "var", "argmax", "argmin", "logsumexp", "median"].map((name) =>
        np[name](matrix, { axis }),
      ),
    ),
    running: [np.cumsum(x), np.cumprod(x), np.cummax(x), lax.cumlogsumexp(x), np.diff(x)],
    sort: [
      np.sort(x),
      np.argsort(whole),
      np.sort(np.concatenate([edges, x])),
      np.argsort(np.concatenate([edges, edges])),
      np.sort(matrix, { axis: 0 }),
      ...np.topK(x, 5),
      np.unique(whole, { size: 41 }),
      np.searchsorted(np.sort(x), matrix),
    ],
    products: [
      np.matmul(matrix, matrix.T),
      np.einsum("ij,kj,k->i", matrix, matrix, np.arange(5)),
      np.convolve(x, matrix.get(0)),
      np.tensordot(matrix, matrix, { axes: [[1], [1]] }),
    ],
    large: [
      np.sum(long),
      np.sum(long.get("::3")),
      np.var(long),
      np.sort(long),
      np.argsort(long),
      np.cumsum(long),
      np.matmul(big, big.T),
      np.matmul(np.astype(big, "float64"), big.get(0)),
      np.sum(big, { axis: 0 }),
      np.max(big, { axis: 1 }),
      lax.convGeneralDilated(np.reshape(long.get(":1152"), [2, 2, 16, 18]), np.reshape(long.get(":54"), [3, 2, 3, 3]), {
        windowStrides: [1, 2],
        padding: "SAME",
      }),
      grad((v) => np.sum(np.sort(v).mul(np.arange(3001))))(long),
    ],
    indexing: [
      np.take(x, whole),
      x.get(whole),
      np.at(x, np.mod(whole, 37)).add(1),
      matrix.get("::-2, 1::3"),
      np.roll(matrix, 2),
      np.pad(matrix, 1, { mode: "reflect" }),
    ],
    random: [
      random.bits(keys.get(0), { shape: [9] }),
      random.gumbel(keys.get(1), { shape: [9] }),
      random.permutation(keys.get(2), 20),
      random.categorical(keys.get(3), matrix),
      random.bernoulli(keys.get(4), { p: 0.3, shape: [9] }),
      random.exponential(keys.get(5), { shape: [9] }),
      random.truncatedNormal(keys.get(0), -1, 1, { shape: [9] }),
    ],
    network: train(),
  };
}

/**
 * Types and bytes of every result, as text that is equal only if every bit is.
 * @param {Record<string, import("fluxion").NDArray[]>} results
 * @returns {Record<string, string[]>}
 */
export function bits(results) {
  const hex = (x) => {
    const data = x.dataSync();
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("hex");
  };
  return Object.fromEntries(
    Object.entries(results).map(([name, list]) => [name, list.map((x) => `${x.dtype}[${x.shape.join()}] ${hex(x)}`)]),
  );
}
