/**
 * The training runs as programs of the notation: 20 steps of an optimizer on a two-layer network. The files describe the rules
 * in prose; here they are text that the interpreter runs, so that a rule reads as it is specified.
 */
import type { Case } from "../case.js";

/** The rule of one step for parameter `p[i]` with gradient `g[i]`; constants are `k.…`, since two of them share names with parameters. */
const ADAM = [
  'm[i] = k["b1"] * m[i] + (1 - k["b1"]) * g[i]',
  'v[i] = k["b2"] * v[i] + (1 - k["b2"]) * square(g[i])',
  'step = k["lr"] * (m[i] / (1 - k["b1"] ** t)) / (sqrt(v[i] / (1 - k["b2"] ** t)) + k["eps"])',
];
const DECAY = 'v[i] = k["d"] * v[i] + (1 - k["d"]) * square(g[i])';

const RULES: Readonly<Record<string, readonly string[]>> = {
  sgd: ['p[i] = p[i] - k["lr"] * g[i]'],
  momentum: ['m[i] = k["mu"] * m[i] + g[i]', 'p[i] = p[i] - k["lr"] * m[i]'],
  nesterov: ['m[i] = k["mu"] * m[i] + g[i]', 'p[i] = p[i] - k["lr"] * (k["mu"] * m[i] + g[i])'],
  adam: [...ADAM, "p[i] = p[i] - step"],
  adam_batches: [...ADAM, "p[i] = p[i] - step"],
  adamw: [...ADAM, 'p[i] = p[i] - step - k["lr"] * k["wd"] * p[i]'],
  rmsprop: [DECAY, 'p[i] = p[i] - k["lr"] * g[i] / sqrt(v[i] + k["eps"])'],
  rmsprop_momentum: [DECAY, 'm[i] = k["mu"] * m[i] + k["lr"] * g[i] / sqrt(v[i] + k["eps"])', "p[i] = p[i] - m[i]"],
  adagrad: ["v[i] = v[i] + square(g[i])", 'p[i] = p[i] - k["lr"] * where(v[i] > 0, g[i] / sqrt(v[i] + k["eps"]), 0.0)'],
  clip_sgd: ['p[i] = p[i] - k["lr"] * where(norm >= k["c"], g[i] * k["c"] / norm, g[i])'],
  sgd_exponential: ['p[i] = p[i] - k["lr"] * k["r"] ** ((t - 1) / k["k"]) * g[i]'],
};

/** A rule that is no row but plain formulas, like `m = mu*m + g; p = p - lr*m   (m starts at 0)`. */
function ruleOfText(update: string, constants: readonly string[]): readonly string[] {
  const statements = update
    .replace(/\s{2,}\(.*\)\s*$/, "")
    .replaceAll("^", "**")
    .split(";");
  const index = (text: string): string =>
    text.replaceAll(/\b[A-Za-z_]\w*\b/g, (name) =>
      /^[pgmv]$/.test(name) ? `${name}[i]` : constants.includes(name) ? `k["${name}"]` : name,
    );
  return statements.map((statement) => index(statement.trim())).filter((statement) => statement !== "");
}

/** The program that gives the losses and the parameters after each step; its inputs are the case's and the constants as `k`. */
export function trainingProgram(golden: Case): string {
  const optimizer = golden.kwargs.get("optimizer");
  const name = optimizer?.kind === "static" ? String(optimizer.value) : "";
  const rule =
    (Object.hasOwn(RULES, name) ? RULES[name] : undefined) ??
    ruleOfText(golden.program?.update ?? "", [...golden.kwargs.keys()]);
  return [
    "loss(p, X, Y) = mean(square(tanh(X @ p[0] + p[1]) @ p[2] + p[3] - Y))",
    "flat(p) = concatenate([ravel(w) for w in p])",
    "p = [W1, b1, W2, b2]",
    "m = [w * 0 for w in p]",
    'v = [w * 0 + k.get("v0", 0) for w in p]',
    'size = k.get("b", X.shape[0])',
    "losses = []",
    "rows = [flat(p)]",
    'for t in range(1, k["steps"] + 1):',
    '    start = size * ((t - 1) % k.get("nb", 1))',
    "    l, g = value_and_grad(loss)(p, X[start:start + size], Y[start:start + size])",
    "    losses.append(l)",
    "    norm = sqrt(sum(square(flat(g))))",
    "    for i in range(4):",
    ...rule.map((line) => `        ${line}`),
    "    rows.append(flat(p))",
    "losses.append(loss(p, X, Y))",
    "return stack(losses), stack(rows)",
  ].join("\n");
}
