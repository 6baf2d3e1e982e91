/** Q·R decompositions by Householder reflections of matrices that are stored column after column, with columns exchanged if asked. */
import { f64, i32, load, store, type Code, type I32, type Module } from "../../emit/index.js";
import { count, countDown, type Doubles } from "./doubles.js";
import { index, minus, plus, times } from "./index-arithmetic.js";
import { dot, reflect, reflection } from "./vectors.js";

interface Columns {
  readonly code: Code;
  readonly module: Module;
  readonly a: Doubles;
  readonly rows: number;
  readonly columns: number;
  readonly taus: Doubles;
}

function step({ code, module, a, rows: m, columns: n, taus }: Columns, k: I32): void {
  const at = a.address(plus(times(k, m), k));
  const rest = index(minus(m, k));
  taus.set(k, reflection(module, at, rest));
  count(code, plus(k, 1), n, (j) => code.do(reflect(module, at, taus.get(k), rest, a.address(plus(times(j, m), k)))));
}

/** Replaces the columns by R (on and above the diagonal) and the reflections' vectors (below). */
export const reduceColumns = (columns: Columns): void =>
  count(columns.code, 0, Math.min(columns.rows, columns.columns), (k) => step(columns, k));

/**
 * The same, where each step takes the column with the largest rest, so that R's diagonal falls in size; `order` (words) says which
 * column is where.
 * Source: P. Businger and G. Golub, "Linear least squares solutions by Householder transformations", Numerische Mathematik 7 (1965).
 */
export function reducePivoted(columns: Columns, order: I32): void {
  const { code, module, a, rows: m, columns: n } = columns;
  const word = (i: I32): I32 => i32.add(order, i32.shl(i, i32.const(2)));
  count(code, 0, n, (j) => code.do(store.i32(word(j), j)));
  count(code, 0, Math.min(m, n), (k) => {
    const best = code.local("i32");
    code.set(best, k);
    const most = code.let(f64.const(-1));
    count(code, k, n, (j) => {
      const at = a.address(plus(times(j, m), k));
      const rest = code.let(dot(module, at, at, index(minus(m, k))));
      code.if(f64.gt(rest, most), () => {
        code.set(most, rest);
        code.set(best, j);
      });
    });
    code.if(i32.ne(best, k), () => {
      count(code, 0, m, (i) => {
        const [p, q] = [plus(times(k, m), i), plus(times(best, m), i)];
        const kept = code.let(a.get(p));
        a.set(p, a.get(q));
        a.set(q, kept);
      });
      const kept = code.let(load.i32(word(k)));
      code.do(store.i32(word(k), load.i32(word(best))));
      code.do(store.i32(word(best), kept));
    });
    step(columns, k);
  });
}

/** Multiplies `width` columns of x by Q, the product of the first reflections. */
export function applyQ(
  { code, module, a, rows: m, taus }: Columns,
  reflections: number,
  x: Doubles,
  width: number,
): void {
  countDown(code, reflections, 0, (k) =>
    count(code, 0, width, (j) =>
      code.do(
        reflect(
          module,
          a.address(plus(times(k, m), k)),
          taus.get(k),
          index(minus(m, k)),
          x.address(plus(times(j, m), k)),
        ),
      ),
    ),
  );
}
