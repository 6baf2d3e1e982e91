/** Runs functions of arrays on a backend, from tensors to tensors. Reading is asynchronous, as some devices demand. */
import {
  bind,
  deviceArray,
  withDefaultBackend,
  type Backend,
  type DeviceArray,
  type NDArray,
  type Params,
  type Primitive,
} from "@fluxion/core";
import type { Tensor } from "./tensor.js";

export type ArrayFunction = (...inputs: NDArray[]) => readonly NDArray[];

/** A tensor on a backend; the backend gets elements of its own. */
export const put = (backend: Backend, { type, data }: Tensor): DeviceArray => deviceArray(data.slice(), type, backend);

export const read = async (x: NDArray): Promise<Tensor> => ({ type: x.type, data: await x.data() });

/** Results of a function of arrays; arrays that it makes from plain data live on the backend as well. */
export async function run(backend: Backend, f: ArrayFunction, inputs: readonly Tensor[]): Promise<readonly Tensor[]> {
  const outputs = withDefaultBackend(backend, () => f(...inputs.map((input) => put(backend, input))));
  return Promise.all(outputs.map(read));
}

/** A primitive with its parameters as a function of all operands. */
export const applying =
  (primitive: Primitive, params: Params): ArrayFunction =>
  (...inputs) =>
    bind(primitive, inputs, params);

export const pick = <T>(items: readonly T[], positions: readonly number[]): T[] => positions.map((i) => items[i] as T);

/** Makes a function of `count` arrays into another, which may take more after them. */
export type Transform = (f: ArrayFunction, count: number) => ArrayFunction;

/**
 * A transform of `f` along some of its `count` arguments, the others fixed: a function of all of them, and of what else the
 * transform takes.
 */
export const alongSome =
  (f: ArrayFunction, count: number, active: readonly number[], transform: Transform): ArrayFunction =>
  (...xs) => {
    const all = xs.slice(0, count);
    const some: ArrayFunction = (...moving) =>
      f(...all.map((x, i) => (active.includes(i) ? (moving[active.indexOf(i)] as NDArray) : x)));
    return transform(some, active.length)(...pick(all, active), ...xs.slice(count));
  };

/** All choices of at least one of the items. */
export const subsets = (items: readonly number[]): number[][] =>
  items.reduce<number[][]>((known, item) => [...known, ...known.map((set) => [...set, item])], [[]]).slice(1);
