/** A value of the user's program: an array that exists, or one that a transform is still tracing. */
import { raise } from "../errors.js";
import { sizeOf, type ArrayType, type DType, type Shape } from "./type.js";

/** The JavaScript arrays that hold elements. Booleans are stored as bytes 0 and 1. */
export type TypedArray = Uint8Array | Int8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** A number (or boolean), or nested lists of them, as `tolist` gives. */
export type NestedList = number | boolean | readonly NestedList[];

export abstract class NDArray {
  abstract readonly type: ArrayType;

  /** The kind of a plain number that still gives way to the types it meets (a carry that began as one); none for others. */
  get weak(): "int" | "float" | undefined {
    return undefined;
  }
  get shape(): Shape {
    return this.type.shape;
  }
  get dtype(): DType {
    return this.type.dtype;
  }
  /** Number of dimensions. */
  get ndim(): number {
    return this.type.shape.length;
  }
  /** Number of elements. */
  get size(): number {
    return sizeOf(this.type.shape);
  }

  /** The elements in row-major order. */
  abstract data(): Promise<TypedArray>;
  /** The elements in row-major order, at once; a typed error where the device can only be read asynchronously. */
  abstract dataSync(): TypedArray;

  /** The one element of an array of size 1, as a number (booleans as true and false). */
  abstract item(): number;

  /** Nested JavaScript lists with the array's shape. */
  tolist(): NestedList {
    const data = this.dataSync();
    const bool = this.dtype === "bool";
    const build = (axis: number, offset: number, stride: number): NestedList => {
      if (axis === this.ndim) return bool ? data[offset] !== 0 : (data[offset] as number);
      const length = this.shape[axis] as number;
      const step = length === 0 ? 0 : stride / length;
      return Array.from({ length }, (_, i) => build(axis + 1, offset + i * step, step));
    };
    return build(0, 0, this.size);
  }

  /** JavaScript's operators want a number: from an array they would get NaN, and go on. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint !== "number") return this.toString();
    return raise({
      code: "argument",
      what: `a JavaScript operator or comparison was used on a ${this.dtype} array of shape [${this.shape.join(", ")}]`,
      fix: "write x.mul(2) or np.multiply(x, 2) instead of x * 2, np.less(x, y) instead of x < y, and x.item() where a plain number is wanted",
    });
  }
  toString(): string {
    return `${this.dtype}[${this.shape.join(",")}]`;
  }
}
