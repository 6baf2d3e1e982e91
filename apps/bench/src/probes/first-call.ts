/** How long a program waits for its first gradient: the import, and the first call with tracing and compiling. */
const start = performance.now();
const { grad, jit } = await import("fluxion");
const imported = performance.now();
const [{ loss, mlpData, MNIST }, plain, { print }, { elements, joined }] = await Promise.all([
  import("../mlp.js"),
  import("../plain/mlp.js"),
  import("./print.js"),
  import("../reference.js"),
]);

const { parameters, pixels, labels, model, x, y } = mlpData(MNIST);
const before = performance.now();
const result = jit(grad(loss))(model, x, y);
const called = performance.now();
const byHand = plain.gradient(parameters, pixels, labels, MNIST);
const end = performance.now();

print(
  [
    { name: "import fluxion", unit: "ms", value: imported - start },
    { name: "first call of jit(grad(MLP))", unit: "ms", value: called - before },
    { name: "first call of the same by hand", unit: "ms", value: end - called },
  ],
  result,
  joined(byHand.map((slope) => elements(slope.length, (i) => slope[i] as number))),
  1e-4,
);
