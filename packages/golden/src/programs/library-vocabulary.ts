/** The vocabulary of programs over an array library. */
import { NotCoveredError } from "../functions/not-covered-error.js";
import type { Callable } from "../library/api.js";
import type { Library } from "../library/library.js";
import type { UnaryOperator } from "../notation/ast.js";
import { isTuple, Slice, splitKeywords } from "../notation/host-values.js";
import type { BinaryOperator, IndexPart, Vocabulary } from "../notation/vocabulary.js";
import { isHostNumber } from "../notation/weak.js";
import { arrayAttribute, At, AtIndexed, scalarOf } from "./array-attributes.js";
import { arrayFunctionNamed } from "./array-functions.js";
import { Namespace, namespaceOf } from "./namespace.js";
import { BINARY, UNARY } from "./operators.js";
import { toPlain, type DefaultFloat } from "./traced.js";
import { transformNamed } from "./transforms.js";

const DTYPES = new Set([
  "bool_",
  "int8",
  "uint8",
  "int32",
  "uint32",
  "float16",
  "float32",
  "float64",
  "complex64",
  "complex128",
]);

export class LibraryVocabulary implements Vocabulary {
  private readonly known = new Map<string, unknown>();

  constructor(
    private readonly library: Library,
    private readonly float: DefaultFloat,
  ) {}

  names(name: string): unknown {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const found = this.find(name);
    if (found !== undefined) this.known.set(name, found);
    return found;
  }

  private find(name: string): unknown {
    if (DTYPES.has(name)) return name.replace("_", "");
    if (name.startsWith("at_")) return this.update(name.slice(3));
    const { library, float } = this;
    const found = transformNamed(library, float, name) ?? arrayFunctionNamed(library, float, name);
    // `fft` is a function and a name space.
    return found ?? (name === "fft" ? missing("fft.fft") : namespaceOf(name));
  }

  private readonly lookup = (name: string): unknown => {
    const found = this.names(name);
    if (found === undefined) throw new NotCoveredError(name);
    return found;
  };

  private readonly operand = (x: unknown): unknown => toPlain(x);

  /** `at_set(x, i, v)`: an index that is an integer, an array, a slice or a tuple of them. */
  private update(method: string): Callable {
    return (x, index, ...given) => {
      const { positional, keywords } = splitKeywords(given);
      const parts = (isTuple(index) ? index : [index]).map(toPart);
      return this.atMethod(
        x,
        parts,
        method,
      )(...positional.map(this.operand), ...(keywords.size === 0 ? [] : [Object.fromEntries(keywords)]));
    };
  }

  private atMethod(x: unknown, parts: readonly IndexPart[], method: string): Callable {
    const methods = this.library.at(x, parts);
    const found = methods[method === "mul" ? "multiply" : method];
    if (found === undefined) throw new NotCoveredError(`at_${method}`);
    return found;
  }

  binary(operator: BinaryOperator, a: unknown, b: unknown): unknown {
    return (this.lookup(BINARY[operator]) as Callable)(a, b);
  }

  unary(operator: UnaryOperator, a: unknown): unknown {
    return (this.lookup(UNARY[operator]) as Callable)(a);
  }

  index(x: unknown, parts: readonly IndexPart[]): unknown {
    return x instanceof At ? new AtIndexed(x.array, parts) : this.library.index(x, parts);
  }

  truthy(x: unknown): boolean {
    return this.library.isArray(x) ? Boolean(this.library.item(x)) : true;
  }

  *iterate(x: unknown): Generator<unknown> {
    const length = this.length(x);
    for (let value = 0; value < length; value++) yield this.library.index(x, [{ kind: "integer", value }]);
  }

  attribute(x: unknown, name: string): unknown {
    if (x instanceof Namespace) return this.member(x, name);
    if (x instanceof AtIndexed)
      return (...given: unknown[]) => this.atMethod(x.array, x.parts, name)(...given.map(this.operand));
    if (typeof x === "function") return x === this.known.get("fft") ? this.names(`fft.${name}`) : undefined;
    return this.library.isArray(x) ? arrayAttribute(this.library, this.lookup, x, name) : undefined;
  }

  /** `jax.grad` is `grad`; a member may be a name space again. */
  private member(space: Namespace, name: string): unknown {
    const full = space.prefix === "tree" ? `tree_${name}` : space.member(name);
    const inner = namespaceOf(full);
    if (inner !== undefined) return inner;
    return space.prefix === "jax" || space.prefix === "lax"
      ? (transformNamed(this.library, this.float, name) ?? this.names(full))
      : this.names(full);
  }

  integer(x: unknown): number | undefined {
    if (!this.library.isArray(x) || !/int/.test(this.library.dtypeOf(x))) return undefined;
    return Number(scalarOf(this.library, x));
  }

  length(x: unknown): number {
    const [length] = this.library.isArray(x) ? this.library.shapeOf(x) : [];
    if (length === undefined) throw new TypeError("this value has no length");
    return length;
  }
}

const missing =
  (name: string): Callable =>
  () => {
    throw new NotCoveredError(name);
  };

function toPart(value: unknown): IndexPart {
  if (value === null) return { kind: "newaxis" };
  if (typeof value === "number" && isHostNumber(value)) return { kind: "integer", value };
  if (!(value instanceof Slice)) return { kind: "array", value };
  const bound = (x: unknown): number | undefined => (typeof x === "number" ? x : undefined);
  return { kind: "slice", start: bound(value.start), stop: bound(value.stop), step: bound(value.step) };
}
