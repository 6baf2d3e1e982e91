/** 10,000 jitted training steps of a small network: no array may remain. */
import { jit } from "fluxion";
import { descend, mlpData, type Model } from "../mlp.js";
import { elements, joined } from "../reference.js";
import { step, type Parameters } from "../plain/mlp.js";
import { growth } from "./memory.js";
import { print } from "./print.js";

const COUNT = 10_000;
const SIZE = { batch: 16, inputs: 32, hidden: 16, classes: 4 };
const { parameters, pixels, labels, model, x, y } = mlpData(SIZE);
const train = jit(descend);

const first = train(model, x, y);
let current: Model = model;
const { ms, all } = await growth(COUNT, () => {
  current = train(current, x, y) as Model;
});
const exact: Parameters = step(parameters, pixels, labels, 0.1, SIZE);
print(
  [
    { name: "memory per jitted training step", unit: "bytes", value: all },
    { name: "time per jitted training step", unit: "ms", value: ms },
  ],
  first,
  joined(exact.map((values) => elements(values.length, (i) => values[i] as number))),
  1e-4,
);
