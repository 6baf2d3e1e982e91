/**
 * Arrays in the linear memory. An array's block is given back when the array is garbage; the engine says so only between
 * turns of the event loop, so that a long loop without a pause could fill the memory with garbage nobody reports. Beyond a
 * budget the oldest arrays are therefore moved out, into ordinary typed arrays that the engine collects by itself; those
 * still in use come back when they are needed. Small arrays never live here: see the note "memory without dispose".
 * Mutates: the memory, and where arrays are.
 */
import { allocate, bytesOf, raise, sizeOf, type ArrayType, type TypedArray } from "@fluxion/core";
import { blockSize, FreeList } from "./free-list.js";
import { PAGE, type Pages } from "./pages.js";
import { viewOf } from "./views.js";

/** Up to so many bytes an array stays outside: copying it in costs less than keeping account of it. */
export const SMALL = 1024;
const BUDGET = 2 ** 28;

/** Where an array is: in the memory, or (address 0) in an array of its own. */
interface Residence {
  readonly type: ArrayType;
  readonly id: number;
  address: number;
  data: TypedArray | undefined;
  /** Whether it was in the memory before. */
  movedOut: boolean;
}

/** What the backend hands out for an array. Nothing else refers to it, so that its end can be noticed. */
export class WasmBuffer {
  constructor(readonly residence: Residence) {}
}

export class Heap {
  private readonly free = new FreeList();
  private readonly residents = new Map<number, Residence>();
  private readonly registry: FinalizationRegistry<number>;
  private end: number;
  private nextId = 1;
  private readonly frames: { readonly address: number; readonly size: number }[] = [];
  private depth = 0;
  /** Arrays that runs are using and that must not move, those of inner runs last. */
  private readonly pins: Residence[] = [];

  constructor(
    readonly pages: Pages,
    start: number,
    private budget = BUDGET,
  ) {
    this.end = start;
    this.registry = new FinalizationRegistry((id) => this.release(id));
  }

  /** Bytes of blocks in use, their padding included. */
  get used(): number {
    return this.end - this.free.free;
  }

  /** An array made outside; taken as it is, not copied, if it is small. */
  upload(data: TypedArray, type: ArrayType): WasmBuffer {
    return this.hold({ type, id: this.nextId++, address: 0, data, movedOut: false });
  }
  /** Memory for a result that is not small. */
  reserve(type: ArrayType): WasmBuffer {
    const address = this.block(type);
    const residence: Residence = { type, id: this.nextId++, address, data: undefined, movedOut: false };
    return this.register(this.hold(residence));
  }
  private hold(residence: Residence): WasmBuffer {
    return new WasmBuffer(residence);
  }
  private register(buffer: WasmBuffer): WasmBuffer {
    this.residents.set(buffer.residence.id, buffer.residence);
    this.registry.register(buffer, buffer.residence.id, buffer.residence);
    return buffer;
  }

  /** The address of a large array, which stays there until `unpin`. */
  pin(buffer: WasmBuffer): number {
    const { residence } = buffer;
    this.pins.push(residence);
    if (residence.data === undefined) return residence.address;
    const { data } = residence;
    residence.address = this.block(residence.type);
    viewOf(this.pages.memory, residence.type, residence.address).set(data);
    residence.data = undefined;
    // It had been moved out and is needed after all: there is more in use than the budget allows for.
    if (residence.movedOut) this.budget += bytesOf(residence.type);
    residence.movedOut = false;
    this.register(buffer);
    return residence.address;
  }
  /** How many arrays are pinned; `unpin` goes back to it. */
  get pinned(): number {
    return this.pins.length;
  }
  unpin(mark: number): void {
    this.pins.length = mark;
  }

  /** Memory for one run of a program. Runs inside a run have theirs beside it. */
  enter(bytes: number): number {
    const size = blockSize(bytes);
    const idle = this.frames.at(-1);
    if (this.depth === 0 && idle !== undefined && idle.size >= size) {
      this.depth++;
      return idle.address;
    }
    if (this.depth === 0 && idle !== undefined) {
      this.free.give(idle.address, idle.size);
      this.frames.pop();
    }
    const address = this.blockOf(size);
    this.frames.push({ address, size });
    this.depth++;
    return address;
  }
  leave(): void {
    this.depth--;
    if (this.depth === 0) return;
    const { address, size } = this.frames.pop() as { address: number; size: number };
    this.free.give(address, size);
  }

  /** Numbers that stay as long as the backend. */
  keep(numbers: TypedArray): number {
    const address = this.blockOf(blockSize(numbers.byteLength));
    const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
    new Uint8Array(this.pages.memory.buffer, address, bytes.length).set(bytes);
    return address;
  }

  /** A copy of the elements. */
  read({ residence }: WasmBuffer): TypedArray {
    return residence.data?.slice() ?? viewOf(this.pages.memory, residence.type, residence.address).slice();
  }
  release(id: number): void {
    const residence = this.residents.get(id);
    if (residence === undefined) return;
    this.residents.delete(id);
    this.free.give(residence.address, blockSize(bytesOf(residence.type)));
  }
  dispose({ residence }: WasmBuffer): void {
    this.registry.unregister(residence);
    this.release(residence.id);
  }

  private block(type: ArrayType): number {
    return this.blockOf(blockSize(bytesOf(type)));
  }
  private blockOf(size: number): number {
    return this.free.take(size) ?? this.extend(size) ?? this.moveOut(size) ?? this.exhausted(size);
  }
  private extend(size: number, limit = this.budget): number | undefined {
    if (this.end + size > limit || !this.pages.grow(this.end + size)) return undefined;
    const address = this.end;
    this.end += size;
    return address;
  }
  /** Moves the oldest arrays out, half of the budget at once. */
  private moveOut(size: number): number | undefined {
    let moved = 0;
    const pinned = new Set(this.pins);
    for (const residence of this.residents.values()) {
      if (moved >= Math.max(size, this.budget / 2)) break;
      if (pinned.has(residence)) continue;
      const copy = allocate(residence.type.dtype, sizeOf(residence.type.shape));
      copy.set(viewOf(this.pages.memory, residence.type, residence.address));
      residence.data = copy;
      residence.movedOut = true;
      this.registry.unregister(residence);
      this.release(residence.id);
      moved += blockSize(bytesOf(residence.type));
    }
    return this.free.take(size) ?? this.extend(size, Infinity);
  }
  private exhausted(size: number): never {
    return raise({
      code: "out-of-memory",
      what: `${size} bytes do not fit: ${this.used} of the ${this.pages.bytes} bytes of the memory are in use, and it cannot grow`,
      where: "wasm memory",
      fix: `dispose() of arrays that are no longer needed, or work in smaller pieces; a WebAssembly memory holds at most ${(65536 * PAGE) / 2 ** 30} GiB`,
    });
  }
}
