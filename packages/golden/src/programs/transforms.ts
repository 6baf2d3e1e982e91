/** The transforms, loops and collectives of the notation, by the library's conventions: options objects, and primals as one list. */
import { firstFunction, type Callable } from "../library/api.js";
import type { Library } from "../library/library.js";
import { camelCase } from "../functions/names.js";
import { NotCoveredError } from "../functions/not-covered-error.js";
import { splitKeywords, tuple } from "../notation/host-values.js";
import { callable, mapTree, toPlain, toTraced, traceable, type DefaultFloat } from "./traced.js";

interface Given {
  readonly positional: readonly unknown[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Everything a transform of the notation needs: how to reach the library's, and how values cross. */
interface Bench {
  readonly library: Library;
  readonly api: (name: string) => Callable;
  readonly f: (x: unknown) => Callable;
  readonly wrap: (x: unknown) => Callable;
  readonly traced: (x: unknown) => unknown;
}

type Adapter = (bench: Bench, given: Given) => unknown;

const withOptions = (given: readonly unknown[], options: Given["options"]): unknown[] =>
  Object.keys(options).length === 0 ? [...given] : [...given, options];

/** A second positional argument that Python allows, as the option it is. */
const named = (given: Given, from: number, ...names: string[]): Given["options"] => {
  const extra = given.positional.slice(from).map((value, i) => [names[i] ?? `argument${from + i}`, value] as const);
  return { ...Object.fromEntries(extra), ...given.options };
};

/** `grad(f, argnums)` and its kin: a function to a function. */
const ofFunction =
  (name: string, ...names: string[]): Adapter =>
  ({ api, f, wrap }, given) =>
    wrap(api(name)(...withOptions([f(given.positional[0])], named(given, 1, ...names))));

const asList = (x: unknown): readonly unknown[] => (Array.isArray(x) ? (x as unknown[]) : [x]);

const vjp: Adapter = ({ api, f, traced }, { positional: [fun, ...primals], options }) => {
  const [value, pullback, ...aux] = asList(api("vjp")(...withOptions([f(fun), primals.map(traced)], options)));
  const pull = (ct: unknown): unknown => tuple([...asList((pullback as Callable)(toPlain(ct)))]);
  return tuple([value, pull, ...aux]);
};

const linearize: Adapter = ({ api, f, traced }, { positional: [fun, ...primals], options }) => {
  const [value, push, ...aux] = asList(api("linearize")(...withOptions([f(fun), primals.map(traced)], options)));
  return tuple([value, (...tangents: unknown[]) => (push as Callable)(...tangents.map(toPlain)), ...aux]);
};

const linearTranspose: Adapter = ({ api, f, traced }, { positional: [fun, ...primals] }) => {
  const transposed = api("linear_transpose")(f(fun), primals.map(traced)) as Callable;
  return (ct: unknown) => tuple([...asList(transposed(toPlain(ct)))]);
};

const jvp: Adapter = ({ api, f, traced }, { positional: [fun, primals, tangents], options }) =>
  tuple([
    ...asList(
      api("jvp")(...withOptions([f(fun), asList(primals).map(traced), asList(tangents).map(toPlain)], options)),
    ),
  ]);

const scan: Adapter = ({ api, f, traced }, given) => {
  const { xs = null, init, ...options } = named(given, 1, "init", "xs", "length", "reverse", "unroll");
  return tuple([...asList(api("scan")(...withOptions([f(given.positional[0]), traced(init), traced(xs)], options)))]);
};

const ADAPTERS: Readonly<Record<string, Adapter>> = {
  ...Object.fromEntries(
    ["grad", "value_and_grad"].map((name) => [name, ofFunction(name, "argnums", "hasAux", "holomorphic")]),
  ),
  ...Object.fromEntries(
    ["jacfwd", "jacrev", "hessian"].map((name) => [name, ofFunction(name, "argnums", "hasAux", "holomorphic")]),
  ),
  jacobian: ofFunction("jacrev", "argnums", "hasAux", "holomorphic"),
  vmap: ofFunction("vmap", "inAxes", "outAxes", "axisName", "axisSize"),
  jit: ofFunction("jit"),
  checkpoint: ofFunction("checkpoint"),
  remat: ofFunction("checkpoint"),
  vjp,
  jvp,
  linearize,
  linear_transpose: linearTranspose,
  custom_jvp: ({ api, f, wrap }, { positional: [fun, rule], options }) =>
    wrap(api("custom_jvp")(...withOptions([f(fun), f(rule)], options))),
  custom_vjp: ({ api, f, wrap }, { positional: [fun, fwd, bwd], options }) =>
    wrap(api("custom_vjp")(...withOptions([f(fun), f(fwd), f(bwd)], options))),
  custom_root: (bench, { positional: [fun, guess, solve, tangentSolve], options }) =>
    bench.api("custom_root")(
      ...withOptions([bench.f(fun), bench.traced(guess), solver(bench, solve), solver(bench, tangentSolve)], options),
    ),
  custom_linear_solve: (bench, given) => {
    const { transposeSolve, ...options } = named(given, 3, "transposeSolve", "symmetric");
    const [matvec, b, solve] = given.positional;
    const more =
      transposeSolve === undefined || transposeSolve === null
        ? options
        : { transposeSolve: solver(bench, transposeSolve), ...options };
    return bench.api("custom_linear_solve")(
      ...withOptions([bench.f(matvec), bench.traced(b), solver(bench, solve)], more),
    );
  },
  scan,
  while_loop: ({ api, f, traced }, { positional: [cond, body, init] }) =>
    api("while_loop")(f(cond), f(body), traced(init)),
  fori_loop: ({ api, f, traced }, { positional: [low, high, body, init] }) =>
    api("fori_loop")(toPlain(low), toPlain(high), f(body), traced(init)),
  cond: ({ api, f, traced }, { positional: [condition, then, otherwise, ...operands] }) =>
    api("cond")(traced(condition), f(then), f(otherwise), ...operands.map(traced)),
  switch: ({ api, f, traced }, { positional: [index, branches, ...operands] }) =>
    api("switch")(traced(index), asList(branches).map(f), ...operands.map(traced)),
  map: ({ api, f, traced }, { positional: [fun, xs] }) => api("map")(f(fun), traced(xs)),
  associative_scan: ({ api, f, traced }, given) =>
    api("associative_scan")(
      ...withOptions([f(given.positional[0]), traced(given.positional[1])], named(given, 2, "reverse", "axis")),
    ),
  tree_map: (_, { positional: [fun, tree, ...others] }) => treeMap(fun as Callable, tree, others),
  stop_gradient: ({ api, traced }, { positional: [x] }) => api("stop_gradient")(traced(x)),
  axis_index: ({ api }, given) => api("axis_index")(given.positional[0] ?? given.options["axisName"]),
  ...Object.fromEntries(["psum", "pmean", "pmax", "pmin"].map((name) => [name, collective(name)])),
  ppermute: collective("ppermute", "perm"),
  all_gather: collective("all_gather", "axis", "tiled"),
  all_to_all: collective("all_to_all", "splitAxis", "concatAxis", "tiled"),
};

/** `psum(x, name)`, and what some collectives need beside: a permutation by position, axes as options. */
function collective(name: string, ...names: string[]): Adapter {
  return ({ api, traced }, given) => {
    const { axisName, perm, ...options } = named(given, 1, "axisName", ...names);
    return api(name)(
      ...withOptions([traced(given.positional[0]), axisName, ...(perm === undefined ? [] : [perm])], options),
    );
  };
}

/** A function that is itself given functions by the library, and calls them with scalars of the notation. */
const solver =
  ({ f, wrap }: Bench, outer: unknown): Callable =>
  (...given) =>
    f(outer)(...given.map((x) => (typeof x === "function" ? wrap(x) : x)));

function treeMap(f: Callable, tree: unknown, others: readonly unknown[]): unknown {
  const rest = others.map((other) => {
    const leaves: unknown[] = [];
    mapTree(other, (x) => leaves.push(x));
    return leaves;
  });
  let next = 0;
  return mapTree(tree, (x) => {
    const at = next++;
    return f(x, ...rest.map((leaves) => leaves[at]));
  });
}

/** The transform of a name as a function of the notation; undefined when the name is none. */
export function transformNamed(library: Library, float: DefaultFloat, name: string): Callable | undefined {
  const adapter = Object.hasOwn(ADAPTERS, name) ? ADAPTERS[name] : undefined;
  if (adapter === undefined) return undefined;
  const bench: Bench = {
    library,
    f: (x) => traceable(library, float, x),
    wrap: (x) => callable(library, float, x),
    traced: (x) => toTraced(library, float, x),
    api: (snake) => {
      const camel = camelCase(snake);
      const found = firstFunction(library.api, [`lax.${camel}`, camel, `np.${camel}`]);
      if (found === undefined) throw new NotCoveredError(snake);
      return found;
    },
  };
  return (...given) => {
    const { positional, keywords } = splitKeywords(given);
    return adapter(bench, {
      positional,
      options: Object.fromEntries([...keywords].map(([key, value]) => [camelCase(key), value])),
    });
  };
}

export const transformNames: readonly string[] = Object.keys(ADAPTERS);
