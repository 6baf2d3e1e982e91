/** Whose memory it is: results, donated operands, and arrays of other devices. */
import {
  add,
  bind,
  jit,
  mul,
  NO_PARAMS,
  withDefaultBackend,
  type Backend,
  type DeviceArray,
  type NDArray,
} from "@fluxion/core";
import { requireSame } from "../compare.js";
import { nullBackend } from "../null-backend.js";
import { put, read } from "../run.js";
import { f32, requireFailure, type BackendCheck } from "./check.js";

const values = f32([3], [1, 2, 3]);

const results: BackendCheck = {
  name: "memory: a result does not depend on what is disposed",
  async run(backend) {
    const x = put(backend, values);
    const [same, doubled] = withDefaultBackend(backend, () => jit((y: NDArray) => [y, add(y, y)])(x)) as unknown as [
      DeviceArray,
      DeviceArray,
    ];
    x.dispose();
    doubled.dispose();
    requireSame("the returned input", [await read(same)], [values]);
  },
};

const donation: BackendCheck = {
  name: "memory: a donated operand is gone, and the result is right",
  async run(backend) {
    const f = jit((x: NDArray, y: NDArray) => mul(add(x, y), y), { donate: 0 });
    for (const round of [0, 1]) {
      const [x, y] = [put(backend, values), put(backend, values)];
      const result = withDefaultBackend(backend, () => f(x, y));
      requireSame(`result, round ${round}`, [await read(result), await read(y)], [f32([3], [2, 8, 18]), values]);
      await requireFailure("reading a donated array", "donated", ["donate"], () => read(x));
    }
  },
};

const otherDevice: BackendCheck = {
  name: "memory: arrays of two devices do not mix",
  async run(backend) {
    const other: Backend = nullBackend("elsewhere").backend;
    await requireFailure("add", "device", ["elsewhere", "devicePut"], () =>
      bind(add, [put(backend, values), put(other, values)], NO_PARAMS),
    );
  },
};

export const ownership: readonly BackendCheck[] = [results, donation, otherDevice];
