/** All modules by name, and their functions by name. */
import type { EvalFunction } from "./function.js";
import { ba } from "./evals/ba.js";
import { baFull } from "./evals/ba-full.js";
import { gmm } from "./evals/gmm.js";
import { hello } from "./evals/hello.js";
import { kmeans } from "./evals/kmeans.js";
import { llsq } from "./evals/llsq.js";
import { logreg } from "./evals/logreg.js";
import { lse } from "./evals/lse.js";
import { lstm } from "./evals/lstm.js";
import { ode } from "./evals/ode.js";

export type Functions = Readonly<Record<string, EvalFunction>>;
export type Modules = Readonly<Record<string, Functions>>;

export const modules: Modules = { hello, lse, llsq, ode, kmeans, gmm, lstm, ba, ba_full: baFull, logreg };
