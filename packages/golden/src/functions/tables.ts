/** All function tables as one; a function without a row is called with its arguments as they are. */
import { contractions } from "./contractions.js";
import { creation } from "./creation.js";
import { elementwise } from "./elementwise.js";
import { indexing } from "./indexing.js";
import { linalg } from "./linalg.js";
import { nn } from "./nn.js";
import { random } from "./random.js";
import { reductions } from "./reductions.js";
import { regular, type Row, type Table } from "./row.js";
import { shape } from "./shape.js";

const TABLES: readonly Table[] = [elementwise, creation, reductions, shape, indexing, contractions, linalg, nn, random];

const rows = new Map<string, Row | string>(TABLES.flatMap((table) => Object.entries(table)));

export function rowOf(fn: string): Row {
  const row = rows.get(fn) ?? regular(undefined);
  return typeof row === "string" ? regular(row) : row;
}

/** Every name that has a row. */
export const rowNames = (): readonly string[] => [...rows.keys()];
