/** The body of a function: locals and statements in order. Mutates: the bytes it collects. */
import { Bytes } from "./bytes.js";
import { CODE_OF, writeOpcode, type Expr, type I32, type ValType } from "./expr.js";
import { i32 } from "./numeric.js";
import type { Statement } from "./memory.js";

/** A local variable: an expression that reads it. */
export interface Local<T extends ValType = ValType> extends Expr<T> {
  readonly index: number;
}

const EMPTY = 0x40;

/** A place that can be left: the end of a block, or the start of a loop. */
export interface Label {
  readonly depth: number;
}

export class Code {
  private readonly out = new Bytes();
  private readonly types: ValType[];
  private depth = 0;
  constructor(private readonly params: readonly ValType[]) {
    this.types = [...params];
  }

  param<T extends ValType>(index: number, type: T): Local<T> {
    if (this.params[index] !== type) throw new Error(`parameter ${index} is ${this.params[index]}, not ${type}`);
    return read(index, type);
  }

  /** A new local, zero or `initial`; one that is given in a loop is set anew in each round. */
  local<T extends ValType>(type: T, initial?: Expr<T>): Local<T> {
    const local = read(this.types.length, type);
    this.types.push(type);
    if (initial !== undefined) this.set(local, initial);
    return local;
  }
  /** The value of an expression, computed once. */
  let<T extends ValType>(value: Expr<T>): Local<T> {
    return this.local(value.type, value);
  }
  set<T extends ValType>(local: Local<T>, value: Expr<T>): void {
    value.write(this.out);
    this.out.byte(0x21).u32(local.index);
  }
  do(statement: Statement): void {
    statement.write(this.out);
  }
  drop(value: Expr): void {
    value.write(this.out);
    this.out.byte(0x1a);
  }

  block(body: (end: Label) => void): void {
    this.nested(0x02, body);
  }
  /** Runs once unless `again` is branched to. */
  loop(body: (again: Label) => void): void {
    this.nested(0x03, body);
  }
  private nested(opcode: number, body: (label: Label) => void): void {
    this.out.byte(opcode).byte(EMPTY);
    this.depth++;
    body({ depth: this.depth });
    this.depth--;
    this.out.byte(0x0b);
  }
  if(condition: I32, then: () => void, otherwise?: () => void): void {
    condition.write(this.out);
    this.out.byte(0x04).byte(EMPTY);
    this.depth++;
    then();
    if (otherwise !== undefined) {
      this.out.byte(0x05);
      otherwise();
    }
    this.depth--;
    this.out.byte(0x0b);
  }
  branch(label: Label): void {
    this.out.byte(0x0c).u32(this.depth - label.depth);
  }
  branchIf(condition: I32, label: Label): void {
    condition.write(this.out);
    this.out.byte(0x0d).u32(this.depth - label.depth);
  }
  return(value?: Expr): void {
    value?.write(this.out);
    this.out.byte(0x0f);
  }
  unreachable(): void {
    this.out.byte(0x00);
  }

  /** Counts `counter` from `start` in steps while it is below `limit` (signed); nothing happens if it starts there. */
  for(start: I32, limit: I32, step: number, body: (counter: Local<"i32">) => void): void {
    const counter = this.let(start);
    this.block((end) => {
      this.branchIf(i32.geS(counter, limit), end);
      this.loop((again) => {
        body(counter);
        this.set(counter, i32.add(counter, i32.const(step)));
        this.branchIf(i32.ltS(counter, limit), again);
      });
    });
  }
  while(condition: () => I32, body: () => void): void {
    this.block((end) =>
      this.loop((again) => {
        this.branchIf(i32.eqz(condition()), end);
        body();
        this.branch(again);
      }),
    );
  }

  /** Size of the body so far, in bytes. */
  get length(): number {
    return this.out.length;
  }

  /** Locals and instructions, as the code section holds them. */
  finish(result?: Expr): Uint8Array {
    result?.write(this.out);
    const whole = new Bytes();
    const own = this.types.slice(this.params.length);
    const runs: { type: ValType; count: number }[] = [];
    for (const type of own) {
      const last = runs.at(-1);
      if (last?.type === type) last.count++;
      else runs.push({ type, count: 1 });
    }
    whole.u32(runs.length);
    for (const { type, count } of runs) whole.u32(count).byte(CODE_OF[type]);
    return whole.raw(this.out.peek()).byte(0x0b).finish();
  }
}

function read<T extends ValType>(index: number, type: T): Local<T> {
  return { type, index, write: (out) => void out.byte(0x20).u32(index) };
}

/** The first where the condition holds (is not zero), else the second; both are computed. */
export const select = <T extends ValType>(condition: I32, onTrue: Expr<T>, onFalse: Expr<T>): Expr<T> => ({
  type: onTrue.type,
  write(out) {
    onTrue.write(out);
    onFalse.write(out);
    condition.write(out);
    writeOpcode(out, 0x1b);
  },
});

/** Sets a local and gives its value. */
export const tee = <T extends ValType>(local: Local<T>, value: Expr<T>): Expr<T> => ({
  type: local.type,
  write(out) {
    value.write(out);
    out.byte(0x22).u32(local.index);
  },
});

/** The size of the memory in pages of 64 KiB. */
export const memorySize: I32 = { type: "i32", write: (out) => void out.byte(0x3f).byte(0) };
