/** What the parts of the evaluator share: the vocabulary, the limits, and the two rules that lead back to each other. */
import type { Expression, Statement } from "./ast.js";
import { hostTruth } from "./host-compare.js";
import { describe, HostError } from "./host-error.js";
import { entriesOf, isDictionary } from "./host-values.js";
import { NotationError, type Position } from "./notation-error.js";
import type { Scope } from "./scope.js";
import type { Vocabulary } from "./vocabulary.js";
import { isHostInteger, isHostNumber } from "./weak.js";

export interface Limits {
  /** Loop rounds and calls in all, after which a program counts as endless. */
  readonly steps: number;
  /** Calls inside calls; each costs the engine some dozen stack frames. */
  readonly depth: number;
}

export const DEFAULT_LIMITS: Limits = { steps: 1_000_000, depth: 200 };

export class Machine {
  private steps = 0;
  private depth = 0;

  constructor(
    readonly vocabulary: Vocabulary,
    private readonly limits: Limits,
    readonly evaluate: (machine: Machine, expression: Expression, scope: Scope) => unknown,
    readonly run: (machine: Machine, body: readonly Statement[], scope: Scope) => unknown,
  ) {}

  /** Counts one loop round or call. */
  tick(at: Position): void {
    this.steps += 1;
    if (this.steps > this.limits.steps)
      throw new NotationError(`the program takes more than ${this.limits.steps} steps`, at);
  }

  /** Runs the body of a call one level deeper. */
  inside<T>(at: Position, body: () => T): T {
    this.tick(at);
    if (this.depth >= this.limits.depth)
      throw new NotationError(`calls are nested more than ${this.limits.depth} deep`, at);
    this.depth += 1;
    try {
      return body();
    } finally {
      this.depth -= 1;
    }
  }

  truthy(x: unknown): boolean {
    return hostTruth(x) ?? this.vocabulary.truthy(x);
  }

  /** The integer a value stands for, or undefined. */
  readonly integer = (x: unknown): number | undefined => {
    if (isHostInteger(x)) return Number(x);
    return isHostNumber(x) || typeof x === "string" || x === null || x === undefined
      ? undefined
      : this.vocabulary.integer(x);
  };

  readonly iterate = (x: unknown): Iterable<unknown> => {
    if (Array.isArray(x) || typeof x === "string") return x;
    if (isDictionary(x)) return entriesOf(x).map(([key]) => key);
    if (isHostNumber(x) || x === null || x === undefined || typeof x === "function")
      throw new HostError(`${describe(x)} cannot be iterated over`);
    return this.vocabulary.iterate(x);
  };
}

/** Gives host errors their place; errors of array functions pass untouched. */
export function located<T>(at: Position, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw error instanceof HostError ? new NotationError(error.message, at) : error;
  }
}
