/** Moves arrays between devices. */
import { raise } from "../errors.js";
import type { NDArray } from "../ir/value.js";
import { DeviceArray, deviceArray, type Backend } from "./device.js";

/**
 * The array on another backend (the array itself if it is there). Reads synchronously: use `devicePutAsync` for arrays on
 * devices that can only be read asynchronously.
 */
export function devicePut(x: NDArray, backend: Backend): DeviceArray {
  if (!(x instanceof DeviceArray))
    return raise({
      code: "device",
      what: "a traced array has no device yet",
      where: "devicePut",
      fix: "move the arguments before the transformed function is called",
    });
  return x.backend === backend ? x : deviceArray(x.dataSync(), x.type, backend);
}

/** The same for any pair of devices. */
export async function devicePutAsync(x: DeviceArray, backend: Backend): Promise<DeviceArray> {
  return x.backend === backend ? x : deviceArray(await x.data(), x.type, backend);
}
