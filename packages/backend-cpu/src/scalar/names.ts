/** The operations that a table of rows may have. */
import type { BinaryName, CompareName, UnaryName } from "@fluxion/core";
import type { Row } from "./row.js";

export type OperationName = UnaryName | BinaryName | CompareName | "isFinite";
export type Rows = Readonly<Partial<Record<OperationName, Row>>>;
