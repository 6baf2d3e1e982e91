/**
 * Which parts of the memory are free: blocks in order of address, the best fit is taken, neighbours are joined.
 * Mutates: itself.
 */
export const ALIGNMENT = 64;
/** Vectors may read, and write, this far past the last element. */
const PADDING = 64;

/** Bytes that an array of so many bytes takes. */
export const blockSize = (bytes: number): number => Math.ceil((bytes + PADDING) / ALIGNMENT) * ALIGNMENT;

interface Block {
  address: number;
  size: number;
}

export class FreeList {
  /** In order of address; no two touch. */
  private readonly blocks: Block[] = [];
  private total = 0;

  /** Free bytes. */
  get free(): number {
    return this.total;
  }

  /** The address of a block of that size, or `undefined` where none is large enough. */
  take(size: number): number | undefined {
    let best = -1;
    for (let i = 0; i < this.blocks.length; i++) {
      const own = (this.blocks[i] as Block).size;
      if (own >= size && (best < 0 || own < (this.blocks[best] as Block).size)) best = i;
      if (own === size) break;
    }
    if (best < 0) return undefined;
    const block = this.blocks[best] as Block;
    const { address } = block;
    block.address += size;
    block.size -= size;
    if (block.size === 0) this.blocks.splice(best, 1);
    this.total -= size;
    return address;
  }

  give(address: number, size: number): void {
    this.total += size;
    let low = 0;
    let high = this.blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.blocks[middle] as Block).address < address) low = middle + 1;
      else high = middle;
    }
    const before = this.blocks[low - 1];
    const after = this.blocks[low];
    const joinsBefore = before !== undefined && before.address + before.size === address;
    const joinsAfter = after !== undefined && address + size === after.address;
    if (joinsBefore && joinsAfter) {
      before.size += size + after.size;
      this.blocks.splice(low, 1);
    } else if (joinsBefore) before.size += size;
    else if (joinsAfter) {
      after.address = address;
      after.size += size;
    } else this.blocks.splice(low, 0, { address, size });
  }
}
