/** The backends to choose from, by name. */
import { wasm } from "@fluxion/backend-wasm";
import { backends as own, type Backend } from "fluxion";

export const backends: ReadonlyMap<string, () => Backend> = new Map(Object.entries({ ...own, wasm }));
