/** Module names of Python as values: `jnp.sin`, `jax.nn.relu`, `lax.scan`. */

/** A prefix of golden names: `linalg` stands for `linalg.*`, the empty one for NumPy itself. */
export class Namespace {
  constructor(readonly prefix: string) {}

  /** The golden name of a member. */
  member(name: string): string {
    return this.prefix === "" ? name : `${this.prefix}.${name}`;
  }
}

/** `jax.numpy` is NumPy, and `jax.scipy.special` is written `special` in the files. */
const ALIASES: Readonly<Record<string, string>> = {
  np: "",
  jnp: "",
  numpy: "",
  jax: "jax",
  lax: "lax",
  nn: "nn",
  linalg: "linalg",
  random: "random",
  special: "special",
  stats: "stats",
  signal: "signal",
  scipy: "scipy",
  ops: "ops",
  fft: "fft",
  tree: "tree",
  "jax.numpy": "",
  "jax.lax": "lax",
  "jax.nn": "nn",
  "jax.random": "random",
  "jax.scipy": "scipy",
  "jax.ops": "ops",
  "jax.tree": "tree",
  "jax.tree_util": "tree",
  "scipy.special": "special",
  "scipy.stats": "stats",
  "scipy.signal": "signal",
  "scipy.linalg": "scipy.linalg",
  "scipy.fft": "scipy.fft",
  "lax.linalg": "lax.linalg",
  "nn.initializers": "nn.initializers",
};

/** The namespace a name or a member stands for; undefined when it is none. */
export function namespaceOf(name: string): Namespace | undefined {
  const prefix = Object.hasOwn(ALIASES, name) ? ALIASES[name] : undefined;
  if (prefix !== undefined) return new Namespace(prefix);
  return name.startsWith("stats.") ? new Namespace(name) : undefined;
}
