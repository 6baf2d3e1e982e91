/** The layout of the memory that a program needs while it runs: everything lies at a fixed distance from its start. Mutates: itself. */
import { bytesOf, type ArrayType } from "@fluxion/core";
import { blockSize } from "../memory/free-list.js";

export class FrameLayout {
  private end = 0;

  /** Room for so many bytes, and for what vectors read and write beyond them. */
  take(bytes: number): number {
    const offset = this.end;
    this.end += blockSize(bytes);
    return offset;
  }
  takeArray(type: ArrayType): number {
    return this.take(bytesOf(type));
  }
  get bytes(): number {
    return this.end;
  }
}
