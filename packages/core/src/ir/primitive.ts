/** A primitive: one operation with everything the transforms need to know about it. What is not given is derived. */
import type { Either } from "#fp-ts/Either";
import type { Failure } from "../errors.js";
import type { FlowArguments } from "./flow.js";
import type { Program } from "./program.js";
import type { CombiningName, ScalarBody } from "./scalar.js";
import type { ArrayType, Shape } from "./type.js";
import type { NDArray } from "./value.js";

/** Static parameters of an equation: numbers, strings, lists, programs. They are printed, compared and hashed as text. */
export type Params = object;

/** `null` is a symbolic zero: no work is done for it. */
export type Tangent = NDArray | null;

/** A cotangent that is zero outside of one strided box; many of them are added up in one pass, by `combine`. */
export interface Placed {
  readonly placed: NDArray;
  readonly starts: readonly number[];
  readonly strides: readonly number[];
  combine(parts: readonly Placed[], shape: Shape): NDArray;
}
export type Cotangent = NDArray | Placed | null;

/** What a rule may do with the programs that its primitive holds. Each result is remembered per program. */
export interface ProgramTransforms {
  /** (primals, active tangents) → (outputs, tangents of `activeOutputs`). */
  jvp(program: Program, active: readonly boolean[]): { program: Program; activeOutputs: readonly boolean[] };
  /** `forward`: primals → (outputs, residuals); `linear`: (active tangents, residuals) → tangents of `activeOutputs`. */
  linearize(program: Program, active: readonly boolean[]): Linearized;
  /** (known inputs, active output cotangents) → cotangents of `activeInputs`, which are among the linear ones. */
  transpose(
    program: Program,
    linear: readonly boolean[],
    activeCotangents: readonly boolean[],
  ): { program: Program; activeInputs: readonly boolean[] };
}

/** The batched form of a program: every batched input and output carries the new axis in front. */
export type BatchProgram = (
  program: Program,
  batched: readonly boolean[],
  size: number,
) => { program: Program; batchedOutputs: readonly boolean[] };

export interface Linearized {
  readonly forward: Program;
  readonly linear: Program;
  /** How many residuals there are. */
  readonly residuals: number;
  readonly activeOutputs: readonly boolean[];
}

export interface JvpArguments<P> {
  readonly inputs: readonly NDArray[];
  readonly outputs: readonly NDArray[];
  readonly tangents: readonly Tangent[];
  readonly params: P;
  readonly transforms: ProgramTransforms;
}

export interface TransposeArguments<P> {
  /** One for each output. */
  readonly cotangents: readonly Tangent[];
  /** The known inputs; `null` where the input is linear and its cotangent is asked for. */
  readonly inputs: readonly (NDArray | null)[];
  readonly types: readonly ArrayType[];
  readonly params: P;
  readonly transforms: ProgramTransforms;
}

export interface BatchArguments<P> {
  /** Batched inputs have the batch axis in front. */
  readonly inputs: readonly NDArray[];
  readonly batched: readonly boolean[];
  readonly size: number;
  readonly params: P;
  /** For primitives that hold programs. */
  readonly batchProgram: BatchProgram;
}

export interface LaneArguments<P> extends Omit<BatchArguments<P>, "batchProgram"> {
  /** Any value outside of the vmap, for what is made from nothing. */
  readonly like: NDArray;
}

export interface Batched {
  readonly outputs: readonly NDArray[];
  readonly batched: readonly boolean[];
}

/** Rules that compute outputs and tangents together, for primitives that hold programs. */
export interface JointArguments<P> extends Omit<JvpArguments<P>, "outputs"> {}

/** How a program that a primitive holds runs. */
export type RunProgram = (program: Program, inputs: readonly NDArray[]) => readonly NDArray[];

export interface Reduces<P> {
  readonly by: CombiningName;
  axes(params: P): readonly number[];
}

export interface Primitive<P extends Params = Params> {
  readonly name: string;
  /** Types of the outputs, or why the inputs do not fit. */
  type(inputs: readonly ArrayType[], params: P): Either<Failure, readonly ArrayType[]>;
  /** Tangents of the outputs. The outputs are given, so that they are not computed twice. */
  jvp?(args: JvpArguments<P>): readonly Tangent[];
  /** Outputs and tangents at once, where computing them apart would do work twice. */
  jointJvp?(args: JointArguments<P>): { outputs: readonly NDArray[]; tangents: readonly Tangent[] };
  /** Outputs and a linear map of tangents; only operations on tangents may happen inside the map. */
  linearize?(args: JointArguments<P>): { outputs: readonly NDArray[]; tangents: readonly Tangent[] };
  /** Cotangents of the linear inputs (others `null`). */
  transpose?(args: TransposeArguments<P>): readonly Cotangent[];
  /** The rule of reverse mode where it is given by hand: cotangents of all inputs. */
  vjp?(args: JvpArguments<P> & { readonly cotangents: readonly Tangent[] }): readonly Tangent[];
  batch?(args: BatchArguments<P>): Batched;
  /** For operations across the lanes of the vmap that the parameter `axisName` names: what comes of all lanes at once. */
  overLanes?(args: LaneArguments<P>): Batched;
  /** The primitive in terms of others: what remains to be given is then derived. */
  body?(types: readonly ArrayType[], params: P): Program;
  /** For pointwise primitives: the meaning of one element, over any meaning of a scalar. */
  readonly scalar?: ScalarBody<P>;
  /** Whether an application runs its parameter `program` on its inputs, and nothing else. */
  readonly callsProgram?: boolean;
  /** Whether functions of the user run when a transform treats it: to them the trace in which that happens is a thing of the past. */
  readonly runsRules?: boolean;
  /** The name that an application gives to its value, for policies and for messages. */
  names?(params: P): string;
  /** Whether passes keep an application of a program as it is instead of inlining it. */
  readonly opaque?: boolean;
  /** For applications whose parameters ask to be written out (an unrolled loop, say): the program that stands for them on backends. */
  expand?(types: readonly ArrayType[], params: P): Program | undefined;
  /** Whether an application does more than give results: passes keep it, once for each time it is written, and in its order. */
  readonly effect?: boolean;
  /** Whether an application runs a function of the user, which may itself run programs (see `allowHostCalls`). */
  readonly callsHost?: boolean;
  /** For primitives that hold programs and do more than run one of them: what becomes of values of any domain. */
  flow?<V>(args: FlowArguments<P, V>): readonly V[];
  /** Whether every element of the result is an element of the one operand, so that moving a constant gives a constant. */
  readonly movesElements?: boolean;
  /** Whether the result is the elements of the one operand in the same order, so that both may share memory. */
  readonly keepsOrder?: boolean;
  /** Whether the result costs nothing inside a loop that uses it (constants, iotas, broadcasts): loops compute it anew. */
  readonly freeInLoop?: boolean;
  /** For reductions of one operand: the scalar operation that combines its elements along axes, so that loops can combine what they compute. */
  readonly reduces?: Reduces<P>;
  /** For what repeats its one operand: along which axes of the result. The others are the operand's, in order. */
  repeats?(params: P): readonly number[];
  /** The operand that the result always equals, exactly; `values` are the operands known to be constant. */
  sameAs?(args: {
    values: readonly (number | undefined)[];
    types: readonly ArrayType[];
    params: P;
  }): number | undefined;
  /** Whether the result is linear in each of its two operands, so that the product rule holds to any order. */
  readonly bilinear?: boolean;
  /** The bilinear primitive that this one undoes: of the result and the second operand it makes the first. */
  readonly undoes?: Primitive;
  /** Whether the operands may change places, bit for bit. */
  readonly commutative?: boolean;
  /** Parameters of one application that does what two of them, the second after the first, do. */
  compose?(first: P, second: P): Params;
  /** How it runs on concrete arrays, where that is not a compiled program of one equation. */
  eager?(inputs: readonly NDArray[], params: P): readonly NDArray[];
  /** Runs it again step by step, given how programs run, to see where something goes wrong; results are not needed. */
  stepwise?(inputs: readonly NDArray[], params: P, run: RunProgram): void;
  /** Kernels that ship with the primitive, by backend name. */
  readonly kernels?: Readonly<Record<string, unknown>>;
  /** Floating-point operations of one application; the number of output elements if not given. */
  flops?(types: readonly ArrayType[], params: P, outputs: readonly ArrayType[]): number;
}

/** A primitive that can be called: operands, then parameters where it has any. */
export type Operation<P extends Params, Call> = Primitive<P> & Call;
