/**
 * Sets of columns, each stored once and known by its number: what the elements of arrays depend on. Arrays that are
 * repeated, moved or combined with themselves share numbers, so they cost nothing anew. Mutates: its own storage.
 */
import { raise } from "../../errors.js";

/** Entries of all sets together; a pattern that needs more is not sparse. */
const LARGEST = 2 ** 28;

/** Guards the number of entries of a pattern. */
export function requireSparse(entries: number): void {
  if (entries <= LARGEST) return;
  raise({
    code: "out-of-memory",
    what: `the sparsity pattern has more than ${LARGEST} entries`,
    where: "sparseJacobian",
    fix: "the derivative is not sparse: use jacfwd, jacrev, jvp or vjp; or give a sparsity pattern",
  });
}

export class ColumnSets {
  /** The numbers of the set of no column, and of the set of all. */
  static readonly NONE = 0;
  static readonly ALL = 1;
  private starts: Int32Array = new Int32Array(1024);
  private items: Int32Array;
  /** Sets are numbered from 2: first one for each column by itself, then unions. */
  private count: number;
  private end: number;
  private readonly seen: Int32Array;
  private stamp = 0;
  private readonly mask: number;
  private readonly pairs: Int32Array;

  /** `rows`: how many unions are worth remembering. */
  constructor(
    readonly columns: number,
    rows: number,
  ) {
    this.items = Int32Array.from({ length: columns }, (_, column) => column);
    this.starts = Int32Array.from({ length: columns + 1 }, (_, column) => column);
    this.count = columns;
    this.end = columns;
    this.seen = new Int32Array(columns);
    const size = 2 ** Math.min(21, Math.max(10, Math.ceil(Math.log2(2 * rows + 1))));
    this.mask = size - 1;
    this.pairs = new Int32Array(3 * size);
  }

  /** The set of one column. */
  single(column: number): number {
    return this.columns === 1 ? ColumnSets.ALL : column + 2;
  }

  sizeOf(set: number): number {
    if (set < 2) return set === ColumnSets.ALL ? this.columns : 0;
    return (this.starts[set - 1] as number) - (this.starts[set - 2] as number);
  }

  /** Writes the columns of a set, in ascending order, and says where they end. */
  copy(set: number, into: Int32Array, at: number): number {
    if (set === ColumnSets.NONE) return at;
    if (set === ColumnSets.ALL) {
      for (let column = 0; column < this.columns; column++) into[at + column] = column;
      return at + this.columns;
    }
    for (let i = this.starts[set - 2] as number; i < (this.starts[set - 1] as number); i++)
      into[at++] = this.items[i] as number;
    return at;
  }

  union(one: number, other: number): number {
    if (one === other || other === ColumnSets.NONE) return one;
    if (one === ColumnSets.NONE) return other;
    if (one === ColumnSets.ALL || other === ColumnSets.ALL) return ColumnSets.ALL;
    const [a, b] = one < other ? [one, other] : [other, one];
    const slot = 3 * ((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) & this.mask);
    if (this.pairs[slot] === a && this.pairs[slot + 1] === b) return this.pairs[slot + 2] as number;
    const result = this.merge(a, b);
    this.pairs[slot] = a;
    this.pairs[slot + 1] = b;
    this.pairs[slot + 2] = result;
    return result;
  }

  /** The union of many: of the entries `from … to` of a list of sets, or of those that `places` names. */
  unionOf(sets: Int32Array, places: Int32Array | null, from: number, to: number): number {
    let result: number = ColumnSets.NONE;
    let end = this.end;
    let last: number = ColumnSets.NONE;
    let different = 0;
    for (let i = from; i < to; i++) {
      const set = sets[places === null ? i : (places[i] as number)] as number;
      if (set === last || set === ColumnSets.NONE) continue;
      if (set === ColumnSets.ALL) return set;
      last = set;
      different++;
      if (different <= 2) {
        result = this.union(result, set);
        if (result === ColumnSets.ALL) return result;
        continue;
      }
      if (different === 3) {
        this.stamp++;
        this.reserve(this.columns);
        end = this.mark(result, this.end);
      }
      end = this.mark(set, end);
    }
    if (different <= 2) return result;
    this.items.subarray(this.end, end).sort();
    return this.close(end);
  }

  /** Appends what has not been seen since the last stamp. */
  private mark(set: number, end: number): number {
    if (set < 2) return end;
    for (let i = this.starts[set - 2] as number; i < (this.starts[set - 1] as number); i++) {
      const column = this.items[i] as number;
      if (this.seen[column] === this.stamp) continue;
      this.seen[column] = this.stamp;
      this.items[end++] = column;
    }
    return end;
  }

  private merge(a: number, b: number): number {
    this.reserve(this.sizeOf(a) + this.sizeOf(b));
    const { items, starts } = this;
    let [i, j, end] = [starts[a - 2] as number, starts[b - 2] as number, this.end];
    const [lastI, lastJ] = [starts[a - 1] as number, starts[b - 1] as number];
    while (i < lastI && j < lastJ) {
      const [x, y] = [items[i] as number, items[j] as number];
      items[end++] = x < y ? x : y;
      if (x <= y) i++;
      if (y <= x) j++;
    }
    while (i < lastI) items[end++] = items[i++] as number;
    while (j < lastJ) items[end++] = items[j++] as number;
    const size = end - this.end;
    return size === this.sizeOf(a) ? a : size === this.sizeOf(b) ? b : this.close(end);
  }

  /** Numbers what stands behind the last set. */
  private close(end: number): number {
    if (end - this.end === this.columns) return ColumnSets.ALL;
    if (this.count + 1 >= this.starts.length) this.starts = grown(this.starts, this.count + 2);
    this.starts[++this.count] = end;
    this.end = end;
    return this.count + 1;
  }

  private reserve(more: number): void {
    const needed = this.end + more;
    requireSparse(needed);
    if (needed > this.items.length) this.items = grown(this.items, needed);
  }
}

function grown(array: Int32Array, needed: number): Int32Array {
  const next = new Int32Array(Math.max(needed, 2 * array.length));
  next.set(array);
  return next;
}
