/** What the command line of the tool asks for. */
import { parseArgs } from "node:util";
import { backends, type Backend } from "fluxion";

export interface Options {
  readonly backend: Backend;
}

export const USAGE = `node apps/gradbench/dist/main.js [--backend NAME]
  --backend NAME  one of ${Object.keys(backends).join(", ")} (cpu)`;

/** The options, or what is wrong with them. */
export function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({ args: [...args], options: { backend: { type: "string", default: "cpu" } } });
    if (!Object.hasOwn(backends, values.backend)) return `there is no backend named ${JSON.stringify(values.backend)}`;
    return { backend: backends[values.backend as keyof typeof backends]() };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
