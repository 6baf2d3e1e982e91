/** What a backend keeps it gives back: every element type, of every shape, as often as it is asked. */
import { DTYPES, type DType } from "@fluxion/core";
import { requireSame } from "../compare.js";
import { requireStorage } from "../laws/type-rule.js";
import { put, read } from "../run.js";
import { specials } from "../samples/values.js";
import { tensor } from "../tensor.js";
import { f32, require, type BackendCheck } from "./check.js";
import { violation } from "../violation.js";

const SHAPES = [[], [1], [0], [2, 0, 3], [3, 2], [1, 1, 5], [257]] as const;

/** Subnormals may be flushed by devices (WGSL allows it); all others must survive. */
const kept = (dtype: DType): number[] =>
  specials(dtype).filter((x) => x === 0 || !(Math.abs(x) < (dtype === "float64" ? 2 ** -1022 : 2 ** -126)));

const roundTrip: BackendCheck = {
  name: "what was uploaded is read back: all types, shapes and special values",
  async run(backend) {
    for (const dtype of backend.dtypes.filter((name) => DTYPES[name].kind !== "complex" && name !== "float16"))
      for (const shape of SHAPES) {
        const values = tensor(dtype, shape, kept(dtype));
        const back = await read(put(backend, values));
        requireSame(`${dtype}[${shape.join()}]`, [back], [values]);
        requireStorage(`${dtype}[${shape.join()}]`, back);
      }
  },
};

const synchronous: BackendCheck = {
  name: "reading at once, where it is possible, agrees with reading",
  async run(backend) {
    if (backend.readSync === undefined) return;
    const values = f32([5], [1, 2, 3, 4, 5]);
    const x = put(backend, values);
    requireSame("readSync", [{ type: x.type, data: x.dataSync() }], [values]);
    requireSame("read after readSync", [await read(x)], [values]);
  },
};

const copies: BackendCheck = {
  name: "what is read belongs to the reader",
  async run(backend) {
    const values = f32([3], [1, 2, 3]);
    const x = put(backend, values);
    (await x.data()).fill(9);
    requireSame("read again", [await read(x)], [values]);
  },
};

const disposal: BackendCheck = {
  name: "a disposed array is gone, and only that one",
  async run(backend) {
    const [x, y] = [put(backend, f32([2], [1, 2])), put(backend, f32([2], [3, 4]))];
    x.dispose();
    x.dispose();
    requireSame("the other array", [await read(y)], [f32([2], [3, 4])]);
    const refused = await x.data().then(
      () => false,
      (error: unknown) => (error as { code?: unknown }).code === "donated",
    );
    require(refused, "reading a disposed array does not fail with code donated", "dispose");
  },
};

const inOrder: BackendCheck = {
  name: "many arrays at once keep apart",
  async run(backend) {
    const arrays = Array.from({ length: 100 }, (_, i) => put(backend, f32([4], [i, i + 1, i + 2, i + 3])));
    const all = await Promise.all(arrays.map(read));
    all.forEach(({ data }, i) => {
      if (data[0] !== i || data[3] !== i + 3) violation("many arrays", `array ${i} holds ${data.join()}`);
    });
  },
};

export const storage: readonly BackendCheck[] = [roundTrip, synchronous, copies, disposal, inOrder];
