/** All workloads, in the order of the report. */
import type { Group } from "../workload.js";
import { batching } from "./batching.js";
import { chains } from "./chain.js";
import { convolutions } from "./conv.js";
import { deepGradients } from "./deep.js";
import { fusedReductions } from "./fused-reductions.js";
import { logistic } from "./logistic.js";
import { attractor } from "./lorenz.js";
import { memory } from "./lstm.js";
import { many } from "./many.js";
import { products } from "./matmul.js";
import { perceptron } from "./mlp.js";
import { normals } from "./normal.js";
import { normalisations } from "./normalise.js";
import { runge } from "./ode.js";
import { orders } from "./order.js";
import { reductions } from "./reduce.js";
import { relaxation } from "./relax.js";
import { recurrent } from "./rnn.js";
import { tiny } from "./tiny.js";

export const groups: readonly Group[] = [
  tiny,
  many,
  ...chains,
  perceptron,
  ...products,
  ...reductions,
  ...normalisations,
  ...fusedReductions,
  convolutions,
  logistic,
  relaxation,
  recurrent,
  memory,
  runge,
  attractor,
  deepGradients,
  ...batching,
  ...orders,
  normals,
];
