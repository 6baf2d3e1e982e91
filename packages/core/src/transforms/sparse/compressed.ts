/** The products of a Jacobian with sums of its columns (or rows), one for each colour, computed some colours at a time. */
import type { Linearized } from "../../ir/primitive.js";
import { interpret } from "../../ir/interpret.js";
import { typesOf, type Program } from "../../ir/program.js";
import { sizeOf, type ArrayType, type DType } from "../../ir/type.js";
import type { NDArray } from "../../ir/value.js";
import { add } from "../../primitives/arithmetic.js";
import { call } from "../../primitives/call.js";
import { eq } from "../../primitives/compare.js";
import { concatenate } from "../../primitives/concatenate.js";
import { zeros } from "../../primitives/constant.js";
import { convert } from "../../primitives/convert.js";
import { gather } from "../../primitives/gather.js";
import { iota } from "../../primitives/iota.js";
import { broadcast } from "../../primitives/reduce.js";
import { reshape } from "../../primitives/reshape.js";
import { slice } from "../../primitives/slice.js";
import { deviceArray } from "../../trace/device.js";
import { recordClosed } from "../../trace/record.js";
import { batchDomain, type Lanes } from "../batch.js";
import { transforms } from "../programs.js";
import type { Colouring } from "./colouring.js";
import type { Rows } from "./rows.js";

/** Elements that one intermediate of all lanes together may have. */
const LANES = 2 ** 22;

const indices = (data: Int32Array): NDArray => deviceArray(data, { dtype: "int32", shape: [data.length] });

/** Elements of a vector at computed places. */
const take = (vector: NDArray, places: NDArray): NDArray =>
  gather(vector, reshape(places, { shape: [places.size, 1] }), {
    offsetDims: [],
    collapsedSliceDims: [0],
    startIndexMap: [0],
    operandBatchingDims: [],
    startIndicesBatchingDims: [],
    sliceSizes: [1],
    mode: "promise",
  });

/** The linear program to run per colour: (seeds, residuals) → results, in either direction. */
interface Direction {
  readonly seeds: readonly ArrayType[];
  /** One for each result that is asked for; `null` where it is zero. */
  run(
    lanes: readonly Lanes[],
    residuals: readonly Lanes[],
    apply: ReturnType<typeof batchDomain>["apply"],
  ): (Lanes | null)[];
  readonly results: readonly ArrayType[];
}

function directionOf({ linear, residuals }: Linearized, forward: boolean): Direction {
  const types = typesOf(linear.inputs);
  const moving = types.slice(0, types.length - residuals);
  const outputs = typesOf(linear.outputs);
  if (forward)
    return {
      seeds: moving,
      results: outputs,
      run: (lanes, rest, apply) => interpret(linear, apply, [...lanes, ...rest]),
    };
  const { program, activeInputs } = transforms.transpose(
    linear,
    types.map((_, i) => i < moving.length),
    outputs.map(() => true),
  );
  return {
    seeds: outputs,
    results: moving,
    run: (lanes, rest, apply) => {
      const pulled = interpret(program, apply, [...rest, ...lanes]);
      let next = 0;
      return moving.map((_, i) => (activeInputs[i] ? (pulled[next++] as Lanes) : null));
    },
  };
}

const largestIn = ({ equations }: Program): number =>
  equations.reduce((most, { outputs }) => Math.max(most, ...outputs.map(({ type }) => sizeOf(type.shape))), 1);

/** A compiled way from residuals to the entries of the Jacobian, in the order of its rows. */
export function compressedProducts(
  whole: Linearized,
  pattern: Rows,
  { colours, count }: Colouring,
  forward: boolean,
  dtype: DType,
): (residuals: readonly NDArray[]) => NDArray {
  if (pattern.cols.length === 0) return () => zeros({ dtype, shape: [0] });
  const direction = directionOf(whole, forward);
  const length = direction.results.reduce((total, { shape }) => total + sizeOf(shape), 0);
  const lanes = Math.max(
    1,
    Math.min(count, Math.floor(LANES / Math.max(largestIn(whole.linear), length, colours.length))),
  );
  const chunks = Math.ceil(count / lanes);
  const residualTypes = typesOf(whole.linear.inputs).slice(whole.linear.inputs.length - whole.residuals);
  const products = recordClosed(
    "sparseJacobian",
    [{ dtype: "int32", shape: [colours.length] }, { dtype: "int32", shape: [] }, ...residualTypes],
    ([colourOf, first, ...residuals]) => {
      const { apply } = batchDomain(lanes);
      const seeds = seedsOf(colourOf as NDArray, first as NDArray, direction.seeds, lanes);
      const results = direction.run(
        seeds.map((value) => ({ value, batched: true })),
        residuals.map((value) => ({ value, batched: false })),
        apply,
      );
      return [flat(results, direction.results, lanes, dtype)];
    },
  );
  const { places, order } = placesOf(pattern, colours, forward, lanes, chunks, length);
  const colourArray = indices(colours);
  const firsts = Array.from({ length: chunks }, (_, chunk) =>
    deviceArray(Int32Array.of(chunk * lanes), { dtype: "int32", shape: [] }),
  );
  return (residuals) => {
    const parts = firsts.map((first, chunk) => {
      const [product] = call([colourArray, first, ...residuals], { program: products, name: "sparseJacobian" });
      return take(product as NDArray, places[chunk] as NDArray);
    });
    return order === null ? (parts[0] as NDArray) : take(concatenate(parts, { axis: 0 }), order);
  };
}

/** One lane per colour: 1 where an element has the colour, 0 elsewhere. */
function seedsOf(colourOf: NDArray, first: NDArray, types: readonly ArrayType[], lanes: number): NDArray[] {
  const wanted = add(
    iota({ shape: [lanes], dtype: "int32", axis: 0 }),
    broadcast(first, { shape: [lanes], axes: [0] }),
  );
  let start = 0;
  return types.map(({ dtype, shape }) => {
    const size = sizeOf(shape);
    const own = slice(colourOf, { starts: [start], limits: [start + size], strides: [1] });
    start += size;
    const table = [lanes, size];
    const chosen = eq(broadcast(own, { shape: table, axes: [0] }), broadcast(wanted, { shape: table, axes: [1] }));
    return reshape(convert(chosen, { dtype }), { shape: [lanes, ...shape] });
  });
}

/** Results of all lanes as one vector, lane after lane. */
function flat(results: readonly (Lanes | null)[], types: readonly ArrayType[], lanes: number, dtype: DType): NDArray {
  const tables = types.map(({ shape }, i) => {
    const table = [lanes, sizeOf(shape)];
    const result = results[i] ?? null;
    if (result === null) return zeros({ dtype, shape: table });
    const { value, batched } = result;
    const repeated = batched ? value : broadcast(value, { shape: [lanes, ...shape], axes: [0] });
    return reshape(convert(repeated, { dtype }), { shape: table });
  });
  const joined = tables.length === 1 ? (tables[0] as NDArray) : concatenate(tables, { axis: 1 });
  return reshape(joined, { shape: [joined.size] });
}

/** For each chunk of colours, where its entries stand in its products; and how all of them come into the order of the rows. */
function placesOf(
  { rows, cols }: Rows,
  colours: Int32Array,
  forward: boolean,
  lanes: number,
  chunks: number,
  length: number,
): { places: NDArray[]; order: NDArray | null } {
  const chunkOf = new Int32Array(cols.length);
  const place = new Int32Array(cols.length);
  const starts = new Int32Array(chunks + 1);
  for (let row = 0; row + 1 < rows.length; row++)
    for (let i = rows[row] as number; i < (rows[row + 1] as number); i++) {
      const column = cols[i] as number;
      const colour = colours[forward ? column : row] as number;
      const chunk = Math.floor(colour / lanes);
      chunkOf[i] = chunk;
      place[i] = (colour % lanes) * length + (forward ? row : column);
      (starts[chunk + 1] as number)++;
    }
  if (chunks === 1) return { places: [indices(place)], order: null };
  for (let chunk = 0; chunk < chunks; chunk++) (starts[chunk + 1] as number) += starts[chunk] as number;
  const next = starts.slice();
  const sorted = new Int32Array(cols.length);
  const order = new Int32Array(cols.length);
  for (let i = 0; i < cols.length; i++) {
    const at = (next[chunkOf[i] as number] as number)++;
    sorted[at] = place[i] as number;
    order[i] = at;
  }
  return {
    places: Array.from({ length: chunks }, (_, chunk) => indices(sorted.slice(starts[chunk], starts[chunk + 1]))),
    order: indices(order),
  };
}
