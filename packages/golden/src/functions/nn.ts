/** Activations, special functions, densities and initializers. */
import { functionAt } from "../library/api.js";
import { camelCase } from "./names.js";
import { NotCoveredError } from "./not-covered-error.js";
import { each, irregular, regular, type Table } from "./row.js";

/** JAX's `zeros` and `ones` are initializers themselves; the others are made by a function of their settings. */
const DIRECT = new Set(["zeros", "ones"]);

const DENSITIES = "logpdf pdf cdf sf logcdf logsf ppf isf";
const LOCATED = "norm expon cauchy laplace logistic uniform gumbel_r gumbel_l";
const densityRows = (distributions: string, signature: string): Table =>
  Object.assign(
    {},
    ...distributions.split(" ").flatMap((d) => DENSITIES.split(" ").map((f) => ({ [`stats.${d}.${f}`]: signature }))),
  ) as Table;

export const nn: Table = {
  "nn.leaky_relu": "x | negativeSlope",
  ...each("nn.elu nn.celu", "x | alpha"),
  "nn.squareplus": "x | b",
  "nn.gelu": "x | approximate",
  "nn.glu": "x | axis",
  ...each("nn.softmax nn.log_softmax", "x | axis where initial"),
  "nn.tanh": regular(undefined, { paths: ["nn.tanh", "np.tanh"] }),
  "nn.logsumexp": regular("x | axis b keepdims returnSign where", {
    paths: ["nn.logsumexp", "special.logsumexp", "np.logsumexp"],
  }),
  "nn.logmeanexp": "x | axis where keepdims",
  "nn.standardize": "x | axis mean variance epsilon where",
  "nn.one_hot": "x numClasses | dtype axis",
  "nn.dot_product_attention": "query key value | bias mask scale isCausal",
  "nn.initializers.apply": irregular({}, (_, [key, name, shape], options, { api }) => {
    const make = functionAt(api, `nn.initializers.${camelCase(String(name))}`);
    if (make === undefined) throw new NotCoveredError(`nn.initializers.${String(name)}`);
    const initializer = DIRECT.has(String(name)) ? make : make(options);
    return (initializer as (key: unknown, shape: unknown) => unknown)(key, shape);
  }),
  ...densityRows(LOCATED, "x | loc scale"),
  ...densityRows("gamma pareto chi2 t", "x a | loc scale"),
  ...densityRows("beta truncnorm", "x a b | loc scale"),
};
