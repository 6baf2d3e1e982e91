/** Movements of elements as data: boxes of operands, and where they go. */
import type { ArrayType } from "@fluxion/core";

/** An offset that is known only when it runs: the index that an operand holds, moved into 0 … most, times a stride. */
export interface Start {
  readonly operand: number;
  readonly most: number;
  readonly stride: number;
}

/** One side of a move: the offset of its first element, and strides. */
export interface Side {
  readonly offset: number;
  readonly strides: readonly number[];
  readonly starts?: readonly Start[];
}

export interface Move {
  readonly operand: number;
  /** Whether it is added to what is there, which is 0 at first. */
  readonly adds?: boolean;
  readonly shape: readonly number[];
  readonly from: Side;
  readonly to: Side;
}

/** None where it does more than move, or moves in another way. */
export type Moves<P> = (inputs: readonly ArrayType[], output: ArrayType, params: P) => readonly Move[] | undefined;
