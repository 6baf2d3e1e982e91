/** Functions of scalars (or of small arrays) applied to arrays, with broadcasting. */
import { raise, requireFunction, vmap, type NDArray } from "@fluxion/core";
import { reshapeTo } from "../shape/reshape-to.js";
import { broadcastShapes } from "../support/broadcast.js";
import { toArray } from "../support/to-array.js";
import type { Operand } from "../support/weak.js";
import { parseSignature } from "./signature.js";

export interface VectorizeOptions {
  /** Axes that one call takes and gives, such as "(n),(n)->()"; scalars everywhere, if not given. */
  readonly signature?: string | null;
  /** Positions of arguments that are passed on as they are. */
  readonly excluded?: readonly number[];
}

type Results = NDArray | readonly NDArray[];

/** The number of trailing axes that each argument keeps in one call; named axes must agree. */
function coreRanks(signature: string | null, arrays: readonly NDArray[]): number[] {
  if (signature === null) return arrays.map(() => 0);
  const { inputs } = parseSignature(signature);
  if (inputs.length !== arrays.length)
    raise({
      code: "argument",
      what: `the signature "${signature}" has ${inputs.length} arguments, but there are ${arrays.length}`,
      where: "vectorize",
      fix: "name the axes of every argument that is not excluded",
    });
  const sizes = new Map<string, number>();
  inputs.forEach((names, i) => {
    const { shape } = arrays[i] as NDArray;
    if (shape.length < names.length)
      raise({
        code: "shape",
        what: `argument ${i} of shape [${shape.join(", ")}] has no axes (${names.join(",")})`,
        where: `vectorize "${signature}"`,
        fix: "pass an array with at least that many dimensions",
      });
    names.forEach((name, k) => {
      const size = shape.at(k - names.length) as number;
      if ((sizes.get(name) ?? size) !== size)
        raise({
          code: "shape",
          what: `axis "${name}" has sizes ${sizes.get(name)} and ${size}`,
          where: `vectorize "${signature}"`,
          fix: "make axes of one name equal",
        });
      sizes.set(name, size);
    });
  });
  return inputs.map((names) => names.length);
}

/**
 * The function applied to all places of its arguments, which broadcast; `signature` names axes that belong to one call. Made of `vmap`,
 * so derivatives and `jit` work.
 * @example np.vectorize((x, y) => np.dot(x, y), { signature: "(n),(n)->()" })([[1, 2], [3, 4]], [1, 1]) // [3, 7]
 */
export function vectorize<R extends Results>(
  f: (...args: NDArray[]) => R,
  { signature = null, excluded = [] }: VectorizeOptions = {},
): (...args: Operand[]) => R {
  requireFunction("vectorize", f);
  return (...args) => {
    const mapped = args.flatMap((_, i) => (excluded.includes(i) ? [] : [i]));
    const arrays = mapped.map((i) => toArray(args[i] as Operand));
    const cores = coreRanks(signature, arrays);
    const loops = arrays.map((x, i) => x.shape.slice(0, x.ndim - (cores[i] as number)));
    const common = broadcastShapes(...loops);
    const call = (...values: NDArray[]): R =>
      f(...args.map((arg, i) => (excluded.includes(i) ? (arg as NDArray) : (values[mapped.indexOf(i)] as NDArray))));
    // Axes of size 1 are left out; every axis that is mapped is then in front when its turn comes.
    const present = loops.map((shape) =>
      common.map((n, axis) => n !== 1 && (shape[axis - common.length + shape.length] ?? 1) !== 1),
    );
    const squeezed = arrays.map((x, i) =>
      reshapeTo(x, [
        ...common.filter((_, axis) => present[i]?.[axis]),
        ...x.shape.slice(x.ndim - (cores[i] as number)),
      ]),
    );
    const mappedCall = common.reduceRight<(...values: NDArray[]) => R>((inner, n, axis) => {
      if (n === 1) return inner;
      return vmap(inner, { inAxes: present.map((list) => (list[axis] ? 0 : null)), axisSize: n }) as unknown as (
        ...values: NDArray[]
      ) => R;
    }, call);
    const result = mappedCall(...squeezed);
    const mappedAxes = common.filter((n) => n !== 1).length;
    const restore = (value: Operand): NDArray => {
      const y = toArray(value);
      return reshapeTo(y, [...common, ...y.shape.slice(mappedAxes)]);
    };
    return (Array.isArray(result) ? result.map(restore) : restore(result as Operand)) as unknown as R;
  };
}
