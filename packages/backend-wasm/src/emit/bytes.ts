/** A growing list of bytes with the encodings of the WebAssembly binary format. */
export class Bytes {
  private bytes = new Uint8Array(256);
  private view = new DataView(this.bytes.buffer);
  private end = 0;

  get length(): number {
    return this.end;
  }

  private reserve(count: number): void {
    if (this.end + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * this.bytes.length, this.end + count));
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  byte(value: number): this {
    this.reserve(1);
    this.bytes[this.end++] = value;
    return this;
  }
  raw(values: ArrayLike<number>): this {
    this.reserve(values.length);
    this.bytes.set(values, this.end);
    this.end += values.length;
    return this;
  }
  /** Unsigned LEB128. */
  u32(value: number): this {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return this.byte(rest);
  }
  /** Signed LEB128 of 32 bits. */
  i32(value: number): this {
    let rest = value | 0;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }
  /** Signed LEB128 of 64 bits. */
  i64(value: bigint): this {
    let rest = BigInt.asIntN(64, value);
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if ((rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)) return this.byte(low);
      this.byte(low | 0x80);
    }
  }
  f32(value: number): this {
    this.reserve(4);
    this.view.setFloat32(this.end, value, true);
    this.end += 4;
    return this;
  }
  f64(value: number): this {
    this.reserve(8);
    this.view.setFloat64(this.end, value, true);
    this.end += 8;
    return this;
  }
  /** A name of ASCII characters, after their number. */
  name(text: string): this {
    return this.sized(Array.from(text, (character) => character.charCodeAt(0) & 0x7f));
  }
  /** A length, then that many bytes. */
  sized(values: ArrayLike<number>): this {
    return this.u32(values.length).raw(values);
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.end);
  }
  /** What has been written so far, without a copy; valid until the next write. */
  peek(): Uint8Array {
    return this.bytes.subarray(0, this.end);
  }
}
