/** The failures Fluxion can report, as data inside and as typed errors at the user surface. */
import { isLeft, left, type Either } from "#fp-ts/Either";

/** Stable codes: programs may switch on them, so they never change meaning. */
export type FailureCode =
  | "shape"
  | "dtype"
  | "argument"
  | "structure"
  | "unknown-value"
  | "escaped-tracer"
  | "async-function"
  | "not-differentiable"
  | "missing-rule"
  | "missing-kernel"
  | "device"
  | "donated"
  | "code-generation"
  | "out-of-memory"
  | "not-finite"
  | "parse"
  | "check";

/** What went wrong, where, and how to fix it. */
export interface Failure {
  readonly code: FailureCode;
  /** One sentence with both sides of the disagreement. */
  readonly what: string;
  /** The primitive, transform or place in a text. */
  readonly where?: string;
  /** What the user should write instead. */
  readonly fix?: string;
  /** The transforms and the user's line, where they are not those of the moment. */
  readonly transforms?: readonly string[];
  readonly source?: string | undefined;
}

/** Names the transforms being applied while an error is made; `trace` installs it, so that errors depend on nothing. */
let transformStack: () => readonly string[] = () => [];
export const describeTransformsWith = (stack: () => readonly string[]): void => {
  transformStack = stack;
};

const OWN_FRAME =
  /(@fluxion[\\/]|[\\/]fluxion[\\/](src|dist)|packages[\\/](core|numpy|random|fluxion|testing|backend-[a-z]+)[\\/](src|dist)|node:internal)/;

/** The first line of a stack trace that is not Fluxion's own: the line the user wrote. */
export function userSourceLine(stack: string | undefined): string | undefined {
  const frame = (stack ?? "").split("\n").find((line) => /^\s*at .*\d+:\d+/.test(line) && !OWN_FRAME.test(line));
  return frame?.trim().replace(/^at /, "");
}

function message(failure: Failure, transforms: readonly string[], source: string | undefined): string {
  const lines = [failure.what];
  if (failure.where !== undefined) lines.push(`  where: ${failure.where}`);
  if (transforms.length > 0) lines.push(`  inside: ${transforms.join(" > ")}`);
  if (source !== undefined) lines.push(`  at: ${source}`);
  if (failure.fix !== undefined) lines.push(`  fix: ${failure.fix}`);
  return lines.join("\n");
}

/** Every error Fluxion throws on purpose. `code` is stable, `failure` is the data the message was made from. */
export class FluxionError extends Error {
  readonly code: FailureCode;
  /** The transforms being applied when the error was made, outermost first. */
  readonly transforms: readonly string[];
  /** The user's line, as far as the engine's stack shows it. */
  readonly source: string | undefined;

  constructor(readonly failure: Failure) {
    super(failure.what);
    this.name = new.target.name;
    this.code = failure.code;
    this.transforms = failure.transforms ?? transformStack();
    this.source = failure.source ?? userSourceLine(this.stack);
    this.message = message(failure, this.transforms, this.source);
  }
}

export class ShapeError extends FluxionError {}
export class DTypeError extends FluxionError {}
export class ArgumentError extends FluxionError {}
export class StructureError extends FluxionError {}
export class UnknownValueError extends FluxionError {}
export class EscapedTracerError extends FluxionError {}
export class AsyncFunctionError extends FluxionError {}
export class DifferentiationError extends FluxionError {}
export class MissingRuleError extends FluxionError {}
export class MissingKernelError extends FluxionError {}
export class DeviceError extends FluxionError {}
export class ParseError extends FluxionError {}
export class CheckError extends FluxionError {}
export class OutOfMemoryError extends FluxionError {}
export class NotFiniteError extends FluxionError {}
export class CodeGenerationError extends FluxionError {}

const CLASSES: Record<FailureCode, new (failure: Failure) => FluxionError> = {
  shape: ShapeError,
  dtype: DTypeError,
  argument: ArgumentError,
  structure: StructureError,
  "unknown-value": UnknownValueError,
  "escaped-tracer": EscapedTracerError,
  "async-function": AsyncFunctionError,
  "not-differentiable": DifferentiationError,
  "missing-rule": MissingRuleError,
  "missing-kernel": MissingKernelError,
  device: DeviceError,
  donated: DeviceError,
  "code-generation": CodeGenerationError,
  "out-of-memory": OutOfMemoryError,
  "not-finite": NotFiniteError,
  parse: ParseError,
  check: CheckError,
};

/** A failure as a value, for type rules, checks, parsers and compilers. */
export const fail = (failure: Failure): Either<Failure, never> => left(failure);

/** Engines that cut stacks off (V8, after 10 frames) would often hide the user's line behind our own. */
const FRAMES = 64;

/** The only throw: turns a failure into its typed error. */
export function raise(failure: Failure): never {
  const { stackTraceLimit } = Error as { stackTraceLimit?: number };
  Reflect.set(Error, "stackTraceLimit", FRAMES);
  try {
    throw new CLASSES[failure.code](failure);
  } finally {
    Reflect.set(Error, "stackTraceLimit", stackTraceLimit);
  }
}

/** The right side, or the typed error of the left. Used once, where a call from the user enters. */
export function orThrow<A>(result: Either<Failure, A>): A {
  return isLeft(result) ? raise(result.left) : result.right;
}
