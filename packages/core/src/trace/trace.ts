/**
 * Runs a user's function in a domain. A traced value belongs to one trace; values of other traces and concrete arrays
 * that the function closes over are lifted, so perturbations cannot be confused. See the note "one road".
 * Mutates: the stack of open traces.
 */
import { describeTransformsWith, raise, userSourceLine } from "../errors.js";
import type { Domain } from "../ir/interpret.js";
import type { ArrayType } from "../ir/type.js";
import { NDArray, type NestedList, type TypedArray } from "../ir/value.js";

export interface Trace<V = unknown> {
  readonly domain: Domain<V>;
  /** Whether every operation in the extent of the trace belongs to it, also those on no traced value. */
  readonly staging: boolean;
  /** Remembers where the outermost trace was started, for errors about values that outlive it; its text is made when it is needed. */
  readonly origin: Error;
  open: boolean;
  /** Whether a rule of the user runs on behalf of this trace: what it closes over is no longer the trace's, see `released`. */
  suspended: boolean;
}

const stack: Trace[] = [];
describeTransformsWith(() => stack.map((trace) => trace.domain.name).filter((name) => name !== ""));

/** The open traces, outermost first. */
export const openTraces = (): readonly Trace[] => stack;

/** A value inside a trace: the meaning its domain gives it. */
export class Tracer<V = unknown> extends NDArray {
  readonly type: ArrayType;
  constructor(
    readonly trace: Trace<V>,
    readonly meaning: V,
  ) {
    super();
    this.type = trace.domain.typeOf(meaning);
  }

  /** The value outside of the trace, as far as it is known. */
  private outer(asked: string): NDArray {
    checkOpen(this);
    const value = this.trace.domain.outer(this.meaning);
    if (value !== null) return value;
    return raise({
      code: "unknown-value",
      what: `${asked} needs a value, but this ${this.dtype} array of shape [${this.shape.join(", ")}] is not known while ${this.trace.domain.name} traces the function`,
      fix: "choose between values with where or cond, loop with scan, whileLoop or foriLoop, make the argument static (staticArgnums), or read it outside of the transform",
    });
  }
  override item(): number {
    return this.outer("item()").item();
  }
  override data(): Promise<TypedArray> {
    return this.outer("data()").data();
  }
  override dataSync(): TypedArray {
    return this.outer("dataSync()").dataSync();
  }
  override tolist(): NestedList {
    return this.outer("tolist()").tolist();
  }
  /** JavaScript operators would drop the derivative silently. For what cannot be noticed see the note "known limits". */
  override [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return this.toString();
    return raise({
      code: "unknown-value",
      what: "a JavaScript operator or comparison was used on an array that is being traced",
      fix: "write x.mul(2) or np.multiply(x, 2) instead of x * 2, np.less(x, y) instead of x < y, and x.item() where a plain number is wanted",
    });
  }
  override toString(): string {
    return `Traced<${this.dtype}[${this.shape.join(",")}] in ${this.trace.domain.name}>`;
  }
}

/** A traced value that was a plain number, and so gives way to the types it meets. */
export class WeakTracer<V = unknown> extends Tracer<V> {
  private readonly kind: "int" | "float";
  constructor({ trace, meaning }: Tracer<V>, value: number) {
    super(trace, meaning);
    this.kind = Number.isInteger(value) ? "int" : "float";
  }
  override get weak(): "int" | "float" {
    return this.kind;
  }
}

/** The array that a value is, through all the traces it belongs to; `null` where one of them does not know. */
export function knownValue(value: NDArray): NDArray | null {
  let current: NDArray | null = value;
  while (current instanceof Tracer) {
    checkOpen(current);
    current = current.trace.domain.outer(current.meaning);
  }
  return current;
}

export function checkOpen(value: Tracer): void {
  if (value.trace.open) return;
  const site = userSourceLine(value.trace.origin.stack);
  raise({
    code: "escaped-tracer",
    what: `a traced ${value.dtype} array of shape [${value.shape.join(", ")}] is used after its transform (${value.trace.domain.name}) has ended`,
    ...(site !== undefined && { where: `made under ${value.trace.domain.name} at ${site}` }),
    fix: "return the value from the transformed function (or as aux) instead of storing it in an outer variable",
  });
}

/** Opens a trace for the extent of `body`. */
export function withTrace<V, R>(domain: Domain<V>, staging: boolean, body: (trace: Trace<V>) => R): R {
  const trace: Trace<V> = { domain, staging, open: true, suspended: false, origin: stack[0]?.origin ?? new Error() };
  stack.push(trace as Trace);
  try {
    return body(trace);
  } finally {
    trace.open = false;
    stack.splice(stack.lastIndexOf(trace as Trace), 1);
  }
}

let suspensions = 0;

/** Runs rules of the user on behalf of a trace. */
export function suspended<R>(trace: Trace, body: () => R): R {
  const before = trace.suspended;
  trace.suspended = true;
  suspensions++;
  try {
    return body();
  } finally {
    trace.suspended = before;
    suspensions--;
  }
}

/**
 * What a rule closes over, as a value outside of the trace on whose behalf it runs. Where that would lose a tangent, or what
 * tells lanes apart, it is a typed error: the rule was not told about the value.
 */
export function released(value: NDArray): NDArray {
  if (suspensions === 0) return value;
  let current = value;
  while (current instanceof Tracer && current.trace.suspended) {
    const { domain } = current.trace as Trace;
    current =
      domain.constant?.((current as Tracer).meaning) ??
      raise({
        code: "not-differentiable",
        what: `a custom rule closes over a ${value.dtype} array of shape [${value.shape.join(", ")}] that ${domain.name} is tracing, and was not told about it`,
        where: domain.name,
        fix: "pass the value as an argument of the function with the rule",
      });
  }
  return current;
}

/** The meaning of a value in a trace: its own, or a lifted one. */
export function meaningIn<V>(trace: Trace<V>, given: NDArray): V {
  const value = released(given);
  if (!(value instanceof Tracer)) return trace.domain.lift(value);
  if (value.trace === (trace as Trace)) return value.meaning as V;
  checkOpen(value);
  return trace.domain.lift(value);
}
