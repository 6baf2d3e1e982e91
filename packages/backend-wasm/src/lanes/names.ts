/** The operations that a table for one element type may have, on the parts of values. */
import type { BinaryName, CompareName, UnaryName } from "@fluxion/core";
import type { V128 } from "../emit/index.js";
import type { Scope } from "./value.js";

export type OperationName = UnaryName | BinaryName | CompareName | "isFinite";

/** Computes one vector from vectors, which are locals or constants and may be read more than once. */
export type VectorOperation = (scope: Scope, ...operands: V128[]) => V128;
export type VectorTable = Readonly<Partial<Record<OperationName, VectorOperation>>>;
