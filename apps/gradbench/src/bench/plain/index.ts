/** All modules by hand, by the names that the tool has for them. */
import { ba } from "./ba.js";
import { gmm } from "./gmm.js";
import { kmeans } from "./kmeans.js";
import { llsq } from "./llsq.js";
import { logreg } from "./logreg.js";
import { lse } from "./lse.js";
import { lstm } from "./lstm.js";
import { ode } from "./ode.js";
import type { PlainFunction } from "./plain.js";

export const plainModules: Readonly<Record<string, Readonly<Record<string, PlainFunction>>>> = {
  lse,
  llsq,
  ode,
  kmeans,
  gmm,
  lstm,
  ba,
  logreg,
};
