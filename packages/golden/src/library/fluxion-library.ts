/** Fluxion as the golden runner sees it. The modules are handed in, so that any set of packages and any backend can be tried. */
import { isDType, storedDType, type ArrayData, type DTypeName } from "../array-data.js";
import { NotCoveredError } from "../functions/not-covered-error.js";
import type { IndexPart } from "../notation/vocabulary.js";
import { functionAt, type Api, type Callable } from "./api.js";
import type { Library } from "./library.js";

/** An array of Fluxion, as far as the runner looks at one. */
interface AnyArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  data(): Promise<ArrayLike<number>>;
  item(): unknown;
}

export interface FluxionModules {
  /** `np`, `lax`, `nn`, `random`, … and the transforms at the top. */
  readonly api: Api;
  readonly dtypes: readonly string[];
  readonly NDArray: abstract new (...given: never[]) => AnyArray;
  readonly FluxionError: abstract new (...given: never[]) => Error;
  readonly fromElements: (data: readonly number[], shape: readonly number[], dtype: DTypeName) => unknown;
}

/** The part of an index as `getitem` and `at` take it. */
function indexPart(slice: Callable, part: IndexPart): unknown {
  switch (part.kind) {
    case "integer":
    case "array":
      return part.value;
    case "newaxis":
      return null;
    case "ellipsis":
      return "...";
    case "slice":
      return slice(part.start ?? null, part.stop ?? null, part.step ?? null);
  }
}

const METHODS = ["set", "add", "subtract", "multiply", "divide", "power", "min", "max", "get", "apply"];

export function fluxionLibrary({ api, dtypes, NDArray, FluxionError, fromElements }: FluxionModules): Library {
  const need = (path: string): Callable => {
    const found = functionAt(api, path);
    if (found === undefined) throw new NotCoveredError(path);
    return found;
  };
  const asArray = (x: unknown): AnyArray => {
    if (x instanceof NDArray) return x;
    throw new TypeError("this value is no array");
  };
  const partsOf = (parts: readonly IndexPart[]): unknown[] => parts.map((part) => indexPart(need("np.slice"), part));

  const read = async (x: unknown): Promise<ArrayData> => {
    const { dtype, shape } = asArray(x);
    if (!isDType(dtype)) throw new TypeError(`unknown dtype ${dtype}`);
    return { dtype, shape, data: await asArray(x).data() };
  };

  return {
    api,
    dtypes: new Set(dtypes),
    array: ({ data, shape, dtype }) => fromElements(Array.from(data), shape, storedDType(dtype)),
    isArray: (x) => x instanceof NDArray,
    dtypeOf: (x) => asArray(x).dtype,
    shapeOf: (x) => asArray(x).shape,
    item(x) {
      const value = asArray(x).item();
      return asArray(x).dtype === "bool" ? Boolean(value) : Number(value);
    },
    read,
    weak({ type, re, im }) {
      if (type === "complex") return need("np.weak")({ re, im }, type);
      return type === "bool" ? re !== 0 : need("np.weak")(re, type);
    },
    index: (x, parts) => need("np.getitem")(x, partsOf(parts)),
    at(x, parts) {
      const place = need("np.at")(x, ...partsOf(parts)) as Readonly<Record<string, Callable>>;
      return Object.fromEntries(
        METHODS.map((method) => [method, (...given: unknown[]) => (place[method] ?? need(`at.${method}`))(...given)]),
      );
    },
    vjp: (f, primals) => need("vjp")(f, primals) as ReturnType<Library["vjp"]>,
    jvp: (f, primals, tangents) => need("jvp")(f, primals, tangents) as ReturnType<Library["jvp"]>,
    isTypedError: (error) => error instanceof FluxionError,
  };
}
