/** What the command line of the tool asks for. */
import { parseArgs } from "node:util";
import type { Backend } from "fluxion";
import { backends } from "./backends.js";

export interface Options {
  readonly backend: Backend;
}

export const USAGE = `node apps/gradbench/dist/main.js [--backend NAME]
  --backend NAME  one of ${[...backends.keys()].join(", ")} (cpu)`;

/** The options, or what is wrong with them. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({ args: [...args], options: { backend: { type: "string", default: "cpu" } } });
    const make = backends.get(values.backend);
    return make === undefined ? `there is no backend named ${JSON.stringify(values.backend)}` : { backend: make() };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
