/**
 * Gradients by elements of user-defined vector spaces. The function runs once, as for any gradient; each array that it makes
 * of an element has a tangent of its own, and the cotangents of these are pulled back to elements and added up.
 */
import { Var, type Program } from "../../ir/program.js";
import type { NDArray } from "../../ir/value.js";
import { onesLike, zerosLike } from "../../primitives/constant.js";
import { Recorder } from "../../trace/record.js";
import { meaningIn, openTraces, Tracer, withTrace, type Trace } from "../../trace/trace.js";
import { unflatten } from "../../trace/tree.js";
import { runIn, type AnyFunction } from "../call.js";
import type { Dual } from "../dual.js";
import { chooseArguments, requireScalar, type GradOptions } from "../grad.js";
import { duals, linearizeDomain, transforms } from "../programs.js";
import { backward } from "../transpose.js";
import { leaf, traced, type Leaf } from "./element.js";
import { spaceOf, type Registered } from "./spaces.js";

export function gradientByElements(
  where: string,
  f: AnyFunction,
  options: GradOptions,
  args: readonly unknown[],
): { value: NDArray; aux: unknown; gradient: unknown } | undefined {
  const { argnums = 0 } = options;
  const isElement = args.map((arg) => spaceOf(arg) !== undefined);
  if (!isElement.includes(true)) return undefined;
  // Elements are no trees: to everything that looks at arrays they are empty.
  const arrays = args.map((arg, i) => (isElement[i] ? null : arg));
  const { chosen, flat, whole, active } = chooseArguments(where, arrays, argnums, options.allowInt === true);
  const watchedLeaves = new Map<number, Leaf>();
  let ran: { outputs: readonly Dual[]; structure: ReturnType<typeof runIn>["structure"]; aux: unknown } | undefined;

  const recorder = new Recorder("");
  const linear = withTrace(recorder, false, (linearTrace): Program => {
    const own = whole.leaves.filter((_, i) => active[i]).map((x) => new Var(x.type));
    const tangents = own.map((variable) => new Tracer<Var>(linearTrace, variable));
    const withElements = (...given: never[]): unknown => {
      const dual = openTraces().at(-1) as Trace<Dual>;
      const all = given.map((arg, i): unknown => {
        if (!isElement[i]) return arg;
        if (!chosen.includes(i)) return args[i];
        const value = args[i] as object;
        const part = leaf(value, dual, linearTrace);
        watchedLeaves.set(i, part);
        return traced([{ factor: null, element: part }], Object.getPrototypeOf(value) as object);
      });
      return f(...(all as never[]));
    };
    ran = runIn(linearizeDomain, false, withElements, duals(whole.leaves, tangents, active), whole.structure, {
      where,
      hasAux: options.hasAux === true,
      auxOut: ({ primal }) => primal,
    });
    const made = [...watchedLeaves.values()].flatMap((part) => part.made.map(({ tangent }) => tangent));
    const outputs = ran.outputs.flatMap(({ tangent }) => (tangent === null ? [] : [meaningIn(linearTrace, tangent)]));
    return recorder.finish([...own, ...made], outputs).program;
  });
  const { outputs, structure, aux } = ran as unknown as NonNullable<typeof ran>;
  const value = requireScalar(where, { outputs: outputs.map(({ primal }) => primal), structure });

  const captured = [...recorder.captured.keys()];
  const unknown = linear.inputs.length - captured.length;
  const cotangents = backward(
    linear,
    [...new Array<null>(unknown).fill(null), ...captured],
    linear.outputs.map(() => onesLike(value)),
    transforms,
  );
  let next = active.filter(Boolean).length;
  const byElement = new Map<number, object>();
  for (const [position, part] of watchedLeaves) {
    const space = spaceOf(args[position]) as Registered;
    let total: object | null = null;
    for (const { pull } of part.made) {
      const ct = cotangents[next++] ?? null;
      if (ct === null) continue;
      const pulled = pull(ct);
      total = total === null ? pulled : space.add(total, pulled);
    }
    byElement.set(position, total ?? space.zeros(part.value));
  }
  let at = 0;
  const places = active.map((on) => (on ? at++ : -1));
  const starts = flat.map((_, position) => flat.slice(0, position).reduce((n, { leaves }) => n + leaves.length, 0));
  const gradients = chosen.map((position) => {
    if (isElement[position]) return byElement.get(position);
    const { leaves, structure: own } = flat[position] as (typeof flat)[number];
    return unflatten(
      own,
      leaves.map((x, i) => cotangents[places[(starts[position] as number) + i] as number] ?? zerosLike(x)),
    );
  });
  return { value, aux, gradient: typeof argnums === "number" ? gradients[0] : gradients };
}
