/** A WebAssembly module: functions, one memory, exports, as bytes. Source: WebAssembly Core Specification 2.0, §5.5. Mutates: itself, until finished. */
import { Bytes } from "./bytes.js";
import { Code } from "./code.js";
import { CODE_OF, type Expr, type ValType } from "./expr.js";
import type { Statement } from "./memory.js";

export interface Signature {
  readonly params: readonly ValType[];
  readonly results: readonly ValType[];
}

/** A function of the module or an imported one. */
export interface Func extends Signature {
  readonly name: string;
  readonly index: number;
}

interface Import extends Func {
  readonly from: string;
}

/** Where the memory comes from: pages of 64 KiB, shared between threads or not. */
export interface MemoryImport {
  readonly from: string;
  readonly name: string;
  readonly minimum: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}

const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

export class Module {
  private readonly signatures: string[] = [];
  private readonly types: Signature[] = [];
  private readonly imports: Import[] = [];
  private readonly functions: { readonly func: Func; body: Uint8Array | undefined }[] = [];
  private readonly exports: { name: string; kind: number; index: number }[] = [];
  private memory: MemoryImport | undefined;
  private readonly named = new Map<string, Func>();

  private typeIndex({ params, results }: Signature): number {
    const key = `${params.join()}:${results.join()}`;
    const known = this.signatures.indexOf(key);
    if (known >= 0) return known;
    this.signatures.push(key);
    return this.types.push({ params, results }) - 1;
  }

  importMemory(memory: MemoryImport): void {
    this.memory = memory;
  }
  /** Imports come before the first function of the module. */
  importFunction(from: string, name: string, signature: Signature): Func {
    if (this.functions.length > 0) throw new Error(`import ${from}.${name} comes after the first function`);
    const func: Import = { from, name, index: this.imports.length, ...signature };
    this.imports.push(func);
    this.typeIndex(signature);
    return func;
  }

  /** A function; `body` writes statements and gives the result, where there is one. */
  func(name: string, signature: Signature, body: (code: Code, self: Func) => Expr | void): Func {
    const func: Func = { name, index: this.imports.length + this.functions.length, ...signature };
    this.typeIndex(signature);
    const entry: (typeof this.functions)[number] = { func, body: undefined };
    this.functions.push(entry);
    const code = new Code(signature.params);
    const result = body(code, func);
    entry.body = code.finish(result ?? undefined);
    return func;
  }
  /** A function that is made when it is asked for first. */
  shared(name: string, signature: Signature, body: (code: Code) => Expr | void): Func {
    const known = this.named.get(name);
    if (known !== undefined) return known;
    const made = this.func(name, signature, body);
    this.named.set(name, made);
    return made;
  }
  export(func: Func, name = func.name): void {
    this.exports.push({ name, kind: 0, index: func.index });
  }

  finish(): Uint8Array<ArrayBuffer> {
    const out = new Bytes().raw(PREAMBLE);
    section(out, 1, this.types, (bytes, { params, results }) => {
      bytes.byte(0x60);
      bytes.sized(params.map((type) => CODE_OF[type])).sized(results.map((type) => CODE_OF[type]));
    });
    const imports: ((bytes: Bytes) => void)[] = this.imports.map((func) => (bytes) => {
      bytes.name(func.from).name(func.name).byte(0x00).u32(this.typeIndex(func));
    });
    const memory = this.memory;
    if (memory !== undefined) imports.push((bytes) => writeMemory(bytes, memory));
    section(out, 2, imports, (bytes, write) => write(bytes));
    section(out, 3, this.functions, (bytes, { func }) => void bytes.u32(this.typeIndex(func)));
    section(out, 7, this.exports, (bytes, { name, kind, index }) => void bytes.name(name).byte(kind).u32(index));
    section(out, 10, this.functions, (bytes, { func, body }) => {
      if (body === undefined) throw new Error(`function ${func.name} has no body`);
      bytes.sized(body);
    });
    this.writeNames(out);
    return out.finish();
  }

  /** Names of functions, for stack traces and disassemblies. */
  private writeNames(out: Bytes): void {
    const names = new Bytes();
    const all = [...this.imports, ...this.functions.map(({ func }) => func)];
    names.u32(all.length);
    for (const { index, name } of all) names.u32(index).name(name);
    const custom = new Bytes().name("name").byte(1).sized(names.peek());
    out.byte(0).sized(custom.peek());
  }
}

function section<T>(out: Bytes, id: number, items: readonly T[], write: (bytes: Bytes, item: T) => void): void {
  if (items.length === 0) return;
  const content = new Bytes().u32(items.length);
  for (const item of items) write(content, item);
  out.byte(id).sized(content.peek());
}

function writeMemory(bytes: Bytes, { from, name, minimum, maximum, shared = false }: MemoryImport): void {
  const limits = (maximum === undefined ? 0 : 1) | (shared ? 2 : 0);
  bytes.name(from).name(name).byte(0x02).byte(limits).u32(minimum);
  if (maximum !== undefined) bytes.u32(maximum);
}

/** The result of a call. */
export const call = <T extends ValType>(func: Func, result: T, ...operands: readonly Expr[]): Expr<T> => {
  if (func.results[0] !== result) throw new Error(`${func.name} gives ${func.results[0]}, not ${result}`);
  return { type: result, write: (out) => writeCall(out, func, operands) };
};

/** A call for its effect. */
export const run = (func: Func, ...operands: readonly Expr[]): Statement => ({
  write: (out) => writeCall(out, func, operands),
});

function writeCall(out: Bytes, func: Func, operands: readonly Expr[]): void {
  if (operands.length !== func.params.length)
    throw new Error(`${func.name} takes ${func.params.length} operands, got ${operands.length}`);
  for (const operand of operands) operand.write(out);
  out.byte(0x10).u32(func.index);
}
