/**
 * Copies part of an operand into panels: `width` elements across, one such row per step of the depth, and so on, so that the
 * innermost loop reads one address after another. What lies beyond the edge is zero.
 */
import {
  i32,
  i32x4,
  load,
  loadLane,
  select,
  store,
  v128,
  type Code,
  type Func,
  type I32,
  type Local,
  type Module,
  type V128,
} from "../../emit/index.js";
import { offsetAt, type Axis } from "./axis.js";

export interface Panels {
  readonly bytes: 4 | 8;
  /** Elements across a panel. */
  readonly width: number;
  readonly across: Axis;
  readonly depth: Axis;
}

/** Addresses of the tables of the axes that need one. */
export interface Tables {
  readonly across: I32;
  readonly depth: I32;
}

const SIGNATURE = { params: ["i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32"], results: [] } as const;

/** `pack(source, panels, first across, count across, first depth, count depth, table across, table depth)`. */
export function packFunction(module: Module, panels: Panels): Func {
  const { bytes, width, across, depth } = panels;
  const name = `pack ${bytes} ${width} ${across.stride ?? "table"} ${depth.stride ?? "table"}`;
  return module.shared(name, SIGNATURE, (code) => {
    const [source, start, firstAcross, countAcross, firstDepth, countDepth, acrossTable, depthTable] =
      SIGNATURE.params.map((type, i) => code.param(i, type)) as [
        Local<"i32">,
        Local<"i32">,
        Local<"i32">,
        Local<"i32">,
        Local<"i32">,
        Local<"i32">,
        Local<"i32">,
        Local<"i32">,
      ];
    /** Bytes from the start of the operand to a place along an axis. */
    const offset = (axis: Axis, table: I32, index: I32): I32 => i32.mul(offsetAt(axis, table, index), i32.const(bytes));
    const target = code.let(start);
    const endDepth = code.let(i32.add(firstDepth, countDepth));
    code.for(i32.const(0), countAcross, width, (panel) => {
      const left = code.let(i32.sub(countAcross, panel));
      const first = code.let(i32.add(firstAcross, panel));
      const whole = i32.geS(left, i32.const(width));
      const bases = Array.from({ length: width }, (_, i) =>
        code.let(
          i32.add(
            source,
            offset(across, acrossTable, select(i32.ltS(i32.const(i), left), i32.add(first, i32.const(i)), first)),
          ),
        ),
      );
      const loop = (row: (at: I32) => void): void =>
        code.for(firstDepth, endDepth, 1, (k) => {
          row(code.let(offset(depth, depthTable, k)));
          code.set(target, i32.add(target, i32.const(width * bytes)));
        });
      const gathered = (at: I32): V128[] => gatherRow(bases, at, bytes);
      const edge = (): void => {
        const masks = maskOf(code, left, width, bytes);
        loop((at) =>
          gathered(at).forEach((row, v) => code.do(store.v128(target, v128.and(row, masks[v] as V128), v * 16))),
        );
      };
      const gatherAll = (): void =>
        loop((at) => gathered(at).forEach((row, v) => code.do(store.v128(target, row, v * 16))));
      const copyAll = (): void =>
        loop((at) => {
          const from = code.let(i32.add(bases[0] as I32, at));
          for (let v = 0; v < (width * bytes) / 16; v++) code.do(store.v128(target, load.v128(from, v * 16), v * 16));
        });
      // Offsets of a table only grow, so that the ends tell whether the elements are neighbours.
      const neighbours = i32.eq(i32.sub(bases[width - 1] as I32, bases[0] as I32), i32.const((width - 1) * bytes));
      const full = (): void => {
        if (across.stride === 1) copyAll();
        else if (across.stride === undefined) code.if(neighbours, copyAll, gatherAll);
        else gatherAll();
      };
      code.if(whole, full, edge);
    });
  });
}

const ZERO = v128.const(new Int32Array(4));

/** One element from each base, as vectors. */
function gatherRow(bases: readonly I32[], at: I32, bytes: 4 | 8): V128[] {
  const perVector = 16 / bytes;
  const lanes = bytes === 8 ? loadLane.i64 : loadLane.i32;
  return Array.from({ length: bases.length / perVector }, (_, v) =>
    Array.from({ length: perVector }, (__, lane) => lane).reduce<V128>(
      (into, lane) => lanes(i32.add(bases[v * perVector + lane] as I32, at), into, lane),
      ZERO,
    ),
  );
}

/** Ones in the lanes below `left`. */
function maskOf(code: Code, left: I32, width: number, bytes: 4 | 8): V128[] {
  const perVector = 16 / bytes;
  return Array.from({ length: width / perVector }, (_, v) => {
    const lanes = Int32Array.from({ length: 4 }, (__, word) => v * perVector + Math.floor((word * 4) / bytes));
    return code.let(i32x4.ltS(v128.const(lanes), i32x4.splat(left)));
  });
}
