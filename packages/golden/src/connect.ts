/** Connects the runner to Fluxion: all that the package exports is the vocabulary, on the backend of a name. */
import { wasm } from "@fluxion/backend-wasm";
import * as fluxion from "fluxion";
import { LibraryRunner } from "./library-runner.js";
import { fluxionLibrary, type FluxionModules } from "./library/fluxion-library.js";
import type { RunnerFactory } from "./runner.js";

/** The backends to choose from. */
const backends: ReadonlyMap<string, () => fluxion.Backend> = new Map(Object.entries({ ...fluxion.backends, wasm }));

/** @throws RangeError for a backend that is not there */
export const connect: RunnerFactory = async (name) => {
  const make = backends.get(name);
  if (make === undefined) throw new RangeError(`no backend ${name}; there are ${[...backends.keys()].join(", ")}`);
  const backend = make();
  fluxion.setDefaultBackend(backend);
  const modules: FluxionModules = {
    api: { ...fluxion },
    dtypes: backend.dtypes,
    NDArray: fluxion.NDArray,
    FluxionError: fluxion.FluxionError,
    fromElements: (data, shape, dtype) => fluxion.fromElements(data, shape, dtype as fluxion.DType),
  };
  return new LibraryRunner(fluxionLibrary(modules));
};
