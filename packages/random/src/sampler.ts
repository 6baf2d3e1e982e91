/** Samplers as programs: one per settings and types, so that a draw of any size is one call of the backend. */
import {
  asArray,
  convert,
  DeviceArray,
  DTYPES,
  dtypeOfTypedArray,
  fromPlain,
  fullLike,
  isFloat,
  jit,
  NDArray,
  type ArrayLike,
  type ArrayType,
  type DType,
  type Shape,
} from "@fluxion/core";
import { broadcastTo, shapeOfDraw } from "./broadcast-to.js";
import { formatOf, type FloatDType } from "./dtype.js";
import { asKey } from "./key.js";
import { wordsOf, type Words } from "./words.js";

/** A draw of some settings (which become part of the program) and parameters (which do not). */
export type Draw<S> = (key: ArrayLike, settings: S, ...parameters: readonly NDArray[]) => NDArray;

/** A draw that is recorded once per settings and types of its parameters; printed programs show its name. */
export function program<S extends object>(
  name: string,
  body: (key: Words, settings: S, ...parameters: NDArray[]) => NDArray,
): Draw<S> {
  const named = {
    [name]: (settings: S, key: NDArray, ...parameters: NDArray[]) => body(wordsOf(key), settings, ...parameters),
  };
  const run = jit(named[name] as (...args: never[]) => NDArray, { staticArgnums: 0 }) as unknown as (
    settings: S,
    key: NDArray,
    ...parameters: readonly NDArray[]
  ) => NDArray;
  return (key, settings, ...parameters) => run(settings, asKey(name, key), ...parameters);
}

/** What samplers of floats take. */
export interface FloatOptions {
  /** The shape that the parameters broadcast to, if not given. */
  readonly shape?: Shape | undefined;
  /** The widest float type among array parameters, or else float32, if not given. */
  readonly dtype?: FloatDType | undefined;
}

/** A number where the key lives: uploaded, since a constant would be compiled anew for every value. */
export function scalarLike(like: NDArray, value: number, dtype: DType): NDArray {
  return like instanceof DeviceArray ? fromPlain(value, dtype, like.backend) : fullLike(like, value, dtype, []);
}

/** The element type that a parameter has by itself: numbers and lists have none. */
const ownType = (x: ArrayLike): DType | undefined => (x instanceof NDArray ? x.dtype : dtypeOfTypedArray(x));

/** The widest float type among the parameters, or else float32. */
function widestFloat(parameters: readonly ArrayLike[]): DType {
  const own = parameters.map(ownType).filter((dtype): dtype is DType => dtype !== undefined && isFloat(dtype));
  return own.sort((a, b) => DTYPES[b].bytes - DTYPES[a].bytes)[0] ?? "float32";
}

function parameterArray(key: NDArray, x: ArrayLike, dtype: DType): NDArray {
  if (typeof x === "number") return scalarLike(key, x, dtype);
  return ownType(x) === undefined ? asArray(x, dtype) : asArray(x);
}

/**
 * A sampler of floats: its body gets the key, the type of the draw (with further settings), and the parameters, converted to
 * its element type and broadcast together. Bodies broadcast to the draw's shape last, so that what depends on parameters only
 * is not computed for every element.
 */
export function floats<S extends object = object>(
  name: string,
  body: (key: Words, type: ArrayType & S, ...parameters: NDArray[]) => NDArray,
): (key: ArrayLike, options: FloatOptions & S, ...parameters: readonly ArrayLike[]) => NDArray {
  const draw = program<ArrayType & S>(name, (key, type, ...parameters) => {
    const shape = shapeOfDraw(
      name,
      undefined,
      parameters.map((x) => x.shape),
    );
    const converted = parameters.map((x) => (x.dtype === type.dtype ? x : convert(x, { dtype: type.dtype })));
    return body(key, type, ...converted.map((x) => broadcastTo(x, shape)));
  });
  return (key, options, ...parameters) => {
    const dtype = options.dtype ?? widestFloat(parameters);
    formatOf(name, dtype);
    const from = asKey(name, key);
    const arrays = parameters.map((x) => parameterArray(from, x, dtype));
    const shape = shapeOfDraw(
      name,
      options.shape,
      arrays.map((x) => x.shape),
    );
    return draw(from, { ...options, shape, dtype }, ...arrays);
  };
}
