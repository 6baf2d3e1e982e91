/**
 * Matrix products by blocks that fit the caches: panels of the right operand in the third cache, of the left in the second, one
 * panel of each in the first. Source: K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).
 */
import {
  f32,
  f64,
  i32,
  load,
  run,
  select,
  store,
  type Code,
  type Expr,
  type Func,
  type I32,
  type Local,
  type Module,
} from "../../emit/index.js";
import type { Arithmetic } from "./arithmetic.js";
import type { Axis } from "./axis.js";
import { accumulate, newTile, TILE } from "./micro.js";
import { packFunction } from "./pack.js";

/** Steps of the depth, rows and columns of a block, in elements of 4 bytes. */
const DEPTH = 256;
const ROWS = 128;
const COLUMNS = 2048;

/** out[row][column] = Σ over depth of left[row, depth] · right[depth, column]. */
export interface Product {
  readonly rows: Axis;
  readonly columns: Axis;
  readonly leftDepth: Axis;
  readonly rightDepth: Axis;
}

const up = (n: number, to: number): number => Math.ceil(n / to) * to;

/** What a product needs beside its operands: packed panels and one tile. */
export function scratchBytes({ rows, columns, leftDepth }: Product, { bytes, width }: Arithmetic): number {
  const depth = Math.min(DEPTH, leftDepth.length);
  const across = TILE.vectors * width;
  const right = up(Math.min(COLUMNS, columns.length), across) * depth;
  const left = up(Math.min(ROWS, rows.length), TILE.rows) * depth;
  return up((left + right + TILE.rows * across) * bytes, 64) + 64;
}

/** Addresses of tables of offsets, for the axes that need one. */
export interface ProductTables {
  readonly rows: I32;
  readonly columns: I32;
  readonly leftDepth: I32;
  readonly rightDepth: I32;
}

const SIGNATURE = { params: ["i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32"], results: [] } as const;

/** `product(left, right, out, scratch, table rows, table columns, table left depth, table right depth)`, once per shape. */
export function productFunction(module: Module, arithmetic: Arithmetic, product: Product): Func {
  const { rows, columns, leftDepth, rightDepth } = product;
  const { bytes, width, type } = arithmetic;
  const size = bytes === 8 ? 8 : 4;
  const across = TILE.vectors * width;
  const axes = [rows, columns, leftDepth, rightDepth].map(({ length, stride }) => `${length}:${stride ?? "table"}`);
  const packLeft = packFunction(module, { bytes: size, width: TILE.rows, across: rows, depth: leftDepth });
  const packRight = packFunction(module, { bytes: size, width: across, across: columns, depth: rightDepth });
  const multiply = panelsFunction(module, arithmetic, columns.length);
  return module.shared(`product ${type} ${axes.join(" ")}`, SIGNATURE, (code) => {
    const [left, right, out, scratch, rowTable, columnTable, leftTable, rightTable] = params(code);
    const rowsAtOnce = up(Math.min(ROWS, rows.length), TILE.rows);
    const depthAtOnce = Math.min(DEPTH, leftDepth.length);
    const packedLeft = code.let(i32.add(scratch, i32.const(TILE.rows * across * bytes)));
    const packedRight = code.let(i32.add(packedLeft, i32.const(rowsAtOnce * depthAtOnce * bytes)));
    const least = (remaining: I32, most: number): Local<"i32"> => {
      const given = code.let(remaining);
      return code.let(select(i32.ltS(given, i32.const(most)), given, i32.const(most)));
    };
    code.for(i32.const(0), i32.const(columns.length), COLUMNS, (column) => {
      const width_ = least(i32.sub(i32.const(columns.length), column), COLUMNS);
      code.for(i32.const(0), i32.const(leftDepth.length), DEPTH, (depth) => {
        const steps = least(i32.sub(i32.const(leftDepth.length), depth), DEPTH);
        code.do(run(packRight, right, packedRight, column, width_, depth, steps, columnTable, rightTable));
        code.for(i32.const(0), i32.const(rows.length), ROWS, (row) => {
          const height = least(i32.sub(i32.const(rows.length), row), ROWS);
          code.do(run(packLeft, left, packedLeft, row, height, depth, steps, rowTable, leftTable));
          const place = i32.add(i32.mul(row, i32.const(columns.length)), column);
          const target = i32.add(out, i32.mul(place, i32.const(bytes)));
          code.do(run(multiply, packedLeft, packedRight, target, scratch, height, width_, steps, i32.eqz(depth)));
        });
      });
    });
  });
}

const params = (code: Code): Local<"i32">[] & { length: 8 } =>
  SIGNATURE.params.map((type, i) => code.param(i, type)) as Local<"i32">[] & { length: 8 };

/** `multiply(left panels, right panels, out, tile, rows, columns, depth, first)`: adds to the result, or sets it where `first`. */
function panelsFunction(module: Module, arithmetic: Arithmetic, rowLength: number): Func {
  const { bytes, width, type } = arithmetic;
  const across = TILE.vectors * width;
  const tile = tileFunction(module, arithmetic, rowLength);
  const edge = tileFunction(module, arithmetic, across);
  const copy = edgeFunction(module, arithmetic, rowLength);
  return module.shared(`panels ${type} ${rowLength}`, SIGNATURE, (code) => {
    const [left, right, out, spare, rows, columns, depth, first] = params(code);
    const leftStep = code.let(i32.mul(depth, i32.const(TILE.rows * bytes)));
    const rightStep = code.let(i32.mul(depth, i32.const(across * bytes)));
    const rightPanel = code.let(right);
    code.for(i32.const(0), columns, across, (column) => {
      const leftPanel = code.local("i32");
      code.set(leftPanel, left);
      const wide = code.let(i32.leS(i32.add(column, i32.const(across)), columns));
      code.for(i32.const(0), rows, TILE.rows, (row) => {
        const place = i32.add(i32.mul(row, i32.const(rowLength)), column);
        const target = code.let(i32.add(out, i32.mul(place, i32.const(bytes))));
        code.if(
          i32.and(wide, i32.leS(i32.add(row, i32.const(TILE.rows)), rows)),
          () => code.do(run(tile, leftPanel, rightPanel, target, depth, first)),
          () => {
            code.do(run(edge, leftPanel, rightPanel, spare, depth, i32.const(1)));
            code.do(run(copy, spare, target, i32.sub(rows, row), i32.sub(columns, column), first));
          },
        );
        code.set(leftPanel, i32.add(leftPanel, leftStep));
      });
      code.set(rightPanel, i32.add(rightPanel, rightStep));
    });
  });
}

/** `tile(left panel, right panel, out, depth, first)`, for rows of the result of that many elements. */
function tileFunction(module: Module, arithmetic: Arithmetic, rowLength: number): Func {
  const { bytes, type } = arithmetic;
  const signature = { params: ["i32", "i32", "i32", "i32", "i32"], results: [] } as const;
  return module.shared(`tile ${type} ${rowLength}`, signature, (code) => {
    const [left, right, out, depth, first] = signature.params.map((p, i) => code.param(i, p)) as [
      Local<"i32">,
      Local<"i32">,
      Local<"i32">,
      Local<"i32">,
      Local<"i32">,
    ];
    const tile = newTile(code);
    const at = (i: number): number => Math.floor(i / TILE.vectors) * rowLength * bytes + (i % TILE.vectors) * 16;
    code.if(i32.eqz(first), () => tile.forEach((sum, i) => code.set(sum, load.v128(out, at(i)))));
    accumulate(code, arithmetic, left, right, depth, tile);
    tile.forEach((sum, i) => code.do(store.v128(out, sum, at(i))));
  });
}

/** `edge(tile, out, rows, columns, first)`: the part of a tile that is inside goes to the result, one element after another. */
function edgeFunction(module: Module, { bytes, width, type }: Arithmetic, rowLength: number): Func {
  const signature = { params: ["i32", "i32", "i32", "i32", "i32"], results: [] } as const;
  const across = TILE.vectors * width;
  return module.shared(`edge ${type} ${rowLength}`, signature, (code) => {
    const [tile, out, rows, columns, first] = signature.params.map((p, i) => code.param(i, p)) as [
      Local<"i32">,
      Local<"i32">,
      Local<"i32">,
      Local<"i32">,
      Local<"i32">,
    ];
    const least = (given: I32, most: number): Local<"i32"> =>
      code.let(select(i32.ltS(given, i32.const(most)), given, i32.const(most)));
    const [height, breadth] = [least(rows, TILE.rows), least(columns, across)];
    code.for(i32.const(0), height, 1, (row) =>
      code.for(i32.const(0), breadth, 1, (column) => {
        const from = code.let(
          i32.add(tile, i32.mul(i32.add(i32.mul(row, i32.const(across)), column), i32.const(bytes))),
        );
        const to = code.let(
          i32.add(out, i32.mul(i32.add(i32.mul(row, i32.const(rowLength)), column), i32.const(bytes))),
        );
        addElement(code, type, from, to, first);
      }),
    );
  });
}

function addElement(code: Code, type: Arithmetic["type"], from: I32, to: I32, first: I32): void {
  const put = <T extends "i32" | "f32" | "f64">(
    kind: T,
    zero: Expr<T>,
    add: (x: Expr<T>, y: Expr<T>) => Expr<T>,
  ): void => {
    const read = load[kind] as unknown as (address: I32) => Expr<T>;
    const write = store[kind] as unknown as (address: I32, value: Expr<T>) => { write(out: never): void };
    code.do(write(to, add(read(from), select(first, zero, read(to)))) as never);
  };
  if (type === "float32") put("f32", f32.const(-0), f32.add);
  else if (type === "float64") put("f64", f64.const(-0), f64.add);
  else put("i32", i32.const(0), i32.add);
}
